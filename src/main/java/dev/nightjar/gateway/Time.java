package dev.nightjar.gateway;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The engine's clock, waits and random numbers, which a test can replace. */
interface Time {

    /** The real clock. */
    Time SYSTEM = new Time() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    };

    /** As {@link System#nanoTime()}. */
    long nanoTime();

    /** Waits; an interrupt ends the wait. */
    void sleep(Duration duration) throws InterruptedException;

    /** A random number from 0 to 1, 1 excluded, for the random part of a wait. */
    default double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** Waits for a signal, for this time at most. It may wake up spuriously, as conditions may. The lock must be held. */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    default void await(Condition condition, Duration atMost) throws InterruptedException {
        var unused = condition.awaitNanos(atMost.toNanos());
    }

    /** Waits for a permit, so long at most; it may return early, as a condition may. */
    @SuppressWarnings("CheckReturnValue") // the caller looks for itself what has changed
    default void await(Semaphore permits, Duration atMost) throws InterruptedException {
        permits.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }
}
