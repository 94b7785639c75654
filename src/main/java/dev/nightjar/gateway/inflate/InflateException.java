package dev.nightjar.gateway.inflate;

import java.io.IOException;

/**
 * A binary message that does not inflate to a gateway payload. What follows it in the same stream cannot be read either,
 * so it ends the connection; the session is resumed on a new one.
 */
public final class InflateException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * An exception without a cause.
     *
     * @param message what is wrong with the message
     */
    public InflateException(String message) {
        super(message);
    }

    InflateException(String message, Throwable cause) {
        super(message, cause);
    }
}
