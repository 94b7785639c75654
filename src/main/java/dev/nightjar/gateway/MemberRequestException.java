package dev.nightjar.gateway;

import java.io.Serial;
import java.time.Duration;

/** A member request that has failed. Its message says what to do. */
public final class MemberRequestException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Reason {
        /** The deadline came before the last chunk. */
        TIMED_OUT,
        /** Discord asks to wait longer than the request may; see {@link MemberRequestException#retryAfter()}. */
        RATE_LIMITED,
        /** The connection that the request went out on has ended, and the answer with it. Ask again. */
        DISCONNECTED,
        /** The shard was closed, or has failed. */
        SHARD_ENDED,
        /** What was received is not an answer that Discord documents. */
        UNEXPECTED_ANSWER
    }

    /** The reason. */
    private final Reason reason;

    /** How long to wait. */
    private final Duration retryAfter;

    MemberRequestException(Reason reason, String message) {
        this(reason, message, Duration.ZERO);
    }

    MemberRequestException(Reason reason, String message, Duration retryAfter) {
        super(message);
        this.reason = reason;
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
     * How long Discord asks to wait before the guild's members may be requested again.
     *
     * @return zero when the reason is another than RATE_LIMITED
     */
    public Duration retryAfter() {
        return retryAfter;
    }
}
