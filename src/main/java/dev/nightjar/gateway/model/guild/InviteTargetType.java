package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The target of an invite to a voice channel.
 *
 * @see <a href="https://discord.com/developers/docs/resources/invite#invite-object-invite-target-types">Discord: Invite Target Types</a>
 */
public enum InviteTargetType implements Coded {
    /** The stream of a user. */
    STREAM(1),
    /** An embedded application. */
    EMBEDDED_APPLICATION(2),
    /** The purchase of a role subscription. */
    ROLE_SUBSCRIPTIONS_PURCHASE(3),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    InviteTargetType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
