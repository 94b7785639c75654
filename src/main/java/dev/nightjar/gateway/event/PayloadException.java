package dev.nightjar.gateway.event;

/**
 * The failure of a conversion of a payload's data: its JSON is broken or nested too deep, it has no object in "d", or a
 * record's constructor refused it. The message names the event and never quotes the content.
 *
 * <p>It is unchecked, because a checked one would be a burden in a for-each loop over events.
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
