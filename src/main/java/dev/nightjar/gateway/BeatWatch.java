package dev.nightjar.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The watch over the heartbeats of all connections of a configuration: one platform thread that writes those that are overdue.
 * Safe for any thread.
 */
final class BeatWatch {

    /*
     * Why it exists. A shard's heartbeat and writer are virtual threads, and nothing preempts a virtual thread: loops that
     * compute for a minute in as many virtual threads as there are processors would keep all others waiting, and Discord would
     * drop the sessions. The operating system does preempt this thread, and it needs nothing of a virtual one: the sequence is
     * read without a lock, and the socket is written to without waiting.
     *
     * What it costs. It looks at its connections no more often than once in a grace, an eighth of an interval, as those whose
     * beats are written in time move their deadlines on before it wakes. It ends with the last connection.
     */

    /** A connection whose beats may be late. */
    interface Watched {

        /** Nanoseconds until a beat is overdue; negative when it is. */
        long nanosUntilOverdue();

        /** Writes the beat if it is still overdue; must not block. */
        void writeOverdue();
    }

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private final Set<Watched> connections = new LinkedHashSet<>();
    private @Nullable Thread thread;

    BeatWatch(Time time) {
        this.time = time;
    }

    /** Watches over this connection from now on. */
    void add(Watched connection) {
        lock.lock();
        try {
            connections.add(connection);
            if (thread == null) {
                thread =
                        Thread.ofPlatform().daemon().name("nightjar-heartbeats").start(this::run);
            } else {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** This connection is over. */
    void remove(Watched connection) {
        lock.lock();
        try {
            if (connections.remove(connection) && connections.isEmpty()) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (List<Watched> overdue = awaitOverdue(); !overdue.isEmpty(); overdue = awaitOverdue()) {
            overdue.forEach(BeatWatch::write);
        }
    }

    private static void write(Watched connection) {
        try {
            connection.writeOverdue();
        } catch (RuntimeException | Error e) {
            // One connection's trouble, or a shortage of memory, is no reason to leave the others alone.
        }
    }

    /** Waits until a beat is overdue; nothing when no connection is left, or this thread is to end. */
    private List<Watched> awaitOverdue() {
        lock.lock();
        try {
            while (!connections.isEmpty()) {
                List<Watched> overdue = new ArrayList<>(0);
                long earliest = Long.MAX_VALUE;
                for (Watched connection : connections) {
                    long left = connection.nanosUntilOverdue();
                    earliest = Math.min(earliest, left);
                    if (left <= 0) {
                        overdue.add(connection);
                    }
                }
                if (!overdue.isEmpty()) {
                    return overdue;
                }
                time.await(changed, Duration.ofNanos(earliest));
            }
            thread = null;
        } catch (InterruptedException e) {
            // Whoever adds the next connection starts another thread.
            thread = null;
        } finally {
            lock.unlock();
        }
        return List.of();
    }
}
