package dev.nightjar.gateway;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The feed of a fleet. Confined to the consumer. */
record FleetFeed(Merge merge, Supplier<List<Shard>> shards, Predicate<Parcel> wanted) implements Feed<ShardEvent> {

    @Override
    public Iterator<ShardEvent> iterator() {
        return new FleetIterator(merge, wanted);
    }

    @Override
    public @Nullable ShardEvent poll(Duration timeout) throws InterruptedException {
        Merge.Item item = merge.await(wanted, timeout.toNanos(), false) ? merge.give() : null;
        return item == null ? null : read(item);
    }

    @Override
    public boolean isOver() {
        return merge.isOver();
    }

    @Override
    public void beginHandling() {
        merge.beginHandling();
        shards.get().forEach(shard -> shard.mailbox().forgetHandlers());
    }

    @Override
    public @Nullable Handed<ShardEvent> take() throws InterruptedException {
        Merge.Item item = merge.await(wanted, Mailbox.FOREVER, true) ? merge.give() : null;
        return item == null ? null : new Handed<>(read(item), item.shard().mailbox(), item.parcel());
    }

    @Override
    public void endHandling() {
        merge.endHandling();
    }

    private static ShardEvent read(Merge.Item item) {
        return new ShardEvent(item.shard(), item.shard().give(item.parcel()));
    }
}
