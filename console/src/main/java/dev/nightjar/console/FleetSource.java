package dev.nightjar.console;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.Shard;
import java.util.List;
import java.util.Optional;

/**
 * What a console looks at: the shards of this process, or those of many, which send each other their readings. A console
 * finds out by itself what has changed from one look to the next. This shows the shards of a whole cluster:
 *
 * {@snippet file="dev/nightjar/console/examples/WatchedCluster.java" region="open"}
 */
@FunctionalInterface
public interface FleetSource {

    /**
     * Looks at each shard. One thread of the console calls this, up to four times a second, and less often when it takes longer
     * than five milliseconds. What it throws is shown on the page, and the console looks again.
     *
     * @return the shards, in any order; each is known by its number and total. Of two readings of one shard the console takes
     *     that of a shard that has not ended
     */
    List<ShardReading> look();

    /**
     * The shards of a fleet, those that it starts later included.
     *
     * @param fleet the fleet
     * @return a source that reads it
     */
    static FleetSource of(Fleet fleet) {
        return () -> fleet.shards().stream().map(FleetSource::read).toList();
    }

    /**
     * A single shard.
     *
     * @param shard the shard
     * @return a source that reads it
     */
    static FleetSource of(Shard shard) {
        return () -> List.of(read(shard));
    }

    private static ShardReading read(Shard shard) {
        return new ShardReading(shard.snapshot(), shard.stats(), Optional.empty());
    }
}
