package dev.nightjar.cli;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the rows of the board of what the shards have counted since the last time. Confined to one thread. */
final class BoardReader {

    private final Fleet fleet;
    private final Map<ShardId, Long> before = new HashMap<>();
    private long readAt = System.nanoTime();

    BoardReader(Fleet fleet) {
        this.fleet = fleet;
    }

    List<BoardRow> read() {
        long now = System.nanoTime();
        double seconds = Math.max((now - readAt) / 1e9, 1e-3);
        readAt = now;
        return fleet.shards().stream().map(shard -> row(shard, seconds)).toList();
    }

    private BoardRow row(Shard shard, double seconds) {
        ShardSnapshot snapshot = shard.snapshot();
        GatewayStats stats = shard.stats();
        long events = sum(stats.dispatches().values());
        long earlier = before.getOrDefault(shard.id(), 0L);
        before.put(shard.id(), events);
        return new BoardRow(
                shard.id(),
                snapshot.state(),
                snapshot.latency().recent().stream().findFirst(),
                (events - earlier) / seconds,
                snapshot.backlog().events(),
                Math.max(0, stats.connections() - 1),
                sum(stats.failedDials().values()));
    }

    private static long sum(Iterable<Long> counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    Duration uptime() {
        return fleet.stats().uptime();
    }
}
