package dev.nightjar.gateway;

import dev.nightjar.gateway.simulator.Traffic;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Counts the events that a client has handed to its user: all of them, in their order, or the run fails. Counting is the thread
 * of the user's handler's; the rest is safe for any thread.
 */
final class Handled {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int WELCOME =
            1 + Traffic.GUILDS; // dispatches: READY and the guilds, in one message of the script
    private static final int WELCOME_MESSAGE = 1;

    private final int events;
    private final Stamps.Row written;
    private final long[] latencies;
    private final CountDownLatch welcomed = new CountDownLatch(1);
    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int count; // written by the handler's thread
    private volatile String fault; // what is not as it must be: the first that anyone has found

    /**
     * For so many events after the welcome.
     *
     * @param written when they were sent, or null where latencies are not asked for
     */
    Handled(int events, Stamps.Row written) {
        this.events = events;
        this.written = written;
        this.latencies = new long[written == null ? 0 : events];
    }

    /** A dispatch, by its sequence: 1 for READY. */
    void dispatch(long sequence) {
        int event = (int) sequence - WELCOME;
        if (event == 0) {
            welcomed.countDown();
        } else if (event > 0) {
            event(event);
        }
    }

    private void event(int event) {
        if (event != count + 1) {
            fail("event " + event + " came after event " + count);
        }
        if (written != null) {
            latencies[event - 1] = written.nanosSince(WELCOME_MESSAGE + event);
        }
        count = event;
        if (event == events / 2) {
            half.countDown();
        } else if (event == events) {
            done.countDown();
        }
    }

    /** Makes the run fail, at once. */
    void fail(String what) {
        if (fault == null) {
            fault = what;
        }
        welcomed.countDown();
        half.countDown();
        done.countDown();
    }

    int count() {
        return count;
    }

    /** Until READY and all guilds are there. */
    void awaitWelcome() throws InterruptedException {
        await(welcomed, "before the guilds were there");
    }

    void awaitHalf() throws InterruptedException {
        await(half, "in the first half");
    }

    void awaitEnd() throws InterruptedException {
        await(done, "in the second half");
    }

    private void await(CountDownLatch latch, String when) throws InterruptedException {
        if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            fail("nothing more came " + when);
        }
        if (fault != null) {
            throw new IllegalStateException(count + " of " + events + " events were handled: " + fault);
        }
    }

    /** The latencies of the second half, sorted. */
    long[] latencies() {
        long[] second = Arrays.copyOfRange(latencies, latencies.length / 2, latencies.length);
        Arrays.sort(second);
        return second;
    }
}
