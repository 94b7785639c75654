package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.Coded;

/**
 * The target of a permission of a command.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/application-commands#application-command-permissions-object-application-command-permission-type">Discord: Application Command Permission Type</a>
 */
public enum ApplicationCommandPermissionType implements Coded {
    /** For the members with a role. */
    ROLE(1),
    /** For a user. */
    USER(2),
    /** For a channel. */
    CHANNEL(3),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ApplicationCommandPermissionType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
