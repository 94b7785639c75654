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
 * The merged mailboxes of many shards. A mailbox that may have something to take signals, and its shard is queued here once.
 * The consumer takes the parcels of the first shard in the queue, but only a limited number in a row, so a busy shard does not
 * starve the others.
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

        /** Makes the shard, whose mailbox signals this source. */
        Source(ShardGroup group, ShardId id, GatewayConfig config, SessionKeeper.Loaded stored) {
            this.group = group;
            this.shard = Shard.unstarted(id, config, stored, this);
        }

        Shard shard() {
            return shard;
        }

        /** The signal of the mailbox: queues the shard, once. */
        @Override
        public void run() {
            if (!queued.getAndSet(true)) {
                try {
                    ready.add(this);
                } catch (Error e) {
                    // There was no memory for it. The next signal tries again.
                    queued.set(false);
                    throw e;
                }
            }
        }
    }

    /** A parcel with the shard that it came from. */
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

    /** Adds shards, which give out events from now on. The merge ends when all shards have ended. */
    void add(Iterable<Source> sources) {
        for (Source source : sources) {
            open.incrementAndGet();
            source.run();
        }
    }

    /** Removes shards that were added but could not be started. Safe for any thread. */
    void withdraw(Iterable<Source> sources) {
        for (Source source : sources) {
            finish(source);
            // This wakes a consumer that waits: it finds nothing here, and checks whether any shard is left.
            source.run();
        }
    }

    /** Whether all shards have ended and all their events were given out. */
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

    /** Gives out what {@link #await} has found, or null. */
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

    /** The next parcel of this shard, or null when it is the turn of another shard. */
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

    /**
     * Records the failure of a shard. If failures are not events, the end of the loop throws the first one. Safe for any
     * thread.
     */
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
