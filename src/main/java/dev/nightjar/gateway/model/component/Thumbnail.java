package dev.nightjar.gateway.model.component;

import org.jspecify.annotations.Nullable;

/**
 * A small picture beside text.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param media the picture
 * @param description what there is to see, 1,024 characters at most
 * @param spoiler whether it is hidden until clicked
 * @see <a href="https://discord.com/developers/docs/components/reference#thumbnail">Discord: Thumbnail</a>
 */
public record Thumbnail(
        int id, UnfurledMediaItem media, @Nullable String description, boolean spoiler) implements Component {}
