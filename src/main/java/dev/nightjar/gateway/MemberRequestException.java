package dev.nightjar.gateway;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member request that has failed. Its message says what to do, and it has what came of the answer. */
public final class MemberRequestException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Reason {
        /** The deadline, for the whole answer or for its next chunk, came first. */
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

    /** What has come; not serialised. */
    private final transient @Nullable GuildMembers received;

    /** How many chunks that was. */
    private final int chunksReceived;

    /** How many there are. */
    private final int chunkCount;

    /**
     * Makes one, for code that answers member requests in place of a shard: another way to a shard elsewhere, or a {@link
     * CommandSender} of a test.
     *
     * @param reason what went wrong
     * @param message what went wrong and what to do, in words
     * @param retryAfter how long Discord asks to wait; zero when the reason is another than RATE_LIMITED
     * @param received the part of the answer that has come
     * @param chunksReceived how many chunks that is
     * @param chunkCount how many the whole answer has; 0 when that is unknown
     */
    public MemberRequestException(
            Reason reason,
            String message,
            Duration retryAfter,
            GuildMembers received,
            int chunksReceived,
            int chunkCount) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.received = received;
        this.chunksReceived = chunksReceived;
        this.chunkCount = chunkCount;
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

    /**
     * The part of the answer that came before the failure.
     *
     * @return the members of the chunks that have come, perhaps none; all of them come to the loop as events, too
     */
    public GuildMembers received() {
        return received == null ? new GuildMembers(0, List.of(), List.of(), List.of()) : received;
    }

    /**
     * How many chunks of the answer have come.
     *
     * @return those that {@link #received()} was made of
     */
    public int chunksReceived() {
        return chunksReceived;
    }

    /**
     * How many chunks the whole answer has, as its first one says.
     *
     * @return 0 when none has come
     */
    public int chunkCount() {
        return chunkCount;
    }
}
