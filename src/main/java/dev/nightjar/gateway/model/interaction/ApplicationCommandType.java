package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.Coded;

/**
 * The way in which a command is called.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-types">Discord: Application Command Types</a>
 */
public enum ApplicationCommandType implements Coded {
    /** By a slash and its name. */
    CHAT_INPUT(1),
    /** From the menu of a user. */
    USER(2),
    /** From the menu of a message. */
    MESSAGE(3),
    /** By launching the app's activity. */
    PRIMARY_ENTRY_POINT(4),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ApplicationCommandType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
