package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.Coded;

/**
 * The type of an option of a command.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type">Discord: Application Command Option Type</a>
 */
public enum ApplicationCommandOptionType implements Coded {
    /** A subcommand. */
    SUB_COMMAND(1),
    /** A group of subcommands. */
    SUB_COMMAND_GROUP(2),
    /** A text. */
    STRING(3),
    /** A whole number from -2^53 + 1 to 2^53 - 1. */
    INTEGER(4),
    /** A yes or no. */
    BOOLEAN(5),
    /** A user. */
    USER(6),
    /** A channel or category. */
    CHANNEL(7),
    /** A role. */
    ROLE(8),
    /** A user or role. */
    MENTIONABLE(9),
    /** A number from -2^53 to 2^53. */
    NUMBER(10),
    /** A file. */
    ATTACHMENT(11),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ApplicationCommandOptionType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
