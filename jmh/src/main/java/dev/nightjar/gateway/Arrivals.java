package dev.nightjar.gateway;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the events of one connection. Counting is the consuming thread's; the rest is safe for any thread. */
final class Arrivals {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 10_000;

    private final int connection;
    private final int last;
    private final Stamps.Row written;
    private final int step; // of many events only some are timed, as looking at the clock costs too
    private final long[] latencies;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch first;
    private final AtomicLong received = new AtomicLong();

    /**
     * For a connection that gets so many events after READY.
     *
     * @param written when they were sent, or null where that is not known
     * @param first counted down at the end, so that who waits for it sees the first of several that is through
     */
    Arrivals(int connection, int events, Stamps.Row written, CountDownLatch first) {
        this.connection = connection;
        this.last = events + 1;
        this.written = written;
        this.first = first;
        this.step = events > MANY ? 16 : 1;
        this.latencies = new long[written == null ? 0 : events / step];
    }

    /** Without latencies, and alone. */
    Arrivals(int connection, int events) {
        this(connection, events, null, new CountDownLatch(1));
    }

    /** An event, by its sequence: 1 for READY. */
    void event(long sequence) {
        if (sequence == 1) {
            ready.countDown();
            return;
        }
        int event = (int) sequence - 1;
        if (written != null && event % step == 0) {
            latencies[event / step - 1] = written.nanosSince((int) sequence); // READY is message 1 of the script too
        }
        received.setOpaque(event);
        if (sequence == last) {
            first.countDown();
            done.countDown();
        }
    }

    long received() {
        return received.getOpaque();
    }

    void awaitReady() throws InterruptedException {
        await(ready);
    }

    /** Until it, or another with the same latch, is through. */
    void awaitFirst() throws InterruptedException {
        await(first);
    }

    void awaitEnd() throws InterruptedException {
        await(done);
    }

    private void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Connection " + connection + " stopped at event " + received());
        }
    }

    /** The latencies but those of the first tenth. */
    long[] latencies() {
        return Arrays.copyOfRange(latencies, latencies.length / 10, latencies.length);
    }
}
