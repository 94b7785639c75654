package dev.nightjar.console;

import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.ShardSnapshot;
import java.util.Objects;
import java.util.Optional;

/**
 * One look at a shard, wherever it runs.
 *
 * @param snapshot its state
 * @param stats what it has counted
 * @param member the process that has the shard, where there are several; at most 100 characters of it are shown
 */
public record ShardReading(ShardSnapshot snapshot, GatewayStats stats, Optional<String> member) {

    /** Refuses null, so that a source that gives it is told, and not the thread that looks. */
    public ShardReading {
        Objects.requireNonNull(snapshot, "snapshot");
        Objects.requireNonNull(stats, "stats");
        Objects.requireNonNull(member, "member");
    }
}
