package dev.nightjar.gateway.event;

import static java.util.Map.entry;

import dev.nightjar.gateway.model.component.ActionRow;
import dev.nightjar.gateway.model.component.Button;
import dev.nightjar.gateway.model.component.ChannelSelect;
import dev.nightjar.gateway.model.component.Checkbox;
import dev.nightjar.gateway.model.component.CheckboxGroup;
import dev.nightjar.gateway.model.component.Component;
import dev.nightjar.gateway.model.component.Container;
import dev.nightjar.gateway.model.component.FileComponent;
import dev.nightjar.gateway.model.component.FileUpload;
import dev.nightjar.gateway.model.component.Label;
import dev.nightjar.gateway.model.component.MediaGallery;
import dev.nightjar.gateway.model.component.MentionableSelect;
import dev.nightjar.gateway.model.component.RadioGroup;
import dev.nightjar.gateway.model.component.RoleSelect;
import dev.nightjar.gateway.model.component.Section;
import dev.nightjar.gateway.model.component.Separator;
import dev.nightjar.gateway.model.component.StringSelect;
import dev.nightjar.gateway.model.component.TextDisplay;
import dev.nightjar.gateway.model.component.TextInput;
import dev.nightjar.gateway.model.component.Thumbnail;
import dev.nightjar.gateway.model.component.UserSelect;
import dev.nightjar.gateway.model.interaction.CommandOption;
import dev.nightjar.gateway.model.interaction.SubmittedComponent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sealed interfaces that the decoder reads, each with its records. Safe for any thread. */
final class Variants {

    private Variants() {}

    /** The shape of a sealed interface, or null where it is not known. */
    static @Nullable VariantShape of(Class<?> type) {
        // No map of them all: the classes of what never comes are never loaded.
        if (type == GuildCreate.class) {
            return new VariantShape(
                    "unavailable", Map.of("true", GuildCreate.Unavailable.class), GuildCreate.Available.class);
        }
        if (type == InteractionCreate.class) {
            return interactions();
        }
        if (type == Component.class) {
            return components();
        }
        if (type == SubmittedComponent.class) {
            return submittedComponents();
        }
        if (type == CommandOption.class) {
            return commandOptions();
        }
        return null;
    }

    // Discord: interactions/receiving-and-responding#interaction-object-interaction-type
    private static VariantShape interactions() {
        return new VariantShape(
                "type",
                Map.of(
                        "2", InteractionCreate.ApplicationCommand.class,
                        "3", InteractionCreate.MessageComponent.class,
                        "4", InteractionCreate.Autocomplete.class,
                        "5", InteractionCreate.ModalSubmit.class),
                InteractionCreate.Unknown.class);
    }

    // Discord: components/reference#component-object-component-types
    private static VariantShape components() {
        return new VariantShape(
                "type",
                Map.ofEntries(
                        entry("1", ActionRow.class),
                        entry("2", Button.class),
                        entry("3", StringSelect.class),
                        entry("4", TextInput.class),
                        entry("5", UserSelect.class),
                        entry("6", RoleSelect.class),
                        entry("7", MentionableSelect.class),
                        entry("8", ChannelSelect.class),
                        entry("9", Section.class),
                        entry("10", TextDisplay.class),
                        entry("11", Thumbnail.class),
                        entry("12", MediaGallery.class),
                        entry("13", FileComponent.class),
                        entry("14", Separator.class),
                        entry("17", Container.class),
                        entry("18", Label.class),
                        entry("19", FileUpload.class),
                        entry("21", RadioGroup.class),
                        entry("22", CheckboxGroup.class),
                        entry("23", Checkbox.class)),
                Component.Unknown.class);
    }

    private static VariantShape submittedComponents() {
        return new VariantShape(
                "type",
                Map.ofEntries(
                        entry("1", SubmittedComponent.ActionRow.class),
                        entry("3", SubmittedComponent.StringSelect.class),
                        entry("4", SubmittedComponent.TextInput.class),
                        entry("5", SubmittedComponent.UserSelect.class),
                        entry("6", SubmittedComponent.RoleSelect.class),
                        entry("7", SubmittedComponent.MentionableSelect.class),
                        entry("8", SubmittedComponent.ChannelSelect.class),
                        entry("10", SubmittedComponent.TextDisplay.class),
                        entry("18", SubmittedComponent.Label.class),
                        entry("19", SubmittedComponent.FileUpload.class),
                        entry("21", SubmittedComponent.RadioGroup.class),
                        entry("22", SubmittedComponent.CheckboxGroup.class),
                        entry("23", SubmittedComponent.Checkbox.class)),
                SubmittedComponent.Unknown.class);
    }

    // Discord: interactions/application-commands#application-command-object-application-command-option-type
    private static VariantShape commandOptions() {
        return new VariantShape(
                "type",
                Map.ofEntries(
                        entry("1", CommandOption.Subcommand.class),
                        entry("2", CommandOption.SubcommandGroup.class),
                        entry("3", CommandOption.StringOption.class),
                        entry("4", CommandOption.IntegerOption.class),
                        entry("5", CommandOption.BooleanOption.class),
                        entry("6", CommandOption.UserOption.class),
                        entry("7", CommandOption.ChannelOption.class),
                        entry("8", CommandOption.RoleOption.class),
                        entry("9", CommandOption.MentionableOption.class),
                        entry("10", CommandOption.NumberOption.class),
                        entry("11", CommandOption.AttachmentOption.class)),
                CommandOption.Unknown.class);
    }
}
