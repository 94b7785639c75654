package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The audience of a stage or a scheduled event.
 *
 * @see <a href="https://discord.com/developers/docs/resources/stage-instance#stage-instance-object-privacy-level">Discord: Privacy Level</a>
 */
public enum PrivacyLevel implements Coded {
    /** Everybody; no longer used. */
    PUBLIC(1),
    /** The members of the guild. */
    GUILD_ONLY(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    PrivacyLevel(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
