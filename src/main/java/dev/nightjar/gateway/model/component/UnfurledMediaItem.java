package dev.nightjar.gateway.model.component;

import org.jspecify.annotations.Nullable;

/**
 * A picture, video or file of a component.
 *
 * @param url where it is
 * @param proxyUrl where a proxy has it
 * @param height the height of an image or video in pixels; 0 for other files
 * @param width the width of an image or video in pixels; 0 for other files
 * @param placeholder the thumbhash of an image or video
 * @param placeholderVersion the version of that thumbhash
 * @param contentType the media type
 * @param flags the flags
 * @param attachmentId the id of the attachment; 0 for what was not uploaded
 * @see <a href="https://discord.com/developers/docs/components/reference#unfurled-media-item">Discord: Unfurled Media Item</a>
 */
public record UnfurledMediaItem(
        String url,
        @Nullable String proxyUrl,
        int height,
        int width,
        @Nullable String placeholder,
        int placeholderVersion,
        @Nullable String contentType,
        UnfurledMediaItemFlags flags,
        long attachmentId) {}
