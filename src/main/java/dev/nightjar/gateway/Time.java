package dev.nightjar.gateway;

import java.time.Duration;

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
}
