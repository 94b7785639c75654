package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The age restriction of a guild.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild#guild-object-guild-agerestriction-level">Discord: Guild Age-Restriction Level</a>
 */
public enum NsfwLevel implements Coded {
    /** The default. */
    DEFAULT(0),
    /** Explicit. */
    EXPLICIT(1),
    /** Safe. */
    SAFE(2),
    /** For adults only. */
    AGE_RESTRICTED(3),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    NsfwLevel(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
