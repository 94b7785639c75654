package dev.nightjar.metrics;

import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardSnapshot;
import dev.nightjar.gateway.ShardState;
import java.time.Duration;

/**
 * The figures of a shard at one moment.
 *
 * @param stats what it has counted, and those with the same number before it
 * @param uptime how long it has run itself
 * @param snapshot its state
 */
record Reading(GatewayStats stats, Duration uptime, ShardSnapshot snapshot) {

    static Reading of(Shard shard, GatewayStats before) {
        GatewayStats own = shard.stats();
        return new Reading(before.plus(own), own.uptime(), shard.snapshot());
    }

    boolean isClosed() {
        return snapshot.state() == ShardState.CLOSED;
    }
}
