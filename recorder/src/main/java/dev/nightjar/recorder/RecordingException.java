package dev.nightjar.recorder;

import java.io.Serial;

/**
 * What is thrown when a recording cannot be read, or a recorder cannot be opened. Its message names the file or the folder, the offset,
 * and what helps.
 */
public final class RecordingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RecordingException(String message) {
        super(message);
    }

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
