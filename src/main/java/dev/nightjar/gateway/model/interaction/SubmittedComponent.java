package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.Unforeseen;
import dev.nightjar.gateway.model.message.Resolved;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A component of a modal that a user has filled in.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-component-interaction-response-structures">Discord: Component Interaction Response Structures</a>
 */
public sealed interface SubmittedComponent
        permits SubmittedComponent.ActionRow,
                SubmittedComponent.Label,
                SubmittedComponent.TextDisplay,
                SubmittedComponent.TextInput,
                SubmittedComponent.StringSelect,
                SubmittedComponent.UserSelect,
                SubmittedComponent.RoleSelect,
                SubmittedComponent.MentionableSelect,
                SubmittedComponent.ChannelSelect,
                SubmittedComponent.FileUpload,
                SubmittedComponent.RadioGroup,
                SubmittedComponent.CheckboxGroup,
                SubmittedComponent.Checkbox,
                SubmittedComponent.Unknown,
                FutureSubmittedComponent {

    /**
     * The id of the component in its modal.
     *
     * @return the number of the component; 0 where it is not told
     */
    int id();

    /**
     * A row with a text input, as modals once had.
     *
     * @param id the number of the component in its modal
     * @param components the text input
     */
    record ActionRow(int id, List<SubmittedComponent> components) implements SubmittedComponent {

        /** Copies what could change later. */
        public ActionRow {
            components = List.copyOf(components);
        }
    }

    /**
     * A label with its component.
     *
     * @param id the number of the component in its modal
     * @param component the component
     */
    record Label(int id, SubmittedComponent component) implements SubmittedComponent {}

    /**
     * A text that was shown.
     *
     * @param id the number of the component in its modal
     */
    record TextDisplay(int id) implements SubmittedComponent {}

    /**
     * A text that was typed.
     *
     * @param id the number of the component in its modal
     * @param customId what the app knows the component by
     * @param value the text
     */
    record TextInput(int id, String customId, String value) implements SubmittedComponent {}

    /**
     * The options that were chosen in a menu.
     *
     * @param id the number of the component in its modal
     * @param customId what the app knows the component by
     * @param values the values of the options
     */
    record StringSelect(int id, String customId, List<String> values) implements SubmittedComponent {

        /** Copies what could change later. */
        public StringSelect {
            values = List.copyOf(values);
        }
    }

    /**
     * The users that were chosen in a menu.
     *
     * @param id the number of the component in its modal
     * @param customId what the app knows the component by
     * @param values the ids of the users
     */
    record UserSelect(int id, String customId, List<Long> values) implements SubmittedComponent {

        /** Copies what could change later. */
        public UserSelect {
            values = List.copyOf(values);
        }
    }

    /**
     * The roles that were chosen in a menu.
     *
     * @param id the number of the component in its modal
     * @param customId what the app knows the component by
     * @param values the ids of the roles
     */
    record RoleSelect(int id, String customId, List<Long> values) implements SubmittedComponent {

        /** Copies what could change later. */
        public RoleSelect {
            values = List.copyOf(values);
        }
    }

    /**
     * The users and roles that were chosen in a menu.
     *
     * @param id the number of the component in its modal
     * @param customId what the app knows the component by
     * @param values the ids of the users and roles
     */
    record MentionableSelect(int id, String customId, List<Long> values) implements SubmittedComponent {

        /** Copies what could change later. */
        public MentionableSelect {
            values = List.copyOf(values);
        }
    }

    /**
     * The channels that were chosen in a menu.
     *
     * @param id the number of the component in its modal
     * @param customId what the app knows the component by
     * @param values the ids of the channels
     */
    record ChannelSelect(int id, String customId, List<Long> values) implements SubmittedComponent {

        /** Copies what could change later. */
        public ChannelSelect {
            values = List.copyOf(values);
        }
    }

    /**
     * The files that were uploaded.
     *
     * @param id the number of the component in its modal
     * @param customId what the app knows the component by
     * @param values the ids of the files, which are in {@link Resolved#attachments()}
     */
    record FileUpload(int id, String customId, List<Long> values) implements SubmittedComponent {

        /** Copies what could change later. */
        public FileUpload {
            values = List.copyOf(values);
        }
    }

    /**
     * The option that was chosen in a radio group.
     *
     * @param id the number of the component in its modal
     * @param customId what the app knows the component by
     * @param value the value of the option; null where none was chosen
     */
    record RadioGroup(int id, String customId, @Nullable String value) implements SubmittedComponent {}

    /**
     * The options that were chosen in a checkbox group.
     *
     * @param id the number of the component in its modal
     * @param customId what the app knows the component by
     * @param values the values of the options
     */
    record CheckboxGroup(int id, String customId, List<String> values) implements SubmittedComponent {

        /** Copies what could change later. */
        public CheckboxGroup {
            values = List.copyOf(values);
        }
    }

    /**
     * Whether a checkbox was checked.
     *
     * @param id the number of the component in its modal
     * @param customId what the app knows the component by
     * @param value whether it was checked
     */
    record Checkbox(int id, String customId, boolean value) implements SubmittedComponent {}

    /**
     * A component that this version does not know.
     *
     * @param fields all that is in it
     */
    record Unknown(Map<String, Object> fields) implements SubmittedComponent, Unforeseen {

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
