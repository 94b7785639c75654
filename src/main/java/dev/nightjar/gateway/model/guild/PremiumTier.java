package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The boost level of a guild.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild#guild-object-premium-tier">Discord: Premium Tier</a>
 */
public enum PremiumTier implements Coded {
    /** None. */
    NONE(0),
    /** Level 1. */
    TIER_1(1),
    /** Level 2. */
    TIER_2(2),
    /** Level 3. */
    TIER_3(3),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    PremiumTier(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
