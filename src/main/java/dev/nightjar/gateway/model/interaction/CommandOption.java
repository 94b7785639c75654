package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.Unforeseen;
import dev.nightjar.gateway.model.message.Resolved;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An option of a command that a user has filled in, or a subcommand that was called.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-application-command-interaction-data-option-structure">Discord: Application Command Interaction Data Option Structure</a>
 */
public sealed interface CommandOption
        permits CommandOption.Subcommand,
                CommandOption.SubcommandGroup,
                CommandOption.StringOption,
                CommandOption.IntegerOption,
                CommandOption.BooleanOption,
                CommandOption.UserOption,
                CommandOption.ChannelOption,
                CommandOption.RoleOption,
                CommandOption.MentionableOption,
                CommandOption.NumberOption,
                CommandOption.AttachmentOption,
                CommandOption.Unknown,
                FutureCommandOption {

    /**
     * The name of the option.
     *
     * @return the name of the option or subcommand
     */
    String name();

    /**
     * A subcommand.
     *
     * @param name the name of the subcommand
     * @param options its options that the user filled
     */
    record Subcommand(String name, List<CommandOption> options) implements CommandOption {

        /** Copies what could change later. */
        public Subcommand {
            options = List.copyOf(options);
        }
    }

    /**
     * A group of subcommands.
     *
     * @param name the name of the group
     * @param options the subcommand that was called
     */
    record SubcommandGroup(String name, List<CommandOption> options) implements CommandOption {

        /** Copies what could change later. */
        public SubcommandGroup {
            options = List.copyOf(options);
        }
    }

    /**
     * A text.
     *
     * @param name the name of the option
     * @param value the text, 6,000 characters at most
     */
    record StringOption(String name, String value) implements CommandOption {}

    /**
     * A whole number.
     *
     * @param name the name of the option
     * @param value the number
     */
    record IntegerOption(String name, long value) implements CommandOption {}

    /**
     * A yes or no.
     *
     * @param name the name of the option
     * @param value whether it is a yes
     */
    record BooleanOption(String name, boolean value) implements CommandOption {}

    /**
     * A user.
     *
     * @param name the name of the option
     * @param value the id of the user, who is in {@link Resolved#users()} and {@link Resolved#members()}
     */
    record UserOption(String name, long value) implements CommandOption {}

    /**
     * A channel or category.
     *
     * @param name the name of the option
     * @param value the id of the channel, which is in {@link Resolved#channels()}
     */
    record ChannelOption(String name, long value) implements CommandOption {}

    /**
     * A role.
     *
     * @param name the name of the option
     * @param value the id of the role, which is in {@link Resolved#roles()}
     */
    record RoleOption(String name, long value) implements CommandOption {}

    /**
     * A user or role.
     *
     * @param name the name of the option
     * @param value the id of the user or role, which is in {@link Resolved#users()} or {@link Resolved#roles()}
     */
    record MentionableOption(String name, long value) implements CommandOption {}

    /**
     * A number.
     *
     * @param name the name of the option
     * @param value the number
     */
    record NumberOption(String name, double value) implements CommandOption {}

    /**
     * A file.
     *
     * @param name the name of the option
     * @param value the id of the file, which is in {@link Resolved#attachments()}
     */
    record AttachmentOption(String name, long value) implements CommandOption {}

    /**
     * An option of a type that this version does not know.
     *
     * @param fields all that is in it
     */
    record Unknown(Map<String, Object> fields) implements CommandOption, Unforeseen {

        /** Copies what could change later. */
        public Unknown {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String name() {
            return fields.get("name") instanceof String name ? name : "";
        }
    }
}
