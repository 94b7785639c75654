package dev.nightjar.cluster;

import dev.nightjar.gateway.MemberRequestException;
import dev.nightjar.gateway.Shard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The answers to member requests that this member runs for others, chunk by chunk as they were received, until they were fetched.
 * 16 are kept, with 64 MB of chunks together; one that nobody fetches is forgotten after a minute. Safe for any thread.
 */
final class KeptAnswers implements AutoCloseable {

    private static final int MOST = 16;

    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final Duration KEPT = Duration.ofSeconds(60);

    /** In Base64 a piece has a third more, which must be less than the 64 KB of a text. */
    private static final int PIECE = 48_000;

    /** How long one who fetches waits for more, which must be less than its patience. */
    private static final Duration WAIT = Duration.ofMillis(500);

    private final String member;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();

    // All of these are guarded by lock.
    private final Map<String, Kept> answers = new LinkedHashMap<>(); // in the order in which they were asked for
    private long bytes;
    private boolean closed;

    /** One answer. Guarded by the lock. */
    private final class Kept {

        private final Condition changed = lock.newCondition();
        private final Deque<byte[]> chunks = new ArrayDeque<>();
        private int first; // the number of the first that is kept
        private @Nullable Reply end;
        private boolean fetched;
        private long asked = time.nanoTime();
    }

    KeptAnswers(String member, Time time) {
        this.member = member;
        this.time = time;
    }

    /** Runs a request on a shard of this member. */
    Reply begin(Request.Members request, Shard shard) {
        Kept kept = new Kept();
        lock.lock();
        try {
            if (closed) {
                return new Reply.NotHere();
            }
            if (answers.size() >= MOST) {
                answers.entrySet().stream()
                        .filter(answer -> answer.getValue().fetched)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .ifPresent(this::forget);
            }
            if (answers.size() >= MOST || answers.containsKey(request.id())) {
                return new Reply.Refused("The member " + member + " runs " + MOST
                        + " member requests for other members already: ask for fewer at the same time");
            }
            answers.put(request.id(), kept);
        } finally {
            lock.unlock();
        }
        Thread runs = Thread.ofVirtual().name("cluster-members").unstarted(() -> run(request, shard, kept));
        Thread.ofVirtual().name("cluster-members-kept").start(() -> keep(request.id(), kept, runs));
        runs.start();
        return new Reply.Done();
    }

    private void run(Request.Members request, Shard shard, Kept kept) {
        Reply end;
        try {
            shard.requestMemberChunks(
                    request.members(),
                    request.deadline(),
                    request.onRateLimit(),
                    chunk -> add(request.id(), kept, chunk.bytes()));
            end = new Reply.Done();
        } catch (MemberRequestException e) {
            end = new Reply.Failed(
                    e.reason(), String.valueOf(e.getMessage()), e.retryAfter(), e.chunksReceived(), e.chunkCount());
        } catch (IllegalStateException | IllegalArgumentException e) {
            end = new Reply.Refused(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return; // it was forgotten
        }
        lock.lock();
        try {
            kept.end = end;
            kept.changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(String id, Kept kept, byte[] chunk) {
        lock.lock();
        try {
            if (answers.get(id) != kept) {
                throw new IllegalStateException("The answer was forgotten");
            }
            if (bytes + chunk.length > MOST_BYTES) {
                throw new IllegalStateException("The member " + member + " keeps " + bytes
                        + " bytes of answers that other members have not fetched yet, and the next chunk has "
                        + chunk.length + ", of " + MOST_BYTES
                        + " that are allowed: ask for fewer at the same time, or at the member that has the shard");
            }
            kept.chunks.add(chunk);
            bytes += chunk.length;
            kept.changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets an answer when nobody has asked for it for a while. */
    private void keep(String id, Kept kept, Thread runs) {
        lock.lock();
        try {
            while (answers.get(id) == kept) {
                long left = kept.asked + KEPT.toNanos() - time.nanoTime();
                if (left <= 0) {
                    forget(id);
                } else {
                    time.await(kept.changed, Duration.ofNanos(left));
                }
            }
        } catch (InterruptedException e) {
            forget(id); // nobody interrupts this thread
        } finally {
            lock.unlock();
        }
        runs.interrupt();
    }

    private void forget(String id) {
        Kept kept = answers.remove(id);
        if (kept != null) {
            kept.chunks.forEach(chunk -> bytes -= chunk.length);
            kept.changed.signalAll();
        }
    }

    /** Gives a piece of an answer, for which it waits a moment if it has not come yet. */
    Reply fetch(Request.Fetch request) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long until = time.nanoTime() + WAIT.toNanos();
            while (true) {
                Kept kept = answers.get(request.id());
                if (kept == null) {
                    return new Reply.NotHere();
                }
                long now = time.nanoTime();
                kept.asked = now;
                Reply reply = reply(kept, request);
                if (reply != null) {
                    return reply;
                }
                if (until - now <= 0) {
                    return new Reply.Wait();
                }
                time.await(kept.changed, Duration.ofNanos(until - now));
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Reply reply(Kept kept, Request.Fetch request) {
        if (request.chunk() < kept.first || request.chunk() > kept.first + kept.chunks.size()) {
            throw new IllegalArgumentException("The chunks " + kept.first + " to " + (kept.first + kept.chunks.size())
                    + " can be fetched, but not " + request.chunk());
        }
        for (; kept.first < request.chunk(); kept.first++) {
            bytes -= kept.chunks.removeFirst().length;
        }
        byte[] chunk = kept.chunks.peekFirst();
        if (chunk == null) {
            kept.fetched = kept.end != null;
            return kept.end;
        }
        if (request.from() >= chunk.length) {
            throw new IllegalArgumentException(
                    "The chunk has " + chunk.length + " bytes, but was to be fetched from " + request.from());
        }
        return Reply.Piece.of(chunk, request.from(), Math.min(chunk.length, request.from() + PIECE));
    }

    /** Forgets all answers, and takes no more requests. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            List.copyOf(answers.keySet()).forEach(this::forget);
        } finally {
            lock.unlock();
        }
    }

    /** Shows how much is kept. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return "KeptAnswers[" + answers.size() + ", " + bytes + " bytes]";
        } finally {
            lock.unlock();
        }
    }
}
