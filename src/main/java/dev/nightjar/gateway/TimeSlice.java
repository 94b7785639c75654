package dev.nightjar.gateway;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets other virtual threads run now and then. Nothing preempts a virtual thread: while events pile up, a loop or a reader
 * never has to wait, and a few of them would keep all carriers for themselves, and the other shards and every heartbeat waiting.
 *
 * <p>Confined to one thread at a time.
 */
final class TimeSlice {

    /** Some milliseconds' worth. At the rates of a real shard its threads wait after every event anyway. */
    private static final int EVENTS = 2_048;

    private int used;

    /** One more event was done. */
    void useOne() {
        if (++used == EVENTS) {
            used = 0;
            if (Thread.currentThread().isVirtual()) {
                // Not Thread.yield(): that queues the thread at its own carrier, where it and its peer, the reader and
                // its
                // loop, would only take turns. Who waits, for however short a time, leaves the carrier to all others.
                LockSupport.parkNanos(1);
            }
        }
    }
}
