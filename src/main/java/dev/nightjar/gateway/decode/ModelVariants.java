package dev.nightjar.gateway.decode;

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
import org.jspecify.annotations.Nullable;

/** The sealed interfaces of the model, and their records. Safe for any thread. */
final class ModelVariants {
    // These are switches instead of maps, so the class of a variant that never comes is never loaded.

    private ModelVariants() {}

    /** How the records of a sealed interface are told apart, or null where it is none of the model. */
    static @Nullable Variants of(Class<?> type) {
        if (type == Component.class) {
            return new Variants("type", ModelVariants::component);
        }
        if (type == SubmittedComponent.class) {
            return new Variants("type", ModelVariants::submittedComponent);
        }
        if (type == CommandOption.class) {
            return new Variants("type", ModelVariants::commandOption);
        }
        return null;
    }

    // Discord: components/reference#component-object-component-types
    private static Class<?> component(String type) {
        return switch (type) {
            case "1" -> ActionRow.class;
            case "2" -> Button.class;
            case "3" -> StringSelect.class;
            case "4" -> TextInput.class;
            case "5" -> UserSelect.class;
            case "6" -> RoleSelect.class;
            case "7" -> MentionableSelect.class;
            case "8" -> ChannelSelect.class;
            case "9" -> Section.class;
            case "10" -> TextDisplay.class;
            case "11" -> Thumbnail.class;
            case "12" -> MediaGallery.class;
            case "13" -> FileComponent.class;
            case "14" -> Separator.class;
            case "17" -> Container.class;
            case "18" -> Label.class;
            case "19" -> FileUpload.class;
            case "21" -> RadioGroup.class;
            case "22" -> CheckboxGroup.class;
            case "23" -> Checkbox.class;
            default -> Component.Unknown.class;
        };
    }

    private static Class<?> submittedComponent(String type) {
        return switch (type) {
            case "1" -> SubmittedComponent.ActionRow.class;
            case "3" -> SubmittedComponent.StringSelect.class;
            case "4" -> SubmittedComponent.TextInput.class;
            case "5" -> SubmittedComponent.UserSelect.class;
            case "6" -> SubmittedComponent.RoleSelect.class;
            case "7" -> SubmittedComponent.MentionableSelect.class;
            case "8" -> SubmittedComponent.ChannelSelect.class;
            case "10" -> SubmittedComponent.TextDisplay.class;
            case "18" -> SubmittedComponent.Label.class;
            case "19" -> SubmittedComponent.FileUpload.class;
            case "21" -> SubmittedComponent.RadioGroup.class;
            case "22" -> SubmittedComponent.CheckboxGroup.class;
            case "23" -> SubmittedComponent.Checkbox.class;
            default -> SubmittedComponent.Unknown.class;
        };
    }

    // Discord: interactions/application-commands#application-command-object-application-command-option-type
    private static Class<?> commandOption(String type) {
        return switch (type) {
            case "1" -> CommandOption.Subcommand.class;
            case "2" -> CommandOption.SubcommandGroup.class;
            case "3" -> CommandOption.StringOption.class;
            case "4" -> CommandOption.IntegerOption.class;
            case "5" -> CommandOption.BooleanOption.class;
            case "6" -> CommandOption.UserOption.class;
            case "7" -> CommandOption.ChannelOption.class;
            case "8" -> CommandOption.RoleOption.class;
            case "9" -> CommandOption.MentionableOption.class;
            case "10" -> CommandOption.NumberOption.class;
            case "11" -> CommandOption.AttachmentOption.class;
            default -> CommandOption.Unknown.class;
        };
    }
}
