package dev.nightjar.gateway.model.component;

import dev.nightjar.gateway.model.Unforeseen;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part of a message or modal: what lays it out, what it shows, or what users can use.
 *
 * <p>Components nest: {@link ActionRow}, {@link Section}, {@link Container} and {@link Label} hold others.
 *
 * @see <a href="https://discord.com/developers/docs/components/reference#component-object">Discord: Component Object</a>
 */
public sealed interface Component
        permits ActionRow,
                Button,
                StringSelect,
                TextInput,
                UserSelect,
                RoleSelect,
                MentionableSelect,
                ChannelSelect,
                Section,
                TextDisplay,
                Thumbnail,
                MediaGallery,
                FileComponent,
                Separator,
                Container,
                Label,
                FileUpload,
                RadioGroup,
                CheckboxGroup,
                Checkbox,
                Component.Unknown,
                FutureComponent {

    /**
     * The id of the component in its message.
     *
     * @return the number of the component; 0 where it is not told
     */
    int id();

    /**
     * A component that this version does not know.
     *
     * @param fields all that is in it
     */
    record Unknown(Map<String, Object> fields) implements Component, Unforeseen {

        /** Copies what could change later. */
        public Unknown {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public int id() {
            return fields.get("id") instanceof Integer id ? id : 0;
        }
    }
}
