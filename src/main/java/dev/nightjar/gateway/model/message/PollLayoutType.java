package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Coded;

/**
 * The layout of a poll.
 *
 * @see <a href="https://discord.com/developers/docs/resources/poll#layout-type">Discord: Layout Type</a>
 */
public enum PollLayoutType implements Coded {
    /** The default. */
    DEFAULT(1),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    PollLayoutType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
