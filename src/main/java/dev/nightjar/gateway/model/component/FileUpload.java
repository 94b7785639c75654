package dev.nightjar.gateway.model.component;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Files to be uploaded in a modal.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param customId what the app knows it by, 100 characters at most
 * @param minValues how many must be uploaded; 1 where it is not told
 * @param maxValues how many may be uploaded, 10 at most; 1 where it is not told
 * @param required whether it must be filled, in a modal; it must where null
 * @param fileTypes the files that it takes: {@code image}, {@code video}, {@code audio}, or an extension with its
 *     dot; all where there are none
 * @see <a href="https://discord.com/developers/docs/components/reference#file-upload">Discord: File Upload</a>
 */
public record FileUpload(
        int id,
        String customId,
        OptionalInt minValues,
        OptionalInt maxValues,
        @Nullable Boolean required,
        List<String> fileTypes)
        implements Component {

    /** Copies what could change later. */
    public FileUpload {
        fileTypes = List.copyOf(fileTypes);
    }
}
