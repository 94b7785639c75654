package dev.nightjar.gateway.model.message;

import org.jspecify.annotations.Nullable;

/**
 * An image, thumbnail or video of an embed.
 *
 * @param url where it is
 * @param proxyUrl where a proxy has it
 * @param height the height in pixels; 0 where unknown
 * @param width the width in pixels; 0 where unknown
 * @param contentType the media type
 * @param placeholder the thumbhash
 * @param placeholderVersion the version of that thumbhash
 * @param description what there is to see
 * @param flags the flags
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-image-structure">Discord: Embed Image Structure</a>
 */
public record EmbedMedia(
        @Nullable String url,
        @Nullable String proxyUrl,
        int height,
        int width,
        @Nullable String contentType,
        @Nullable String placeholder,
        int placeholderVersion,
        @Nullable String description,
        EmbedMediaFlags flags) {}
