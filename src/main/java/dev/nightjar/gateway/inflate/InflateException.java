package dev.nightjar.gateway.inflate;

import java.io.IOException;

/**
 * A binary message that does not inflate to a gateway payload. What follows it in the same stream cannot be read either,
 * so it ends the connection; the session is resumed on a new one.
 */
public final class InflateException extends IOException {

    private static final long serialVersionUID = 1;

    /** Whether the message is larger than the limit. */
    private final boolean tooLarge;

    /**
     * An exception without a cause.
     *
     * @param message what is wrong with the message
     */
    public InflateException(String message) {
        this(message, false);
    }

    private InflateException(String message, boolean tooLarge) {
        super(message);
        this.tooLarge = tooLarge;
    }

    InflateException(String message, Throwable cause) {
        super(message, cause);
        this.tooLarge = false;
    }

    /**
     * The exception for a message that is larger than the limit.
     *
     * @param message what is too large, and the remedy
     * @return a new exception
     */
    public static InflateException tooLarge(String message) {
        return new InflateException(message, true);
    }

    /**
     * Whether the message is larger than the limit.
     *
     * @return false when it cannot be read for another reason
     */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
