package dev.nightjar.gateway.event;

/**
 * Thrown where the data of a payload cannot be had in the form that was asked for: its JSON is broken or nested too deep, it
 * has no object in "d", or a record's constructor refused it. The message names the event and never quotes the content.
 *
 * <p>It is unchecked, for a for-each loop over events is no place for a checked one.
 */
public final class PayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }

    PayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
