package dev.nightjar.gateway;

import java.time.Duration;
import java.util.concurrent.locks.Condition;

/** The clock and the waiting of the engine, so that a test can own both. */
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

    /** Waits for a signal, so long at most; it may return early for no reason, as conditions may. The lock must be held. */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    default void await(Condition condition, Duration atMost) throws InterruptedException {
        var unused = condition.awaitNanos(atMost.toNanos());
    }
}
