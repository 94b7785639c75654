package dev.nightjar.gateway.model.component;

import java.util.List;

/**
 * Up to ten pictures and videos.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param items the pictures and videos
 * @see <a href="https://discord.com/developers/docs/components/reference#media-gallery">Discord: Media Gallery</a>
 */
public record MediaGallery(int id, List<MediaGalleryItem> items) implements Component {

    /** Copies what could change later. */
    public MediaGallery {
        items = List.copyOf(items);
    }
}
