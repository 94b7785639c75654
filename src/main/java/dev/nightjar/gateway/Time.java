package dev.nightjar.gateway;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;

/** The clock, the waiting and the chance of the engine, so that a test can own them. */
interface Time {

    /** The machine's. */
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

    /** A number from 0 to 1, 1 excluded: how much of a wait it is that chance decides. */
    default double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** Waits for a signal, so long at most; it may return early for no reason, as conditions may. The lock must be held. */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    default void await(Condition condition, Duration atMost) throws InterruptedException {
        var unused = condition.awaitNanos(atMost.toNanos());
    }
}
