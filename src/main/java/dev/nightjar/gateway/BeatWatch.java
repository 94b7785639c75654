package dev.nightjar.gateway;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The watchdog of the heartbeats of all connections of the process: one platform thread that writes the overdue ones. Safe for
 * any thread.
 */
final class BeatWatch {

    /*
     * Why it exists. A shard's heartbeat and writer are virtual threads, and nothing preempts a virtual thread: loops that
     * compute for a minute in as many virtual threads as there are processors would keep all others waiting, and Discord would
     * drop the sessions. The operating system does preempt this thread, and it depends on no virtual thread: it takes no
     * lock of its own, reads the sequence without one, and writes to the socket without waiting.
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

    /** The only one outside of tests: shards may have a configuration each, and a thread for each of those would be too many. */
    static final BeatWatch OF_PROCESS = new BeatWatch(
            Time.SYSTEM,
            Thread.ofPlatform().daemon().name("nightjar-heartbeats").factory());

    // A beat that cannot be written, for want of memory for example, is not tried more often than this.
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Time time;
    private final ThreadFactory threads;
    private final Set<Watched> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore changed = new Semaphore(0);
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    BeatWatch(Time time, ThreadFactory threads) {
        this.time = time;
        this.threads = threads;
    }

    /** Watches over this connection from now on. */
    void add(Watched connection) {
        connections.add(connection);
        if (thread.get() == null) {
            Thread made = threads.newThread(this::run);
            if (thread.compareAndSet(null, made)) {
                start(made);
            }
        }
        changed.release();
    }

    /** Starts the thread. If that fails, for want of memory, the next connection tries again, and watches over all. */
    private void start(Thread made) {
        boolean started = false;
        try {
            made.start();
            started = true;
        } finally {
            if (!started) {
                thread.compareAndSet(made, null);
            }
        }
    }

    /** Stops watching over this connection. */
    void remove(Watched connection) {
        if (connections.remove(connection) && connections.isEmpty()) {
            changed.release();
        }
    }

    private void run() {
        while (!isOver()) {
            long pause = SHORTEST_PAUSE;
            try {
                pause = writeOverdue();
            } catch (RuntimeException | Error e) {
                // A shortage of memory passes, and the watch goes on.
            }
            pause(pause);
        }
    }

    private void pause(long nanos) {
        try {
            time.await(changed, Duration.ofNanos(nanos));
            changed.drainPermits();
        } catch (InterruptedException | RuntimeException | Error e) {
            // Nobody else knows this thread, so that an interrupt means nothing, and a shortage of memory passes.
        }
    }

    /** Whether no connection is left. Whoever adds one at this moment finds either this thread or none. */
    private boolean isOver() {
        if (!connections.isEmpty()) {
            return false;
        }
        Thread mine = Thread.currentThread();
        thread.set(null);
        return connections.isEmpty() || !thread.compareAndSet(null, mine);
    }

    /** Writes the beats that are overdue; returns how long it takes until the next one may be. */
    private long writeOverdue() {
        long earliest = Long.MAX_VALUE;
        for (Watched connection : connections) {
            if (connection.nanosUntilOverdue() <= 0) {
                write(connection);
            }
            earliest = Math.min(earliest, connection.nanosUntilOverdue());
        }
        return Math.max(earliest, SHORTEST_PAUSE);
    }

    private static void write(Watched connection) {
        try {
            connection.writeOverdue();
        } catch (RuntimeException | Error e) {
            // One connection's trouble is no reason to leave the others alone.
        }
    }
}
