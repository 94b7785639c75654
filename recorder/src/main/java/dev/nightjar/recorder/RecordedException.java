package dev.nightjar.recorder;

import java.io.Serial;

/** What stands in a recording for an exception: the name of its class, its message, and no stack. */
public final class RecordedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The name of the class. */
    private final String original;

    RecordedException(String original, String message) {
        super(message, null, false, false);
        this.original = original;
    }

    /**
     * The class of the exception that was recorded.
     *
     * @return its name, such as {@code java.net.ConnectException}; for an exception of the library that has a reason, the reason
     *     stands behind a slash
     */
    public String original() {
        return original;
    }
}
