package dev.nightjar.console;

import dev.nightjar.gateway.Backlog;
import dev.nightjar.gateway.CommandBudget;
import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.IdentifyBudget;
import dev.nightjar.gateway.Latency;
import dev.nightjar.gateway.LatencyHistogram;
import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardSnapshot;
import dev.nightjar.gateway.ShardState;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.EventType;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shard that does what a test wants, and the reading of it. */
final class Readings {

    private final ShardId id;

    ShardState state = ShardState.ACTIVE;
    String member = "";
    double latency = 40;
    int backlog;
    int waiting;
    boolean knowsBudget = true;
    Duration uptime = Duration.ofMinutes(1);
    long connections = 1;
    long begun = 1;
    long resumed;
    long replayed;
    long stalls;
    long commandsLost;
    final Map<EventType, Long> dispatches = new EnumMap<>(EventType.class);
    final Map<Disconnected.Cause, Long> ended = new EnumMap<>(Disconnected.Cause.class);
    final Map<Disconnected.Cause, Long> lost = new EnumMap<>(Disconnected.Cause.class);
    final Map<ConnectFailed.Reason, Long> dials = new EnumMap<>(ConnectFailed.Reason.class);

    Readings(int number, int total) {
        this.id = new ShardId(number, total);
    }

    void end(Disconnected.Cause cause) {
        ended.merge(cause, 1L, Long::sum);
    }

    void receive(EventType type, long count) {
        dispatches.merge(type, count, Long::sum);
    }

    ShardReading read() {
        Duration newest = Duration.ofNanos((long) (latency * 1e6));
        Latency measured = new Latency(1, 1, Optional.of(newest), List.of(newest), Optional.empty(), Optional.empty());
        Optional<IdentifyBudget> budget = knowsBudget
                ? Optional.of(new IdentifyBudget(new SessionStartLimit(1000, 990, Duration.ofHours(3), 1), waiting))
                : Optional.empty();
        return new ShardReading(
                new ShardSnapshot(
                        id,
                        state,
                        0,
                        measured,
                        new Backlog(backlog, backlog * 100L, stalls),
                        new CommandBudget(110, 110, Duration.ZERO),
                        0,
                        budget),
                new GatewayStats(
                        uptime,
                        dispatches,
                        0,
                        ShardFacts.sum(dispatches) * 50,
                        ShardFacts.sum(dispatches) * 300,
                        dials,
                        connections,
                        ended,
                        begun,
                        resumed,
                        lost,
                        replayed,
                        2,
                        new LatencyHistogram(
                                Collections.nCopies(LatencyHistogram.BOUNDS.size() + 1, 0L), Duration.ZERO),
                        stalls,
                        Duration.ZERO,
                        0,
                        0,
                        commandsLost,
                        0),
                member.isEmpty() ? Optional.empty() : Optional.of(member));
    }
}
