package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.application.Application;
import dev.nightjar.gateway.model.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that is attached to a message.
 *
 * @param id the id
 * @param filename the name of the file
 * @param title the title
 * @param description what there is to see, 1,024 characters at most
 * @param contentType the media type
 * @param size the size in bytes
 * @param url where the file is
 * @param proxyUrl where a proxy has it
 * @param height the height of an image or video in pixels; 0 for other files
 * @param width the width of an image or video in pixels; 0 for other files
 * @param placeholder the thumbhash of an image or video
 * @param placeholderVersion the version of that thumbhash
 * @param ephemeral whether it will be removed after a time
 * @param durationSecs the length of an audio file in seconds; 0 for other files
 * @param waveform the sampled waveform of a voice message, in Base64
 * @param flags the flags
 * @param clipParticipants who was in the stream that a clip shows
 * @param clipCreatedAt when a clip was made
 * @param application the application in the stream that a clip shows
 * @see <a href="https://discord.com/developers/docs/resources/message#attachment-object">Discord: Attachment Object</a>
 */
public record Attachment(
        long id,
        String filename,
        @Nullable String title,
        @Nullable String description,
        @Nullable String contentType,
        long size,
        String url,
        String proxyUrl,
        int height,
        int width,
        @Nullable String placeholder,
        int placeholderVersion,
        boolean ephemeral,
        double durationSecs,
        @Nullable String waveform,
        AttachmentFlags flags,
        List<User> clipParticipants,
        @Nullable Instant clipCreatedAt,
        @Nullable Application application) {

    /** Copies what could change later. */
    public Attachment {
        clipParticipants = List.copyOf(clipParticipants);
    }
}
