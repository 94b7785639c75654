package dev.nightjar.cluster;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The wait of a thread between two rounds, which others can cut short or end for good. Safe for any thread. */
final class Pace {

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();

    // Guarded by lock.
    private boolean called;
    private boolean ended;

    Pace(Time time) {
        this.time = time;
    }

    /** Begins the next round at once. */
    void hurry() {
        lock.lock();
        try {
            called = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** There are no more rounds. */
    void end() {
        lock.lock();
        try {
            ended = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next round, for this time at most. Returns false when there is none. */
    boolean await(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long until = time.nanoTime() + atMost.toNanos();
            for (long left = atMost.toNanos(); !called && !ended && left > 0; left = until - time.nanoTime()) {
                time.await(woken, Duration.ofNanos(left));
            }
            called = false;
            return !ended;
        } finally {
            lock.unlock();
        }
    }
}
