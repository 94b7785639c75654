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
 * The watchdog of the heartbeats of all connections of a configuration: one platform thread that writes the overdue ones. Safe
 * for any thread.
 */
final class BeatWatch {

    /*
     * Why it exists. A shard's heartbeat and writer are virtual threads, and nothing preempts a virtual thread: loops that
     * compute for a minute in as many virtual threads as there are processors would keep all others waiting, and Discord would
     * drop the sessions. The operating system does preempt this thread, and it depends on no virtual thread: it reads the
     * sequence without a lock, and writes to the socket without waiting.
     *
     * What it costs. It looks at its connections at most once in a grace period, which is an eighth of an interval, because a
     * connection whose beats are written in time moves its deadline on before the watch wakes. It ends with the last
     * connection.
     */

    /** A connection whose beats may be late. */
    interface Watched {

        /** The nanoseconds until a beat is overdue; negative when it is overdue already. */
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

    /** Stops watching this connection, which has ended. */
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
            // A failure of one connection, or a shortage of memory, must not stop the beats of the others.
        }
    }

    /** Waits until a beat is overdue; returns an empty list when no connection is left or this thread is interrupted. */
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
            // The next connection that is added starts another thread.
            thread = null;
        } finally {
            lock.unlock();
        }
        return List.of();
    }
}
