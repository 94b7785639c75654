package dev.nightjar.metrics;

import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.Shard;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The meters of some shards in one registry, and the figures that they show. Whoever reads a meter, usually the thread that answers
 * a scrape, renews the figures of all of them where these are older than a second, and adds and removes the meters of shards that
 * have come and gone. The registry's meters refer to their binding, so it lives as long as they do. Safe for any thread.
 */
final class Binding {

    // A scrape reads all meters within less time, and nobody scrapes more often.
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Optional<Collection<Shard>>> shards;
    private final Tags tags;
    private final LongSupplier nanoTime;
    private final MeterRegistry registry;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Seen> seen = new HashMap<>(); // by the number of the shard; guarded by lock
    private final List<Meter> meters = new ArrayList<>(); // those of all shards together; guarded by lock
    private GatewayStats gone = GatewayStats.NONE; // what shards have counted that are no longer there; guarded by lock
    private boolean closed; // guarded by lock

    // Written under lock, read by all.
    private volatile long lookedAt;
    private volatile Totals totals = Totals.NONE;

    private Binding(
            Supplier<Optional<Collection<Shard>>> shards, Tags tags, LongSupplier nanoTime, MeterRegistry registry) {
        this.shards = shards;
        this.tags = tags;
        this.nanoTime = nanoTime;
        this.registry = registry;
    }

    static Binding open(
            Supplier<Optional<Collection<Shard>>> shards, Tags tags, LongSupplier nanoTime, MeterRegistry registry) {
        Binding binding = new Binding(shards, tags, nanoTime, registry);
        binding.begin();
        return binding;
    }

    private void begin() {
        lock.lock();
        try {
            if (TotalMeters.areIn(registry, tags)) {
                throw new IllegalStateException("The registry has the meters of shards with the tags "
                        + tags.stream().toList()
                        + " already: give each bot a tag of its own, as in withTags(Tags.of(\"bot\", \"music\"))");
            }
            look();
            if (closed) {
                return;
            }
            meters.addAll(TotalMeters.register(registry, tags, this));
        } finally {
            lock.unlock();
        }
    }

    /** The figures of a shard, at most a second old. */
    Reading reading(Seen shard) {
        renew();
        return shard.reading;
    }

    /** The figures of all shards together, at most a second old. */
    Totals totals() {
        renew();
        return totals;
    }

    private void renew() {
        if (isFresh()) {
            return;
        }
        lock.lock();
        try {
            // A registry that reads a meter while it is being added finds the lock held by its own thread.
            if (!closed && lock.getHoldCount() == 1 && !isFresh()) {
                look();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isFresh() {
        return nanoTime.getAsLong() - lookedAt < FRESH_NANOS;
    }

    private void look() {
        Optional<Collection<Shard>> present = shards.get();
        if (present.isEmpty()) {
            close();
            return;
        }
        Map<Integer, Shard> byNumber = new HashMap<>();
        present.get().forEach(shard -> byNumber.put(shard.id().number(), shard));
        seen.entrySet().removeIf(each -> !byNumber.containsKey(each.getKey()) && forget(each.getValue()));
        byNumber.forEach(this::see);
        totals = Totals.of(seen.values().stream().map(shard -> shard.reading).toList(), gone);
        lookedAt = nanoTime.getAsLong();
    }

    private void see(int number, Shard shard) {
        Seen known = seen.computeIfAbsent(number, any -> new Seen(shard));
        known.see(shard);
        if (known.reading.isClosed()) {
            remove(known.meters);
        } else if (known.meters.isEmpty()) {
            known.meters.addAll(
                    ShardMeters.register(registry, tags.and("shard", Integer.toString(number)), this, known));
        }
    }

    private boolean forget(Seen shard) {
        gone = gone.plus(shard.last());
        remove(shard.meters);
        return true;
    }

    private void remove(List<Meter> added) {
        added.forEach(registry::remove);
        added.clear();
    }

    /** Removes all meters. */
    void close() {
        lock.lock();
        try {
            closed = true;
            seen.values().forEach(shard -> remove(shard.meters));
            seen.clear();
            remove(meters);
        } finally {
            lock.unlock();
        }
    }

    /*
     * A number that had a shard at the last look, with its meters. They refer to it weakly, and the binding keeps it.
     *
     * When another shard takes the number, by re-sharding or because it was started again, the meters stay and go on counting. Meters
     * that were removed and added again in the midst of a scrape would be in it twice, and Prometheus refuses such a scrape; and
     * registries that report differences would report a negative one if a counter fell.
     */
    static final class Seen {
        private final List<Meter> meters = new ArrayList<>(); // guarded by the binding's lock
        private WeakReference<Shard> shard; // guarded by the binding's lock
        private GatewayStats before =
                GatewayStats.NONE; // of shards that had the number before; guarded by the binding's lock
        private volatile Reading reading; // written under the binding's lock

        private Seen(Shard shard) {
            this.shard = new WeakReference<>(shard);
            this.reading = Reading.of(shard, before);
        }

        private void see(Shard present) {
            if (!present.equals(shard.get())) {
                before = last();
                shard = new WeakReference<>(present);
            }
            reading = Reading.of(present, before);
        }

        /** What was counted up to the end of the shard, or up to the last look if nobody has kept it. */
        private GatewayStats last() {
            Shard ended = shard.get();
            return ended == null ? reading.stats() : before.plus(ended.stats());
        }
    }
}
