package dev.nightjar.gateway;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the events of one connection. Counting is the consuming thread's; the rest is safe for any thread. */
final class Tally {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int connection;
    private final int last;
    private final Stamps stamps;
    private final long[] latencies;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicLong received = new AtomicLong();

    /**
     * For a connection that gets so many events after READY.
     *
     * @param stamps when they were sent, or null where that is not known
     */
    Tally(int connection, int events, Stamps stamps) {
        this.connection = connection;
        this.last = events + 1;
        this.stamps = stamps;
        this.latencies = new long[stamps == null ? 0 : events];
    }

    /** An event, by its sequence: 1 for READY. */
    void event(long sequence) {
        if (sequence == 1) {
            ready.countDown();
            return;
        }
        if (stamps != null) {
            // READY is message 1 of the script too.
            latencies[(int) sequence - 2] = stamps.nanosSince(connection, (int) sequence);
        }
        received.setOpaque(sequence - 1);
        if (sequence == last) {
            done.countDown();
        }
    }

    long received() {
        return received.getOpaque();
    }

    void awaitReady() throws InterruptedException {
        await(ready);
    }

    void awaitEnd() throws InterruptedException {
        await(done);
    }

    private void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Connection " + connection + " stopped at event " + received());
        }
    }

    /** All latencies but those of the first tenth. */
    long[] latencies() {
        return Arrays.copyOfRange(latencies, latencies.length / 10, latencies.length);
    }
}
