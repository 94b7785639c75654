package dev.nightjar.recorder;

import java.io.Serial;

/** What is thrown when a recording cannot be read. Its message names the file, the offset, and what helps. */
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
