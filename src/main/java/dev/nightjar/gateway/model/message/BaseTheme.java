package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Coded;

/** The theme beneath a shared one. */
public enum BaseTheme implements Coded {
    /** None. */
    UNSET(0),
    /** Dark. */
    DARK(1),
    /** Light. */
    LIGHT(2),
    /** Darker. */
    DARKER(3),
    /** Midnight. */
    MIDNIGHT(4),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    BaseTheme(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
