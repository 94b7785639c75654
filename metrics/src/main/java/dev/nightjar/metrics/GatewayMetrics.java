package dev.nightjar.metrics;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.Shard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The meters of a bot's shards, for any registry of Micrometer.
 *
 * {@snippet file="dev/nightjar/metrics/examples/Observed.java" region="bind"}
 *
 * <p>The meters whose names begin with {@code nightjar.shard.} have the tag {@code shard}, the number of the shard, and no other;
 * they are there while the shard is not closed. All others are sums over the shards, those that have ended included, and have at
 * most one tag, of known values. So a bot has 26 series for each shard and 162 more, whatever it receives. To do without
 * those of the shards, deny them: {@code MeterFilter.denyNameStartsWith("nightjar.shard.")}.
 *
 * <p>Who reads a meter looks at all shards at once, and the others read the same figures for one second; so a scrape takes one
 * look. Between scrapes nothing is done, and no thread waits. A shard that was started since the last look is found by the next one,
 * and is in the scrape after it at the latest. A shard that takes the place of another with the same number counts on from there.
 *
 * <p>The meters keep no fleet and no shard in memory. When the fleet was garbage-collected, the next look removes them.
 *
 * <p>Safe for any thread. No argument may be null.
 */
public final class GatewayMetrics implements MeterBinder, AutoCloseable {

    private final Supplier<Optional<Collection<Shard>>> shards;
    private final Tags tags;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Binding> bindings = new ArrayList<>(); // guarded by lock

    private GatewayMetrics(Supplier<Optional<Collection<Shard>>> shards, Tags tags, LongSupplier nanoTime) {
        this.shards = shards;
        this.tags = tags;
        this.nanoTime = nanoTime;
    }

    /**
     * The meters of a fleet's shards, also of those that it has later.
     *
     * @param fleet the fleet
     * @return the meters, in no registry yet
     */
    public static GatewayMetrics of(Fleet fleet) {
        return of(fleet, Fleet::shards);
    }

    /**
     * The meters of one shard.
     *
     * @param shard the shard
     * @return the meters, in no registry yet
     */
    public static GatewayMetrics of(Shard shard) {
        return of(shard, List::of);
    }

    /**
     * The meters of the shards that something has, such as a member of a cluster: {@code of(cluster, Cluster::shards)}.
     *
     * @param <T> the owner of the shards
     * @param owner what has the shards; it is not kept in memory
     * @param shards the shards that it has at the moment, each number once; it must not refer to the owner by itself
     * @return the meters, in no registry yet
     */
    public static <T> GatewayMetrics of(T owner, Function<? super T, ? extends Collection<Shard>> shards) {
        return of(owner, shards, System::nanoTime);
    }

    static <T> GatewayMetrics of(
            T owner, Function<? super T, ? extends Collection<Shard>> shards, LongSupplier nanoTime) {
        WeakReference<T> reference = new WeakReference<>(owner);
        return new GatewayMetrics(() -> Optional.ofNullable(reference.get()).map(shards), Tags.empty(), nanoTime);
    }

    /**
     * The same meters with more tags. Each of several bots in one registry needs a tag of its own.
     *
     * @param more tags that each meter has
     * @return the meters, in no registry yet
     */
    public GatewayMetrics withTags(Iterable<Tag> more) {
        return new GatewayMetrics(shards, tags.and(more), nanoTime);
    }

    /**
     * Adds the meters to a registry.
     *
     * @param registry the registry
     * @throws IllegalStateException when it has meters of these names and tags already
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        lock.lock();
        try {
            bindings.add(Binding.open(shards, tags, nanoTime, registry));
        } finally {
            lock.unlock();
        }
    }

    /** Removes the meters from all registries that they were added to. */
    @Override
    public void close() {
        lock.lock();
        try {
            bindings.forEach(Binding::close);
            bindings.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Shows which tags the meters have. */
    @Override
    public String toString() {
        return "GatewayMetrics" + tags.stream().toList();
    }
}
