package dev.nightjar.gateway.model.component;

import dev.nightjar.gateway.model.Coded;

/**
 * The size of a text input.
 *
 * @see <a href="https://discord.com/developers/docs/components/reference#text-input-text-input-styles">Discord: Text Input Styles</a>
 */
public enum TextInputStyle implements Coded {
    /** One line. */
    SHORT(1),
    /** Several lines. */
    PARAGRAPH(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    TextInputStyle(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
