package dev.nightjar.cluster;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;

/** A process's clock, its waits and its random numbers, which a test can replace. No two processes have the same clock. */
interface Time {

    /** The real clock. */
    Time SYSTEM = System::nanoTime;

    /** As {@link System#nanoTime()}. */
    long nanoTime();

    /** A random number from 0 to 1, 1 excluded, for the random part of a wait. */
    default double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** Waits for a signal, for this time at most. It may wake up spuriously, as conditions may. The lock must be held. */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    default void await(Condition condition, Duration atMost) throws InterruptedException {
        var unused = condition.awaitNanos(atMost.toNanos());
    }

    /** Waits for a signal. It may wake up spuriously, as conditions may. The lock must be held. */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    default void await(Condition condition) throws InterruptedException {
        condition.await();
    }
}
