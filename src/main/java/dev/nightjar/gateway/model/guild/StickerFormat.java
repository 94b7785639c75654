package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The format of a sticker.
 *
 * @see <a href="https://discord.com/developers/docs/resources/sticker#sticker-object-sticker-format-types">Discord: Sticker Format Types</a>
 */
public enum StickerFormat implements Coded {
    /** PNG. */
    PNG(1),
    /** Animated PNG. */
    APNG(2),
    /** Lottie. */
    LOTTIE(3),
    /** GIF. */
    GIF(4),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    StickerFormat(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
