package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The members whose messages are scanned.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild#guild-object-explicit-content-filter-level">Discord: Explicit Content Filter Level</a>
 */
public enum ExplicitContentFilterLevel implements Coded {
    /** Nobody's. */
    DISABLED(0),
    /** Those of members without a role. */
    MEMBERS_WITHOUT_ROLES(1),
    /** Everybody's. */
    ALL_MEMBERS(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ExplicitContentFilterLevel(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
