package dev.nightjar.gateway.model.message;

import org.jspecify.annotations.Nullable;

/**
 * The author of embedded content.
 *
 * @param name the name
 * @param url where the name leads
 * @param iconUrl where the icon is
 * @param proxyIconUrl where a proxy has it
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-author-structure">Discord: Embed Author Structure</a>
 */
public record EmbedAuthor(
        String name,
        @Nullable String url,
        @Nullable String iconUrl,
        @Nullable String proxyIconUrl) {}
