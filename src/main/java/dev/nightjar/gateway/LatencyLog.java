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
    private final Condition answered = lock.newCondition();

    // All of these are guarded by lock.
    private final ArrayDeque<Duration> recent = new ArrayDeque<>();
    private long beats;
    private long acks;
    private long totalNanos;
    private long sentAt;
    private boolean awaiting;

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
            acks++;
            totalNanos += now - sentAt;
            recent.addFirst(Duration.ofNanos(now - sentAt));
            if (recent.size() > RECENT) {
                recent.removeLast();
            }
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a beat that was written since then is answered; false when it is not in time. */
    boolean awaitAnswer(long since, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (!isAnswered(since) && left > 0) {
                left = answered.awaitNanos(left);
            }
            return isAnswered(since);
        } finally {
            lock.unlock();
        }
    }

    private boolean isAnswered(long since) {
        return beats > 0 && !awaiting && sentAt - since >= 0;
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
