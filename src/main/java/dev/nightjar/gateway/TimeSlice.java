package dev.nightjar.gateway;

import java.util.concurrent.locks.LockSupport;

/**
 * The counter after which a busy virtual thread lets others run. Nothing preempts a virtual thread. While events pile up, a
 * loop or a reader never has to wait, so a few of them would occupy all carriers, and the other shards and all heartbeats
 * would wait.
 *
 * <p>Confined to one thread at a time.
 */
final class TimeSlice {

    /**
     * The number of events between two waits: some milliseconds of work. At the rates of a real shard its threads wait after
     * every event anyway.
     */
    private static final int EVENTS = 2_048;

    private int used;

    /** Counts one event, and waits for a moment after the last one of a slice. */
    void useOne() {
        if (++used == EVENTS) {
            used = 0;
            if (Thread.currentThread().isVirtual()) {
                // This is not Thread.yield(), which queues the thread at its own carrier: there a reader and its loop
                // would only take turns. A thread that waits, however short, leaves the carrier to all others.
                LockSupport.parkNanos(1);
            }
        }
    }
}
