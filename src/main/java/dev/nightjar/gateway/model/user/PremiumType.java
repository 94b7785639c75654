package dev.nightjar.gateway.model.user;

import dev.nightjar.gateway.model.Coded;

/**
 * A user's Nitro subscription.
 *
 * @see <a href="https://discord.com/developers/docs/resources/user#user-object-premium-types">Discord: Premium Types</a>
 */
public enum PremiumType implements Coded {
    /** No Nitro. */
    NONE(0),
    /** Nitro Classic. */
    NITRO_CLASSIC(1),
    /** Nitro. */
    NITRO(2),
    /** Nitro Basic. */
    NITRO_BASIC(3),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    PremiumType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
