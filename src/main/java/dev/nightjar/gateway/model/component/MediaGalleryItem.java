package dev.nightjar.gateway.model.component;

import org.jspecify.annotations.Nullable;

/**
 * A picture or video of a gallery.
 *
 * @param media the picture or video
 * @param description what there is to see, 1,024 characters at most
 * @param spoiler whether it is hidden until clicked
 * @see <a href="https://discord.com/developers/docs/components/reference#media-gallery-media-gallery-item-structure">Discord: Media Gallery Item Structure</a>
 */
public record MediaGalleryItem(
        UnfurledMediaItem media, @Nullable String description, boolean spoiler) {}
