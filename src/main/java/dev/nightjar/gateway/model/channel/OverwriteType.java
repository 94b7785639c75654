package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.Coded;

/**
 * The target of an overwrite.
 *
 * @see <a href="https://discord.com/developers/docs/resources/channel#overwrite-object-overwrite-structure">Discord: Overwrite Structure</a>
 */
public enum OverwriteType implements Coded {
    /** A role. */
    ROLE(0),
    /** A member. */
    MEMBER(1),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    OverwriteType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
