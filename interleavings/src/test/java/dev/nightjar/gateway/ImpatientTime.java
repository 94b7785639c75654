package dev.nightjar.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/**
 * A clock that whoever waits turns on: a wait may be over at any moment that Fray chooses, and it is then as late as the wait
 * was long. Safe for any thread.
 */
final class ImpatientTime implements Time {

    private final AtomicLong now = new AtomicLong();
    private final ThreadLocal<Long> seen = ThreadLocal.withInitial(() -> -1L);
    private final long longest;

    /** Waits longer than this end by a signal only. */
    ImpatientTime(Duration longest) {
        this.longest = longest.toNanos();
    }

    @Override
    public long nanoTime() {
        long time = now.get();
        seen.set(time);
        return time;
    }

    /** What the clock said when this thread looked at it last. */
    long seen() {
        return seen.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        now.addAndGet(duration.toNanos());
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    public void await(Condition condition, Duration atMost) throws InterruptedException {
        if (atMost.toNanos() > longest) {
            condition.await();
            return;
        }
        long due = now.get() + atMost.toNanos();
        if (condition.awaitNanos(1) <= 0) {
            now.accumulateAndGet(due, Math::max);
        }
    }
}
