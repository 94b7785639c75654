package dev.nightjar.gateway;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The feed of a fleet. Confined to the consumer.
 *
 * @param read makes what is given out of the last item that was taken
 */
record FleetFeed<E>(Merge merge, Supplier<List<Shard>> shards, Predicate<Parcel> wanted, Function<Merge.Item, E> read)
        implements Feed<E> {

    @Override
    public Iterator<E> iterator() {
        return new FleetIterator<>(merge, wanted, read);
    }

    @Override
    public @Nullable E poll(Duration timeout) throws InterruptedException {
        Merge.Item item = merge.await(wanted, timeout.toNanos(), false) ? merge.give() : null;
        return item == null ? null : read.apply(item);
    }

    @Override
    public boolean isOver() {
        return merge.isOver();
    }

    @Override
    public void beginHandling() {
        Merge.Item held = merge.beginHandling();
        for (Shard shard : shards.get()) {
            shard.mailbox().forgetHandlers(held != null && held.shard().equals(shard) ? held.parcel() : null);
        }
    }

    @Override
    public @Nullable Handed<E> take() throws InterruptedException {
        Merge.Item item = merge.await(wanted, Mailbox.FOREVER, true) ? merge.give() : null;
        return item == null ? null : new Handed<>(read.apply(item), item.shard().mailbox(), item.parcel());
    }

    @Override
    public void endHandling() {
        merge.endHandling();
    }
}
