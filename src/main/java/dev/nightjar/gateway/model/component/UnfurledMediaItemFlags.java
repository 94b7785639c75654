package dev.nightjar.gateway.model.component;

import dev.nightjar.gateway.model.Flags;

/**
 * What a picture, video or file of a component is.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/components/reference#unfurled-media-item-unfurled-media-item-flags">Discord: Unfurled Media Item Flags</a>
 */
public record UnfurledMediaItemFlags(long bits) implements Flags<UnfurledMediaItemFlags> {

    /** An animated image. */
    public static final UnfurledMediaItemFlags IS_ANIMATED = new UnfurledMediaItemFlags(1L << 0);
}
