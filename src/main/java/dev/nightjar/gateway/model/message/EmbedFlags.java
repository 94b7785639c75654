package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Flags;

/**
 * What an embed is.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-flags">Discord: Embed Flags</a>
 */
public record EmbedFlags(long bits) implements Flags<EmbedFlags> {

    /** A fallback for a reply to an activity card. */
    public static final EmbedFlags IS_CONTENT_INVENTORY_ENTRY = new EmbedFlags(1L << 5);
}
