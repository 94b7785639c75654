package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Flags;

/**
 * What the media of an embed is.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-media-flags">Discord: Embed Media Flags</a>
 */
public record EmbedMediaFlags(long bits) implements Flags<EmbedMediaFlags> {

    /** An animated image. */
    public static final EmbedMediaFlags IS_ANIMATED = new EmbedMediaFlags(1L << 5);
}
