package dev.nightjar.gateway.model.component;

import dev.nightjar.gateway.model.Coded;

/**
 * The look and the effect of a button.
 *
 * @see <a href="https://discord.com/developers/docs/components/reference#button-button-styles">Discord: Button Styles</a>
 */
public enum ButtonStyle implements Coded {
    /** The most important one of a group. */
    PRIMARY(1),
    /** One of several that are equal. */
    SECONDARY(2),
    /** One that confirms or completes. */
    SUCCESS(3),
    /** One that cannot be undone. */
    DANGER(4),
    /** One that leads to a URL. */
    LINK(5),
    /** One that sells something. */
    PREMIUM(6),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ButtonStyle(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
