package dev.nightjar.gateway;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shards of a fleet that have one total, inside one structured scope. Shards can be started while it runs. Safe for any
 * thread.
 */
final class ShardGroup {

    private final int total;
    private final Function<ShardId, GatewayConfig> configure;
    private final Merge merge;
    private final boolean stopTogether;
    private final WarmUp warmUp;
    private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    // Held while a shard is made, which may wait for its session store, so that no shard is made twice.
    private final ReentrantLock making = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();

    // Written under lock, read by all.
    private volatile Map<ShardId, Merge.Source> sources;

    // Guarded by lock.
    private int running; // the shards that were added and have not ended
    private boolean stopped;
    private boolean refusing;

    // Written by the thread that starts the group, read by the thread that awaits its end.
    private volatile @Nullable Thread owner;

    // Written by the thread that opens or re-shards the fleet, read by the consumer.
    private volatile boolean live;

    /** What the owner of the scope is asked for. */
    private sealed interface Order {

        /** To run this shard. */
        record Start(Merge.Source source, CompletableFuture<@Nullable Void> forked) implements Order {}

        /** To look whether there is anything left to wait for. */
        record Look() implements Order {}
    }

    /**
     * Makes the shards, which do nothing yet.
     *
     * @param live whether their events are for the user from the beginning. Shards that start beside others do not resume,
     *     because only READY brings their guilds.
     */
    ShardGroup(
            ShardNumbers numbers,
            Function<ShardId, GatewayConfig> configure,
            Merge merge,
            boolean stopTogether,
            boolean live) {
        this.total = numbers.total();
        this.configure = configure;
        this.merge = merge;
        this.stopTogether = stopTogether;
        this.live = live;
        this.warmUp = new WarmUp(numbers.ids());
        List<ShardId> ids = numbers.ids();
        List<GatewayConfig> configs = ids.stream().map(configure).toList();
        List<SessionKeeper.Loaded> stored = live
                ? SessionKeeper.loadAll(ids, configs)
                : Collections.nCopies(ids.size(), SessionKeeper.Loaded.NOTHING);
        Map<ShardId, Merge.Source> made = new LinkedHashMap<>();
        for (int place = 0; place < ids.size(); place++) {
            made.put(
                    ids.get(place),
                    merge.new Source(this, ids.get(place), configs.get(place), stored.get(place), null));
        }
        this.sources = Collections.unmodifiableMap(made);
        this.running = made.size();
        if (!configs.isEmpty()) {
            GatewayLog.adviseSmallBuffers(configs.size(), configs.getFirst().log());
        }
    }

    /** A group of the shards of a range. */
    ShardGroup(
            ShardRange range,
            Function<ShardId, GatewayConfig> configure,
            Merge merge,
            boolean stopTogether,
            boolean live) {
        this(ShardNumbers.of(range), configure, merge, stopTogether, live);
    }

    ShardNumbers numbers() {
        return new ShardNumbers(total, List.copyOf(sources.keySet()));
    }

    int total() {
        return total;
    }

    Collection<Merge.Source> sources() {
        return sources.values();
    }

    List<Shard> shards() {
        return sources.values().stream().map(Merge.Source::shard).toList();
    }

    /** The shard with this id, or null if it is none of this group's. */
    @Nullable
    Shard find(ShardId id) {
        Merge.Source source = sources.get(id);
        return source == null ? null : source.shard();
    }

    /**
     * Starts all shards, and returns when they run.
     *
     * @throws IllegalStateException when too few IDENTIFYs are left, or this JDK's structured scopes are unknown
     */
    void start() {
        start(ShardScope::open);
    }

    /** Does the same with a scope of the caller's. */
    void start(Function<String, ShardScope> opening) {
        List<Merge.Source> first = List.copyOf(sources());
        IdentifyNeed.check(shards());
        merge.add(first);
        try {
            owner = Thread.ofVirtual().name("fleet").start(() -> run(opening, first));
            started.get();
        } catch (ExecutionException e) {
            merge.withdraw(first);
            throw new IllegalStateException("The fleet could not be started: " + e.getCause(), e.getCause());
        } catch (Error e) {
            merge.withdraw(first);
            throw e;
        } catch (InterruptedException e) {
            // The shards start nevertheless.
            Thread.currentThread().interrupt();
        }
    }

    private void run(Function<String, ShardScope> opening, List<Merge.Source> first) {
        try (ShardScope scope = opening.apply("fleet")) {
            forkAll(scope, first);
            started.complete(null);
            serve(scope);
            scope.awaitFailure();
        } catch (InterruptedException | RuntimeException | Error e) {
            started.completeExceptionally(e);
        } finally {
            refuseOrders();
        }
    }

    /** Fails the orders that come too late, because somebody waits for each. */
    private void refuseOrders() {
        lock.lock();
        try {
            refusing = true;
        } finally {
            lock.unlock();
        }
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            if (order instanceof Order.Start start) {
                start.forked().completeExceptionally(new IllegalStateException("the fleet has ended"));
            }
        }
    }

    private void forkAll(ShardScope scope, List<Merge.Source> first) {
        try {
            first.forEach(source -> fork(scope, source));
        } catch (RuntimeException | Error e) {
            // The scope waits for the shards that run, and only a stop ends those.
            stop(CloseFrame.NORMAL);
            throw e;
        }
    }

    private void fork(ShardScope scope, Merge.Source source) {
        scope.fork("shard-" + source.shard().id().number(), () -> live(source.shard()));
    }

    /** Starts the shards that are asked for, until there is nothing left to wait for. Only the owner may fork. */
    private void serve(ShardScope scope) throws InterruptedException {
        while (!isFinished()) {
            switch (orders.take()) {
                case Order.Start start -> {
                    try {
                        fork(scope, start.source());
                        start.forked().complete(null);
                    } catch (RuntimeException | Error e) {
                        ended(false);
                        start.forked().completeExceptionally(e);
                    }
                }
                case Order.Look look -> {}
            }
        }
    }

    /** Whether no shard runs, and none can be added any more, which this decides. */
    private boolean isFinished() {
        lock.lock();
        try {
            boolean finished = running == 0 && (stopped || refusing || merge.isOver());
            refusing |= finished;
            return finished;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Void live(Shard shard) {
        boolean orderly = false;
        try {
            shard.run();
            if (stopTogether && shard.state() == ShardState.FAILED) {
                stop(CloseFrame.NORMAL);
            }
            orderly = true;
            return null;
        } finally {
            ended(orderly);
        }
    }

    private void ended(boolean orderly) {
        lock.lock();
        try {
            running--;
            // A scope runs nothing more after a subtask has failed.
            refusing |= !orderly;
        } finally {
            lock.unlock();
        }
        look();
    }

    /** Goes on after the last event of a shard was given out. */
    void finished(Merge.Source source) {
        Merge.Source now = sources.get(source.shard().id());
        if (now != null && !now.equals(source)) {
            now.available();
        }
        look();
    }

    /** Has the owner look whether there is anything left to wait for. */
    void look() {
        orders.add(new Order.Look());
    }

    /**
     * Starts one shard beside those that run, or again after it has ended. One that was suspended goes on with its session.
     *
     * @throws IllegalStateException when it has not ended, or the group has
     */
    Shard start(ShardId id) {
        making.lock();
        try {
            Merge.Source old = sources.get(id);
            if (old != null && !old.shard().state().isTerminal()) {
                throw new IllegalStateException("Shard " + id + " runs already; restart() makes it connect again");
            }
            Merge.Source source = make(id, old);
            // It may wait for its permit, as a shard that is opened alone: it is told by IdentifyDelayed then.
            CompletableFuture<@Nullable Void> forked = add(source);
            try {
                forked.join();
            } catch (CompletionException e) {
                merge.withdraw(List.of(source));
                throw new IllegalStateException("Shard " + id + " could not be started: " + e.getCause(), e.getCause());
            }
            return source.shard();
        } finally {
            making.unlock();
        }
    }

    /**
     * Checks that a shard can be one of this group's.
     *
     * @throws IllegalArgumentException when it cannot
     */
    void checkTotal(ShardId id) {
        if (id.total() != total) {
            throw new IllegalArgumentException("Shard " + id + " is of another total than these shards, " + total);
        }
    }

    private Merge.Source make(ShardId id, Merge.@Nullable Source old) {
        GatewayConfig config = configure.apply(id);
        SessionKeeper.Loaded stored = SessionKeeper.Loaded.NOTHING;
        if (old != null) {
            old.shard().awaitEnd(); // its last session is saved or cleared by then
        }
        if (live) {
            stored = SessionKeeper.load(config, id);
            if (old != null && config.sessionStore().isEmpty() && stored.session() == null) {
                stored = new SessionKeeper.Loaded(old.shard().suspended().orElse(null), stored.failure());
            }
        }
        warmUp.expect(id);
        return merge.new Source(this, id, config, stored, old);
    }

    private CompletableFuture<@Nullable Void> add(Merge.Source source) {
        CompletableFuture<@Nullable Void> forked = new CompletableFuture<>();
        lock.lock();
        try {
            Map<ShardId, Merge.Source> old = sources;
            Map<ShardId, Merge.Source> more = new TreeMap<>(Comparator.comparingInt(ShardId::number));
            more.putAll(old);
            more.put(source.shard().id(), source);
            // The merge may be done with the old shard as soon as it has the new one, and then looks for that here.
            sources = Collections.unmodifiableMap(more);
            if (stopped || refusing || !merge.addIfOpen(source)) {
                sources = old;
                throw new IllegalStateException("The fleet is closed, or all its shards have ended");
            }
            running++;
            orders.add(new Order.Start(source, forked));
        } finally {
            lock.unlock();
        }
        return forked;
    }

    /**
     * Waits until everything that the gateway had sent to the shards before this call is in their mailboxes, for the timeout
     * at most. For that it waits for the answers to two heartbeats, one after the other, because the first answer may belong
     * to an earlier heartbeat.
     */
    void flush(Duration timeout) throws InterruptedException {
        long deadline = Time.SYSTEM.nanoTime() + timeout.toNanos();
        for (int round = 0; round < 2; round++) {
            for (Shard.Awaiting answer : shards().stream().map(Shard::beat).toList()) {
                answer.await(Duration.ofNanos(deadline - Time.SYSTEM.nanoTime()));
            }
        }
    }

    /** Asks all shards to end, and starts no more. */
    void stop(CloseFrame frame) {
        refuse();
        shards().forEach(shard -> shard.stop(frame));
    }

    /** Starts no more shards. The group ends when those that run have ended. */
    void refuse() {
        lock.lock();
        try {
            stopped = true;
        } finally {
            lock.unlock();
        }
        look();
    }

    /** Waits until all shards have ended or the calling thread is interrupted, at most as long as one shard may take. */
    void awaitEnd() {
        Thread running = owner;
        if (running == null) {
            return;
        }
        Duration longest = shards().stream()
                .map(shard -> ShardLifecycle.longestEnd(shard.config()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        try {
            var unused = running.join(longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the user the events of these shards from now on. */
    void goLive() {
        live = true;
    }

    boolean isLive() {
        return live;
    }

    WarmUp warmUp() {
        return warmUp;
    }

    /** Whether the user is to see this parcel. While these shards only start, the user gets the dispatches from the old ones. */
    boolean shows(Shard shard, Parcel parcel) {
        if (live) {
            return true;
        }
        return switch (parcel) {
            case Parcel.Notice notice -> true;
            case Parcel.Received received -> {
                warmUp.see(shard.id(), shard.config().intentBits(), received.payload());
                yield false;
            }
        };
    }

    /**
     * Reports a shard's failure to the thread that re-shards, if the group is not live yet. Returns whether it did; otherwise
     * the failure is for the user's loop.
     */
    boolean offerFailure(Shard shard, GatewayException cause) {
        if (!live) {
            warmUp.fail(shard, cause);
        }
        return !live;
    }
}
