package dev.nightjar.gateway;

import dev.nightjar.gateway.event.ShardFailed;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes of many shards as one. A mailbox that may have something rings and is queued here once; the consumer takes
 * from it what there is, but no more than a few in a row, so that a busy shard starves no other.
 *
 * <p>Safe for any thread, with one consumer at a time.
 */
final class Merge {

    /** How many events one shard may give out while others wait. */
    private static final int TURN = 64;

    /** One shard of the merge. */
    final class Source implements Runnable {

        private final ShardGroup group;
        private final Shard shard;
        private final AtomicBoolean queued = new AtomicBoolean();
        private final AtomicBoolean over = new AtomicBoolean();

        /** With a new shard, whose bell this is. */
        Source(ShardGroup group, ShardId id, GatewayConfig config, SessionKeeper.Loaded stored) {
            this.group = group;
            this.shard = Shard.unstarted(id, config, stored, this);
        }

        Shard shard() {
            return shard;
        }

        /** The mailbox's bell. */
        @Override
        public void run() {
            if (!queued.getAndSet(true)) {
                ready.add(this);
            }
        }
    }

    /** What a shard gave out. */
    record Item(Shard shard, Parcel parcel) {}

    private final boolean failuresAreEvents;
    private final BlockingQueue<Source> ready = new LinkedBlockingQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final ReentrantLock consuming = new ReentrantLock();
    private final AtomicReference<@Nullable GatewayException> failure =
            new AtomicReference<>(); // the first that counts

    // Guarded by consuming.
    private @Nullable Source current;
    private int turn;
    private @Nullable Item pending;

    // Written by the consumer, read by all.
    private volatile @Nullable Thread consumer;

    Merge(boolean failuresAreEvents) {
        this.failuresAreEvents = failuresAreEvents;
    }

    /** These shards give out events from now on; the merge ends when all have ended. */
    void add(Iterable<Source> sources) {
        for (Source source : sources) {
            open.incrementAndGet();
            source.run();
        }
    }

    /** These shards were added, but could not be started: nothing will come of them. Safe for any thread. */
    void withdraw(Iterable<Source> sources) {
        for (Source source : sources) {
            finish(source);
            // For a consumer that waits: it finds nothing here, and looks whether any shard is left.
            source.run();
        }
    }

    /** Whether all shards have ended and been given out. */
    boolean isOver() {
        return open.get() == 0;
    }

    /** Whether this thread is the one that last asked for an event. */
    boolean isConsumer(Thread thread) {
        return consumer == thread;
    }

    /**
     * Waits for the next wanted parcel, and keeps it until it is {@linkplain #give() given} out.
     *
     * @return false at the end
     * @throws GatewayException once, when a shard has failed and failures are no events
     */
    boolean await(Predicate<Parcel> wanted) throws InterruptedException {
        if (!consuming.tryLock()) {
            throw new IllegalStateException("Another loop waits for this fleet's events; only one at a time may");
        }
        try {
            consumer = Thread.currentThread();
            Item held = pending;
            if (held != null && wanted.test(held.parcel())) {
                return true;
            }
            pending = next(wanted);
            return pending != null;
        } finally {
            consuming.unlock();
        }
    }

    /** What {@link #await} has found, or null. */
    @Nullable
    Item give() {
        consuming.lock();
        try {
            Item given = pending;
            pending = null;
            return given;
        } finally {
            consuming.unlock();
        }
    }

    private @Nullable Item next(Predicate<Parcel> wanted) throws InterruptedException {
        while (true) {
            Source source = current;
            if (source == null) {
                if (open.get() == 0) {
                    return end();
                }
                source = ready.take();
                source.queued.set(false);
                current = source;
                turn = 0;
            }
            Item item = poll(source, wanted);
            if (item != null) {
                return item;
            }
        }
    }

    /** The next parcel of this shard, or null when it is another one's turn. */
    private @Nullable Item poll(Source source, Predicate<Parcel> wanted) {
        if (turn == TURN) {
            current = null;
            source.run();
            return null;
        }
        turn++;
        try {
            Mailbox mailbox = source.shard.mailbox();
            Parcel parcel = mailbox.poll(any -> source.group.shows(source.shard, any) && wanted.test(any));
            if (parcel != null) {
                return new Item(source.shard, parcel);
            }
            current = null;
            if (mailbox.isOver()) {
                finish(source);
            }
            return null;
        } catch (GatewayException e) {
            return failed(source, e);
        }
    }

    private @Nullable Item failed(Source source, GatewayException cause) {
        current = null;
        finish(source);
        if (source.group.offerFailure(source.shard, cause)) {
            return null;
        }
        if (failuresAreEvents) {
            return new Item(source.shard, new Parcel.Notice(new ShardFailed(cause)));
        }
        fail(cause);
        return null;
    }

    /** A shard has failed; where failures are no events the end throws the first. Safe for any thread. */
    void fail(GatewayException cause) {
        if (!failuresAreEvents) {
            failure.compareAndSet(null, cause);
        }
    }

    private void finish(Source source) {
        if (!source.over.getAndSet(true)) {
            open.decrementAndGet();
        }
    }

    private @Nullable Item end() {
        GatewayException cause = failure.getAndSet(null);
        if (cause != null) {
            throw cause;
        }
        return null;
    }
}
