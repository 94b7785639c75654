package dev.nightjar.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The measurements of one connection's heartbeats. Safe for any thread. */
final class LatencyLog {

    /** Stands for the latency of an ACK that no beat was before. */
    static final long NO_BEAT = -1;

    private static final int RECENT = 5;

    private final Tally tally;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settling = lock.newCondition();

    // All of these are guarded by lock.
    private final ArrayDeque<Duration> recent = new ArrayDeque<>();
    private long beats;
    private long acks;
    private long totalNanos;
    private long sentAt;
    private boolean awaiting;
    private long answeredSentAt;
    private long answeredAt;
    private long settledSentAt;
    private boolean settled;

    /** Makes a log that counts in a shard's tally as well. */
    LatencyLog(Tally tally) {
        this.tally = tally;
    }

    /** Notes that a beat is about to be written. */
    void sent(long now) {
        tally.beat();
        lock.lock();
        try {
            beats++;
            sentAt = now;
            awaiting = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes that an ACK was received. An ACK without a beat before it changes nothing.
     *
     * @return the nanoseconds since the beat, or {@link #NO_BEAT}
     */
    long acknowledged(long now) {
        lock.lock();
        try {
            if (!awaiting) {
                return NO_BEAT;
            }
            awaiting = false;
            answeredSentAt = sentAt;
            answeredAt = now;
            acks++;
            totalNanos += now - sentAt;
            recent.addFirst(Duration.ofNanos(now - sentAt));
            if (recent.size() > RECENT) {
                recent.removeLast();
            }
            return Math.max(0, now - sentAt);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that everything received before the last ACK is in the mailbox. */
    void settle() {
        lock.lock();
        try {
            settled = acks > 0;
            settledSentAt = answeredSentAt;
            settling.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a beat that was written since then is answered, and everything received before the answer is in the mailbox.
     * Returns false when the timeout is over before that.
     */
    boolean awaitAnswer(long since, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (!isAnswered(since) && left > 0) {
                left = settling.awaitNanos(left);
            }
            return isAnswered(since);
        } finally {
            lock.unlock();
        }
    }

    private boolean isAnswered(long since) {
        return settled && settledSentAt - since >= 0;
    }

    /** How many beats were sent. */
    long beats() {
        lock.lock();
        try {
            return beats;
        } finally {
            lock.unlock();
        }
    }

    Latency look(long now) {
        lock.lock();
        try {
            Optional<Duration> average =
                    acks == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(totalNanos / acks));
            return new Latency(
                    beats,
                    acks,
                    average,
                    List.copyOf(recent),
                    beats == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(now - sentAt)),
                    acks == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(now - answeredAt)));
        } finally {
            lock.unlock();
        }
    }
}
