package dev.nightjar.gateway;

import dev.nightjar.gateway.MemberRequestException.Reason;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The state of one member request: what was received, and what the asking thread must do next. Guarded by the lock of its
 * {@link MemberRequests}.
 */
final class MemberRequest {

    /** The next action of the asking thread. */
    sealed interface Next {

        /** Send the command again. */
        record Resend() implements Next {}

        /** Wait for a change, at most until this time. */
        record Wait(long until) implements Next {}

        /** An action after which the asking thread does not wait. */
        sealed interface Outcome extends Next {}

        /** Read this chunk. */
        record Chunk(Payload payload) implements Outcome {}

        /** All chunks were read. */
        record Complete() implements Outcome {}

        /** The deadline for the whole answer is over, or the one for its next chunk. */
        record Overdue() implements Outcome {}

        /** Give up. */
        record Fail(Failure why) implements Outcome {}
    }

    /** Why a request has failed. The asking thread makes the exception of it, with what has come of the answer. */
    record Failure(Reason reason, String message, Duration retryAfter) {

        Failure(Reason reason, String message) {
            this(reason, message, Duration.ZERO);
        }
    }

    /**
     * The most chunks that an answer may have: 50 million members, as Discord sends up to 1,000 in a chunk. No guild has half
     * as many.
     */
    static final int MOST_CHUNKS = 50_000;

    private static final int UNKNOWN = -1;

    final RequestGuildMembers command;
    final String json;
    final MemberDeadline allowed;
    final long deadline;
    final OnRateLimit onRateLimit;
    final Condition changed;

    private final Queue<Payload> unread = new ArrayDeque<>();
    private final BitSet received = new BitSet();
    private int chunks = UNKNOWN;
    private long chunkDeadline;
    private boolean limited;
    private long retryAt;
    private @Nullable Failure failure;
    private CommandQueue.@Nullable Entry queued;

    MemberRequest(
            RequestGuildMembers command,
            String json,
            MemberDeadline allowed,
            long now,
            OnRateLimit onRateLimit,
            Condition changed) {
        this.command = command;
        this.json = json;
        this.allowed = allowed;
        this.deadline = now + allowed.whole().toNanos();
        this.onRateLimit = onRateLimit;
        this.changed = changed;
        awaitChunk(now);
    }

    private void awaitChunk(long now) {
        chunkDeadline = now + allowed.chunk().toNanos();
    }

    /** Notes that the command is in the queue, as this entry. */
    void queued(CommandQueue.Entry entry) {
        queued = entry;
    }

    /** The entry that was queued last; null before the first. */
    CommandQueue.@Nullable Entry queued() {
        return queued;
    }

    /**
     * Notes a chunk that was received. A chunk that a replay brings again counts once. A chunk whose index is outside its own
     * count is ignored.
     */
    void received(long index, long count, Payload chunk, long now) {
        long announced = Math.max(1, count);
        if (announced > MOST_CHUNKS) {
            fail(unexpected("it says that it comes in " + announced + " chunks, but " + MOST_CHUNKS
                    + " are more than any guild has"));
        } else if (index >= 0 && index < announced) {
            received((int) index, (int) announced, chunk, now);
        }
    }

    private void received(int index, int announced, Payload chunk, long now) {
        if (chunks != UNKNOWN && chunks != announced) {
            fail(unexpected("it first said that it comes in " + chunks + " chunks, and then in " + announced));
        } else if (!received.get(index)) {
            chunks = announced;
            received.set(index);
            unread.add(chunk);
            awaitChunk(now);
            changed.signal();
        }
    }

    private Failure unexpected(String problem) {
        return new Failure(
                Reason.UNEXPECTED_ANSWER,
                "The answer for guild " + Snowflake.json(command.guildId()) + " is not Discord's: " + problem);
    }

    boolean isReceived() {
        return received.cardinality() == chunks;
    }

    /** Notes that Discord refused the command because of a rate limit. */
    void limited(long retryTime) {
        limited = true;
        retryAt = retryTime;
        changed.signal();
    }

    boolean isLimited() {
        return limited;
    }

    void fail(Failure why) {
        failure = why;
        changed.signal();
    }

    Next next(long now) {
        Payload chunk = unread.poll();
        if (chunk != null) {
            return new Next.Chunk(chunk);
        }
        if (isReceived()) {
            return new Next.Complete();
        }
        if (failure != null) {
            return new Next.Fail(failure);
        }
        if (deadline - now <= 0 || isChunkOverdue(now)) {
            return new Next.Overdue();
        }
        if (limited && retryAt - now <= 0) {
            limited = false;
            awaitChunk(now);
            return new Next.Resend();
        }
        return new Next.Wait(earlier(limited ? retryAt : chunkDeadline, deadline));
    }

    /** Whether the next chunk is late. While Discord asks to wait, none is expected. */
    private boolean isChunkOverdue(long now) {
        return !limited && chunkDeadline - now <= 0;
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    /** A sentence, without its end, that says how much of the answer was received within the deadline. */
    String progress(long now) {
        String came = chunks == UNKNOWN
                ? "nothing of the answer has"
                : received.cardinality() + " of " + chunks + " chunks have";
        return "Of the members of guild " + Snowflake.json(command.guildId()) + " " + came + " come"
                + (deadline - now <= 0 || chunks == UNKNOWN
                        ? " within " + (deadline - now <= 0 ? allowed.whole() : allowed.chunk())
                        : ", and then no other within " + allowed.chunk());
    }

    /** The number of chunks that were received. */
    int chunksReceived() {
        return received.cardinality();
    }

    /** The number of chunks of the whole answer, or 0 before the first. */
    int chunkCount() {
        return Math.max(0, chunks);
    }
}
