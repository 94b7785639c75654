package dev.nightjar.console;

import dev.nightjar.gateway.IdentifyBudget;
import dev.nightjar.gateway.ShardState;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of all shards together, as the page gets them. Pure. */
final class FleetFigures {

    private static final int WAITERS = 12;

    private FleetFigures() {}

    /** The figures that need no past. */
    static Map<String, Object> of(Collection<ShardTrack> tracks) {
        Map<ShardState, Integer> states = new EnumMap<>(ShardState.class);
        long backlogBytes = 0;
        long replayed = 0;
        for (ShardTrack track : tracks) {
            states.merge(track.state(), 1, Integer::sum);
            backlogBytes += track.reading().snapshot().backlog().bytes();
            replayed += track.reading().stats().replayedEvents();
        }
        double[] latencies = latencies(tracks);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shards", tracks.size());
        json.put("states", states);
        json.put("backlog", backlog(tracks));
        json.put("backlogBytes", backlogBytes);
        json.put("replayed", replayed);
        putUnlessNull(json, "median", History.quantile(latencies, 0.5));
        putUnlessNull(json, "slowest", History.quantile(latencies, 0.99));
        return json;
    }

    static long backlog(Collection<ShardTrack> tracks) {
        return tracks.stream()
                .mapToLong(track -> track.reading().snapshot().backlog().events())
                .sum();
    }

    /** What the active shards have measured last, in milliseconds. */
    static double[] latencies(Collection<ShardTrack> tracks) {
        return tracks.stream()
                .filter(track -> track.state() == ShardState.ACTIVE)
                .mapToDouble(ShardTrack::latency)
                .filter(latency -> latency >= 0)
                .toArray();
    }

    /** The permits that are left, and the shards that identify. */
    static Map<String, Object> identify(Collection<ShardTrack> tracks, long now) {
        Map<String, Object> json = new LinkedHashMap<>();
        Optional<IdentifyBudget> budget = tracks.stream()
                .flatMap(track -> track.reading().snapshot().identifyBudget().stream())
                .findFirst();
        budget.ifPresent(permits -> {
            long reset = permits.limit().resetAfter().toMillis();
            json.put("total", permits.limit().total());
            json.put("remaining", permits.limit().remaining());
            json.put("concurrency", permits.limit().maxConcurrency());
            json.put("waiting", permits.waiting());
            // To the minute, or it would be another one with each look.
            json.put("resetAt", reset == 0 ? 0 : (now + reset + 30_000) / 60_000 * 60_000);
        });
        List<ShardTrack> waiters = tracks.stream()
                .filter(track -> track.state() == ShardState.IDENTIFYING)
                .sorted(Comparator.comparingLong(ShardTrack::since))
                .toList();
        json.put(
                "shards",
                waiters.stream()
                        .limit(WAITERS)
                        .map(track -> List.of(track.key(), track.since()))
                        .toList());
        json.put("identifying", waiters.size());
        return json;
    }

    private static void putUnlessNull(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
