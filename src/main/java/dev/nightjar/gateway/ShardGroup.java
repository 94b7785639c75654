package dev.nightjar.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shards of a fleet that have one total, inside one structured scope. Safe for any thread. */
final class ShardGroup {

    private final ShardNumbers numbers;
    private final boolean stopTogether;
    private final WarmUp warmUp;
    private final List<Merge.Source> sources;
    private final Map<ShardId, Shard> byId;
    private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();

    // Written by the thread that starts the group, read by the thread that awaits its end.
    private volatile @Nullable Thread owner;

    // Written by the thread that opens or re-shards the fleet, read by the consumer.
    private volatile boolean live;

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
        this.numbers = numbers;
        this.stopTogether = stopTogether;
        this.live = live;
        this.warmUp = new WarmUp(numbers.count());
        List<ShardId> ids = numbers.ids();
        List<GatewayConfig> configs = ids.stream().map(configure).toList();
        List<SessionKeeper.Loaded> stored = live
                ? SessionKeeper.loadAll(ids, configs)
                : Collections.nCopies(ids.size(), SessionKeeper.Loaded.NOTHING);
        List<Merge.Source> made = new ArrayList<>();
        Map<ShardId, Shard> named = new HashMap<>();
        for (int place = 0; place < ids.size(); place++) {
            Merge.Source source = merge.new Source(this, ids.get(place), configs.get(place), stored.get(place));
            made.add(source);
            named.put(ids.get(place), source.shard());
        }
        this.sources = List.copyOf(made);
        this.byId = Map.copyOf(named);
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
        return numbers;
    }

    List<Merge.Source> sources() {
        return sources;
    }

    List<Shard> shards() {
        return sources.stream().map(Merge.Source::shard).toList();
    }

    /** The shard with this id, or null if it is none of this group's. */
    @Nullable
    Shard find(ShardId id) {
        return byId.get(id);
    }

    /**
     * Starts all shards, and returns when they run.
     *
     * @param merge gives out their events
     * @throws IllegalStateException when too few IDENTIFYs are left, or this JDK's structured scopes are unknown
     */
    void start(Merge merge) {
        start(merge, ShardScope::open);
    }

    /** Does the same with a scope of the caller's. */
    void start(Merge merge, Function<String, ShardScope> opening) {
        IdentifyNeed.check(shards());
        merge.add(sources);
        try {
            owner = Thread.ofVirtual().name("fleet").start(() -> run(opening));
            started.get();
        } catch (ExecutionException e) {
            merge.withdraw(sources);
            throw new IllegalStateException("The fleet could not be started: " + e.getCause(), e.getCause());
        } catch (Error e) {
            merge.withdraw(sources);
            throw e;
        } catch (InterruptedException e) {
            // The shards start nevertheless.
            Thread.currentThread().interrupt();
        }
    }

    private void run(Function<String, ShardScope> opening) {
        try (ShardScope scope = opening.apply("fleet")) {
            fork(scope);
            started.complete(null);
            scope.awaitFailure();
        } catch (InterruptedException | RuntimeException | Error e) {
            started.completeExceptionally(e);
        }
    }

    private void fork(ShardScope scope) {
        try {
            for (Shard shard : shards()) {
                scope.fork("shard-" + shard.id().number(), () -> live(shard));
            }
        } catch (RuntimeException | Error e) {
            // The scope waits for the shards that run, and only a stop ends those.
            stop(CloseFrame.NORMAL);
            throw e;
        }
    }

    private @Nullable Void live(Shard shard) {
        shard.run();
        if (stopTogether && shard.state() == ShardState.FAILED) {
            stop(CloseFrame.NORMAL);
        }
        return null;
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

    /** Asks all shards to end. */
    void stop(CloseFrame frame) {
        shards().forEach(shard -> shard.stop(frame));
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
