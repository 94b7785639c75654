package dev.nightjar.gateway.model.component;

import dev.nightjar.gateway.model.Coded;

/**
 * The width of a separator.
 *
 * @see <a href="https://discord.com/developers/docs/components/reference#separator-separator-structure">Discord: Separator Structure</a>
 */
public enum SeparatorSpacing implements Coded {
    /** Narrow. */
    SMALL(1),
    /** Wide. */
    LARGE(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    SeparatorSpacing(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
