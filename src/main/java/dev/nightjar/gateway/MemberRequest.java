package dev.nightjar.gateway;

import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import dev.nightjar.gateway.event.Payload;
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

        /** The deadline is over. */
        record Overdue() implements Outcome {}

        /** Give up. */
        record Fail(MemberRequestException why) implements Outcome {}
    }

    /**
     * The most chunks that an answer may have: 50 million members, as Discord sends up to 1,000 in a chunk. No guild has half
     * as many.
     */
    static final int MOST_CHUNKS = 50_000;

    private static final int UNKNOWN = -1;

    final RequestGuildMembers command;
    final String json;
    final long deadline;
    final OnRateLimit onRateLimit;
    final Condition changed;

    private final Queue<Payload> unread = new ArrayDeque<>();
    private final BitSet received = new BitSet();
    private int chunks = UNKNOWN;
    private boolean limited;
    private long retryAt;
    private @Nullable MemberRequestException failure;
    private CommandQueue.@Nullable Entry queued;

    MemberRequest(RequestGuildMembers command, String json, long deadline, OnRateLimit onRateLimit, Condition changed) {
        this.command = command;
        this.json = json;
        this.deadline = deadline;
        this.onRateLimit = onRateLimit;
        this.changed = changed;
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
    void received(long index, long count, Payload chunk) {
        long announced = Math.max(1, count);
        if (announced > MOST_CHUNKS) {
            fail(unexpected("it says that it comes in " + announced + " chunks, but " + MOST_CHUNKS
                    + " are more than any guild has"));
        } else if (index >= 0 && index < announced) {
            received((int) index, (int) announced, chunk);
        }
    }

    private void received(int index, int announced, Payload chunk) {
        if (chunks != UNKNOWN && chunks != announced) {
            fail(unexpected("it first said that it comes in " + chunks + " chunks, and then in " + announced));
        } else if (!received.get(index)) {
            chunks = announced;
            received.set(index);
            unread.add(chunk);
            changed.signal();
        }
    }

    private MemberRequestException unexpected(String problem) {
        return new MemberRequestException(
                MemberRequestException.Reason.UNEXPECTED_ANSWER,
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

    void fail(MemberRequestException why) {
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
        if (deadline - now <= 0) {
            return new Next.Overdue();
        }
        if (limited && retryAt - now <= 0) {
            limited = false;
            return new Next.Resend();
        }
        return new Next.Wait(limited && retryAt - deadline < 0 ? retryAt : deadline);
    }

    /** The first half of a sentence that says how much of the answer was received. */
    String progress() {
        return chunks == UNKNOWN
                ? "nothing of the answer has"
                : received.cardinality() + " of " + chunks + " chunks have";
    }
}
