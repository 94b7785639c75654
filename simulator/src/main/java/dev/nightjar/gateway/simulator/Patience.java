package dev.nightjar.gateway.simulator;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The waits of tests on queues. An interrupt fails the test. */
final class Patience {

    private Patience() {}

    /** The next element, or null when none came in time. */
    static <T> @Nullable T poll(BlockingQueue<T> queue, Duration patience) {
        try {
            return queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting", stop);
        }
    }
}
