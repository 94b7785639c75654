package dev.nightjar.gateway.model.message;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Rich content in a message: a box with a title, fields and pictures.
 *
 * @param title the title
 * @param type what it is made from
 * @param description the text
 * @param url where the title leads
 * @param timestamp the time of the content
 * @param color the colour of the bar, 0xRRGGBB
 * @param footer the footer
 * @param image the image
 * @param thumbnail the thumbnail
 * @param video the video
 * @param provider the source of the content
 * @param author the author of the content
 * @param fields the fields
 * @param flags the flags
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object">Discord: Embed Object</a>
 */
public record Embed(
        @Nullable String title,
        EmbedType type,
        @Nullable String description,
        @Nullable String url,
        @Nullable Instant timestamp,
        OptionalInt color,
        @Nullable EmbedFooter footer,
        @Nullable EmbedMedia image,
        @Nullable EmbedMedia thumbnail,
        @Nullable EmbedMedia video,
        @Nullable EmbedProvider provider,
        @Nullable EmbedAuthor author,
        List<EmbedField> fields,
        EmbedFlags flags) {

    /** Copies what could change later. */
    public Embed {
        fields = List.copyOf(fields);
    }
}
