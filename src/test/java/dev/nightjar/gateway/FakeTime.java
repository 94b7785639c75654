package dev.nightjar.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** A clock that only a test and its sleepers move: sleeping takes no time and turns the clock on. Safe for any thread. */
final class FakeTime implements Time {

    /** What a sleeper does meanwhile. */
    interface Dream {
        void run(Duration duration) throws InterruptedException;
    }

    // Overflows within a second of its own time, as System.nanoTime() may at any moment.
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final Queue<Duration> slept = new ConcurrentLinkedQueue<>();
    private volatile Dream dream = duration -> {};
    private volatile boolean still;

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        dream.run(duration);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        slept.add(duration);
        advance(duration);
    }

    /** As a sleep, or, when the clock stands still, until somebody else turns it on or signals. */
    @Override
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    public void await(Condition condition, Duration atMost) throws InterruptedException {
        if (still) {
            // Nobody can signal all conditions when the clock moves, so this returns early, as conditions may.
            var unused = condition.awaitNanos(1_000_000);
        } else {
            sleep(atMost);
        }
    }

    /** As the other one. */
    @Override
    public void await(Semaphore permits, Duration atMost) throws InterruptedException {
        if (still) {
            var unused = permits.tryAcquire(1, TimeUnit.MILLISECONDS);
        } else {
            sleep(atMost);
        }
    }

    /** From now on waiting for a condition does not turn the clock on; only {@link #advance} does. */
    FakeTime standStill() {
        still = true;
        return this;
    }

    void advance(Duration duration) {
        now.addAndGet(duration.toNanos());
    }

    /** From now on each sleeper does this before its sleep is over. */
    void whileSleeping(Dream next) {
        dream = next;
    }

    /** All sleeps that were not interrupted, in order. */
    List<Duration> slept() {
        return List.copyOf(slept);
    }
}
