package dev.nightjar.gateway;

import dev.nightjar.gateway.event.ShardFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

    // Beside the events there must be space for the inflating, the user's cache and the collector.
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 4;

    // What a shard may hold at least, however many there are.
    private static final long LEAST_ROOM = 64 << 10;

    /** One shard of the merge. */
    final class Source implements Mailbox.Consumer, Mailbox.Watch {

        private final ShardGroup group;
        private final Shard shard;
        private final boolean shares;
        private final AtomicBoolean queued = new AtomicBoolean();
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Optional<Source> entry = Optional.of(this);
        private @Nullable Source before; // the same shard before it was started again; guarded by consuming

        /**
         * Makes the shard, whose mailbox signals this source.
         *
         * @param before the same shard before it was started again, whose events are given out first
         */
        Source(
                ShardGroup group,
                ShardId id,
                GatewayConfig config,
                SessionKeeper.Loaded stored,
                @Nullable Source before) {
            this.group = group;
            this.before = before;
            this.shares = config.sharesEventBuffer();
            this.shard = Shard.unstarted(id, config, stored, this, this);
        }

        Shard shard() {
            return shard;
        }

        /** Whether the same shard, before it was started again, still has events. */
        private boolean isBehind() {
            if (before != null && before.over.get()) {
                before = null;
            }
            return before != null;
        }

        @Override
        public void see(Parcel parcel) {
            if (group.isLive()) {
                waits.see(parcel);
            }
        }

        @Override
        public void ended() {
            if (!ended.getAndSet(true)) {
                alive.decrementAndGet();
            }
            waits.ended();
        }

        @Override
        public @Nullable Runnable call(Seat.Call call) {
            return seat.call(call) ? wake : null;
        }

        @Override
        public long room() {
            return shares ? Math.max(LEAST_ROOM, room / Math.max(1, open.get())) : Long.MAX_VALUE;
        }

        /** The signal of the mailbox: queues the shard, once. */
        @Override
        public void available() {
            if (!queued.getAndSet(true)) {
                try {
                    ready.add(entry);
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
    private final long room;
    private final BlockingQueue<Optional<Source>> ready = new LinkedBlockingQueue<>(); // empty is a wake-up only
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger alive = new AtomicInteger();
    private final EventWaits waits = new EventWaits(Time.SYSTEM, () -> alive.get() == 0);
    private final Seat seat = new Seat();
    private final Runnable wake = this::wake;
    private final ReentrantLock consuming = new ReentrantLock();
    private final AtomicReference<@Nullable GatewayException> failure =
            new AtomicReference<>(); // the first that counts

    // Guarded by consuming.
    private @Nullable Source current;
    private int turn;
    private @Nullable Item pending;

    // Written by the consumer, read by all.
    private volatile @Nullable Thread consumer;
    private volatile boolean handling;

    Merge(boolean failuresAreEvents) {
        this(failuresAreEvents, ROOM);
    }

    /** Makes a merge whose shards share this room, in bytes of payloads that wait. */
    Merge(boolean failuresAreEvents, long room) {
        this.failuresAreEvents = failuresAreEvents;
        this.room = room;
    }

    /** Keeps the merge from ending when all shards have ended, until {@link #release}. */
    void keepOpen() {
        open.incrementAndGet();
        alive.incrementAndGet();
    }

    /** Lets the merge end when all shards have ended. */
    void release() {
        closeOne();
        if (alive.decrementAndGet() == 0) {
            waits.ended();
        }
        wake();
    }

    /** Adds shards, which give out events from now on. The merge ends when all shards have ended. */
    void add(Iterable<Source> sources) {
        for (Source source : sources) {
            open.incrementAndGet();
            alive.incrementAndGet();
            source.available();
        }
    }

    /** Adds a shard, if the merge has not ended. Returns whether it did. */
    boolean addIfOpen(Source source) {
        int before = open.getAndUpdate(shards -> shards == 0 ? 0 : shards + 1);
        if (before == 0) {
            return false;
        }
        alive.incrementAndGet();
        source.available();
        return true;
    }

    /** Removes shards that were added but could not be started. Safe for any thread. */
    void withdraw(Iterable<Source> sources) {
        for (Source source : sources) {
            finish(source);
            source.ended();
            // This wakes a consumer that waits: it finds nothing here, and checks whether any shard is left.
            source.available();
        }
    }

    /** Whether all shards have ended and all their events were given out. */
    boolean isOver() {
        return open.get() == 0;
    }

    private void closeOne() {
        if (open.decrementAndGet() == 0) {
            over.countDown();
        }
    }

    /**
     * Waits until {@link #isOver()}, for this time at most. Returns at once when the calling thread is the consumer, or no other
     * one is there.
     */
    void awaitOver(Duration patience) throws InterruptedException {
        Thread last = consumer;
        if (last != null && last.isAlive() && last != Thread.currentThread()) {
            var unused = over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        }
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
        return await(wanted, Mailbox.FOREVER, false);
    }

    /**
     * Does the same, but waits for these nanoseconds at most; returns false when they are over, too.
     *
     * @param forHandler whether a handler gets it, between {@link #beginHandling} and {@link #endHandling}
     */
    boolean await(Predicate<Parcel> wanted, long nanos, boolean forHandler) throws InterruptedException {
        if (!consuming.tryLock()) {
            throw inUse();
        }
        try {
            if (handling && !forHandler) {
                throw inUse();
            }
            consumer = Thread.currentThread();
            Item held = pending;
            if (held != null && wanted.test(held.parcel())) {
                return true;
            }
            pending = next(wanted, nanos, forHandler);
            return pending != null;
        } finally {
            consuming.unlock();
        }
    }

    private static IllegalStateException inUse() {
        return new IllegalStateException(
                "Another loop waits for this fleet's events; only one at a time may. For a certain"
                        + " event beside it use Fleet.await; for work in parallel use Events.handle");
    }

    /** Lets only handlers take parcels from now on. Returns what a loop has taken and not given out: it goes to a handler, too. */
    @Nullable
    Item beginHandling() {
        if (!consuming.tryLock()) {
            throw inUse();
        }
        try {
            if (handling) {
                throw inUse();
            }
            handling = true;
            return pending;
        } finally {
            consuming.unlock();
        }
    }

    /** Lets loops take parcels again. */
    void endHandling() {
        handling = false;
    }

    /** The waits for certain events of any shard. */
    EventWaits waits() {
        return waits;
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

    private @Nullable Item next(Predicate<Parcel> wanted, long nanos, boolean forHandler) throws InterruptedException {
        long deadline = nanos == Mailbox.FOREVER ? 0 : Time.SYSTEM.nanoTime() + nanos;
        while (true) {
            Source source = current;
            if (source == null) {
                if (open.get() == 0) {
                    return end();
                }
                Optional<Source> entry = ready.poll();
                if (entry == null) {
                    entry = awaitEntry(nanos, deadline);
                }
                if (entry == null) {
                    return null;
                }
                if (entry.isEmpty()) {
                    continue;
                }
                source = entry.get();
                source.queued.set(false);
                current = source;
                turn = 0;
            }
            Item item = poll(source, wanted, forHandler);
            if (item != null) {
                return item;
            }
        }
    }

    /** Waits for an entry, or for a call to read the connection of a shard. Returns null when the time is over. */
    @SuppressWarnings("NullableOptional") // as the queue has it
    private @Nullable Optional<Source> awaitEntry(long nanos, long deadline) throws InterruptedException {
        boolean stays = false;
        seat.sit();
        try {
            Optional<Source> entry = nanos == Mailbox.FOREVER
                    ? ready.take()
                    : ready.poll(deadline - Time.SYSTEM.nanoTime(), TimeUnit.NANOSECONDS);
            stays = true;
            return entry;
        } finally {
            seat.getUp().answer(stays);
        }
    }

    private void wake() {
        ready.add(Optional.empty());
    }

    /** The next parcel of this shard, or null when it is the turn of another shard. */
    private @Nullable Item poll(Source source, Predicate<Parcel> wanted, boolean forHandler) {
        if (turn == TURN) {
            current = null;
            source.available();
            return null;
        }
        turn++;
        if (source.isBehind()) {
            current = null; // its turn comes when that one is finished
            return null;
        }
        try {
            Mailbox mailbox = source.shard.mailbox();
            Parcel parcel = mailbox.poll(any -> source.group.shows(source.shard, any) && wanted.test(any), forHandler);
            if (parcel != null) {
                return new Item(source.shard, parcel);
            }
            current = null;
            if (mailbox.isOver()) {
                finish(source);
            }
            return null;
        } catch (GatewayException e) {
            return failed(source, e, wanted);
        }
    }

    private @Nullable Item failed(Source source, GatewayException cause, Predicate<Parcel> wanted) {
        current = null;
        finish(source);
        if (source.group.offerFailure(source.shard, cause)) {
            return null;
        }
        if (failuresAreEvents) {
            Parcel failure = new Parcel.Notice(new ShardFailed(cause));
            return wanted.test(failure) ? new Item(source.shard, failure) : null;
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
            closeOne();
            source.group.finished(source);
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
