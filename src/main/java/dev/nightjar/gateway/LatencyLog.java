package dev.nightjar.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Measures one connection's heartbeats. Safe for any thread; the writer sends, the reader receives, users look. */
final class LatencyLog {

    private static final int RECENT = 5;

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
    private long settledSentAt;
    private boolean settled;

    /** A beat is about to be written. */
    void sent(long now) {
        lock.lock();
        try {
            beats++;
            sentAt = now;
            awaiting = true;
        } finally {
            lock.unlock();
        }
    }

    /** An ACK has come; one that nobody waits for changes nothing. */
    void acknowledged(long now) {
        lock.lock();
        try {
            if (!awaiting) {
                return;
            }
            awaiting = false;
            answeredSentAt = sentAt;
            acks++;
            totalNanos += now - sentAt;
            recent.addFirst(Duration.ofNanos(now - sentAt));
            if (recent.size() > RECENT) {
                recent.removeLast();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What came before the last ACK is in the mailbox. */
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
     * Waits until a beat that was written since then is answered, and what came before the answer is in the mailbox; false when
     * it is not in time.
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

    Latency look() {
        lock.lock();
        try {
            Optional<Duration> average =
                    acks == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(totalNanos / acks));
            return new Latency(beats, acks, average, List.copyOf(recent));
        } finally {
            lock.unlock();
        }
    }
}
