package dev.nightjar.gateway;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/** The iterator of a for-each over a fleet. Only one may be in use at a time; a new one continues where the last one stopped. */
final class FleetIterator implements Iterator<ShardEvent> {

    private final Merge merge;
    private final Predicate<Parcel> wanted;
    private final TimeSlice slice = new TimeSlice();

    FleetIterator(Merge merge, Predicate<Parcel> wanted) {
        this.merge = merge;
        this.wanted = wanted;
    }

    /** Waits for the next event of any shard. False when all shards have ended and all that they had received was given out. */
    @Override
    public boolean hasNext() {
        try {
            return merge.await(wanted);
        } catch (InterruptedException e) {
            throw GatewayException.interrupted(e);
        }
    }

    @Override
    public ShardEvent next() {
        slice.useOne();
        Merge.Item item = hasNext() ? merge.give() : null;
        if (item == null) {
            throw new NoSuchElementException(
                    "All shards have ended, and there are no more events: ask hasNext() before next()");
        }
        return new ShardEvent(item.shard(), item.shard().give(item.parcel()));
    }
}
