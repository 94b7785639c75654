package dev.nightjar.cluster;

import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The shards of this process that wait for a permit, in the order in which they asked. Only the first of each bucket tries to get
 * one; the others wait until it leaves. Safe for any thread.
 */
final class IdentifyLine {

    /** A shard that waits. All but its id and its condition is guarded by the lock. */
    static final class Waiter {

        private final ShardId id;
        private final Condition turn;
        private long notBefore;
        private boolean isCalled;

        private Waiter(ShardId id, Condition turn, long notBefore) {
            this.id = id;
            this.turn = turn;
            this.notBefore = notBefore;
        }

        ShardId id() {
            return id;
        }
    }

    private final Time time;
    private final ToIntFunction<ShardId> bucket;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiter> waiters = new ArrayList<>(); // guarded by lock

    /**
     * An empty line.
     *
     * @param bucket the bucket of a shard at the moment
     */
    IdentifyLine(Time time, ToIntFunction<ShardId> bucket) {
        this.time = time;
        this.bucket = bucket;
    }

    /** How many shards wait. */
    int size() {
        lock.lock();
        try {
            return waiters.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many shards are before this one in its bucket. */
    int before(ShardId id) {
        lock.lock();
        try {
            int before = 0;
            for (Waiter waiter : waiters) {
                if (waiter.id.equals(id)) {
                    break;
                }
                before += bucket(waiter) == bucket.applyAsInt(id) ? 1 : 0;
            }
            return before;
        } finally {
            lock.unlock();
        }
    }

    /** Lets a shard wait at the end. Who enters must {@linkplain #leave leave}. */
    Waiter enter(ShardId id) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Waiter waiter = new Waiter(id, lock.newCondition(), time.nanoTime());
            waiters.add(waiter);
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the next one of the bucket try. */
    void leave(Waiter gone) {
        lock.lock();
        try {
            waiters.remove(gone);
            Waiter next = first(bucket(gone));
            if (next != null) {
                next.turn.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when this one is the first of its bucket, and its time has come or something has changed. */
    void awaitTurn(Waiter waiter) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long wait = waiter.notBefore - time.nanoTime();
                if (first(bucket(waiter)) != waiter) {
                    time.await(waiter.turn);
                } else if (wait > 0 && !waiter.isCalled) {
                    time.await(waiter.turn, Duration.ofNanos(wait));
                } else {
                    waiter.isCalled = false;
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sets when this one should try again, unless something changes before. */
    void postpone(Waiter waiter, Duration wait) {
        lock.lock();
        try {
            waiter.notBefore = time.nanoTime() + wait.toNanos();
        } finally {
            lock.unlock();
        }
    }

    /** Has the first of a bucket try now. */
    void callFirst(int one) {
        lock.lock();
        try {
            Waiter first = first(one);
            if (first != null) {
                call(first);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has the first of each bucket try now. */
    void callAll() {
        lock.lock();
        try {
            waiters.forEach(IdentifyLine::call);
        } finally {
            lock.unlock();
        }
    }

    private static void call(Waiter waiter) {
        waiter.isCalled = true;
        waiter.turn.signal();
    }

    private @Nullable Waiter first(int one) {
        for (Waiter waiter : waiters) {
            if (bucket(waiter) == one) {
                return waiter;
            }
        }
        return null;
    }

    private int bucket(Waiter waiter) {
        return bucket.applyAsInt(waiter.id);
    }
}
