package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The owner of a sticker.
 *
 * @see <a href="https://discord.com/developers/docs/resources/sticker#sticker-object-sticker-types">Discord: Sticker Types</a>
 */
public enum StickerType implements Coded {
    /** Discord's, in a pack. */
    STANDARD(1),
    /** A guild's. */
    GUILD(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    StickerType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
