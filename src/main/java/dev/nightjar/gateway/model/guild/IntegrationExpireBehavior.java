package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The action for subscribers whose subscription has ended.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild#integration-object-integration-expire-behaviors">Discord: Integration Expire Behaviors</a>
 */
public enum IntegrationExpireBehavior implements Coded {
    /** They lose the role. */
    REMOVE_ROLE(0),

    /** They are kicked. */
    KICK(1),

    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    IntegrationExpireBehavior(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
