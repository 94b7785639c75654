package dev.nightjar.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A time in which several processes live, each with a clock of its own. It passes only when all threads of the world wait for it,
 * and then goes on to the moment at which the first of them wakes. Safe for any thread.
 */
final class FakeWorld {

    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration GUARD = Duration.ofSeconds(60);

    // How long the threads may take in reality to be woken by a signal, before time goes on without them.
    private final Duration grace;
    private final AtomicLong now = new AtomicLong();
    private final Map<Thread, Long> sleepers = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition passed = lock.newCondition();

    FakeWorld(Duration grace) {
        this.grace = grace;
    }

    /** The world's own time. */
    Duration now() {
        return Duration.ofNanos(now.get());
    }

    /** The clock of a process, which shows another time than those of the others. */
    Time clock(long offset) {
        return new Time() {
            @Override
            public long nanoTime() {
                return now.get() + offset;
            }

            @Override
            public void await(Condition condition, Duration atMost) throws InterruptedException {
                FakeWorld.this.await(condition, now.get() + atMost.toNanos());
            }

            @Override
            public void await(Condition condition) throws InterruptedException {
                FakeWorld.this.await(condition, NEVER);
            }
        };
    }

    /** Returns early again and again, as conditions may, because nobody can signal all conditions when time passes. */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    private void await(Condition condition, long until) throws InterruptedException {
        fallAsleep(until);
        try {
            if (until == NEVER) {
                condition.await();
            } else if (now.get() < until) {
                var unused = condition.awaitNanos(500_000);
            }
        } finally {
            wakeUp();
        }
    }

    /** Waits until so much of the world's time has passed. */
    void sleep(Duration duration) throws InterruptedException {
        long until = now.get() + duration.toNanos();
        lock.lockInterruptibly();
        fallAsleep(until);
        try {
            while (now.get() < until) {
                passed.await();
            }
        } finally {
            wakeUp();
            lock.unlock();
        }
    }

    private void fallAsleep(long until) {
        sleepers.put(Thread.currentThread(), until);
    }

    private void wakeUp() {
        sleepers.remove(Thread.currentThread());
    }

    /** A thread of this world. */
    record Life<T extends @Nullable Object>(Thread thread, FutureTask<T> future) {

        void interrupt() {
            thread.interrupt();
        }

        boolean isOver() {
            return future.isDone();
        }

        T result() throws Exception {
            try {
                return future.get(30, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }

    /** Starts a thread in this world. */
    <T extends @Nullable Object> Life<T> live(Callable<T> body) {
        FutureTask<T> future = new FutureTask<>(body);
        Thread thread = Thread.ofVirtual().unstarted(future);
        lock.lock();
        try {
            threads.add(thread);
            thread.start();
        } finally {
            lock.unlock();
        }
        return new Life<>(thread, future);
    }

    /** Lets time pass until these threads have ended. */
    void passUntilOver(List<? extends Life<?>> lives) throws InterruptedException {
        long guard = System.nanoTime() + GUARD.toNanos();
        while (!lives.stream().map(Life::future).allMatch(Future::isDone)) {
            pass(NEVER, guard);
        }
    }

    /** Lets so much time pass, and then waits until all threads wait. */
    void pass(Duration duration) throws InterruptedException {
        long end = now.get() + duration.toNanos();
        long guard = System.nanoTime() + GUARD.toNanos();
        while (now.get() < end || !areAllAsleep(new HashMap<>(sleepers))) {
            pass(end, guard);
        }
    }

    private void pass(long atMost, long guard) throws InterruptedException {
        if (System.nanoTime() - guard > 0 || Thread.interrupted()) {
            throw new AssertionError("the world does not come to an end: " + threads.size() + " live, " + sleepers);
        }
        Map<Thread, Long> before = new HashMap<>(sleepers);
        if (!areAllAsleep(before)) {
            Thread.onSpinWait();
            return;
        }
        letSignalsArrive();
        if (!before.equals(sleepers) || !areAllAsleep(before)) {
            return;
        }
        long next = before.values().stream().mapToLong(Long::longValue).min().orElse(NEVER);
        long to = Math.min(next, atMost);
        if (to == NEVER) {
            Thread.onSpinWait();
            return;
        }
        lock.lock();
        try {
            now.set(Math.max(now.get(), to));
            passed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void letSignalsArrive() throws InterruptedException {
        lock.lock();
        try {
            long rest = grace.toNanos();
            while (rest > 0) {
                rest = passed.awaitNanos(rest);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean areAllAsleep(Map<Thread, Long> some) {
        long time = now.get();
        lock.lock();
        try {
            threads.removeIf(thread -> !thread.isAlive());
            return threads.stream().allMatch(FakeWorld::isWaiting)
                    && some.values().stream().allMatch(until -> until > time);
        } finally {
            lock.unlock();
        }
    }

    /** A thread may also wait for another one that waits for the time. */
    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, BLOCKED, TERMINATED -> false;
        };
    }

    /** Ends all threads. */
    void end() {
        lock.lock();
        try {
            threads.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }
}
