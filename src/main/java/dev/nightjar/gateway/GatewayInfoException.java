package dev.nightjar.gateway;

import java.io.Serial;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A failed request for {@link GatewayInfo}. Its message says what to do, and never contains the token. */
public final class GatewayInfoException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Reason {
        /** HTTP 401: the token is wrong. Asking again does not help. */
        UNAUTHORIZED,
        /** HTTP 429: asked too often; see {@link GatewayInfoException#retryAfter()}. */
        RATE_LIMITED,
        /** HTTP 5xx: Discord has a problem of its own. Ask again later. */
        SERVER_ERROR,
        /** Any other status, or a body that is not what Discord documents, or too large: the URL is probably wrong. */
        UNEXPECTED_ANSWER,
        /** No connection, or one that broke. */
        UNREACHABLE,
        /** No complete answer in time. */
        TIMED_OUT
    }

    /** The reason. */
    private final Reason reason;

    /** The HTTP status, or 0 for none. */
    private final int status;

    /** How long to wait. */
    private final Duration retryAfter;

    GatewayInfoException(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, 0, Duration.ZERO, message, cause);
    }

    GatewayInfoException(Reason reason, int status, Duration retryAfter, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /**
     * What went wrong.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * The HTTP status of the answer.
     *
     * @return empty when there was none
     */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /**
     * How long Discord asks to wait before the next request.
     *
     * @return zero when it did not say
     */
    public Duration retryAfter() {
        return retryAfter;
    }
}
