package dev.nightjar.console;

import dev.nightjar.gateway.GatewayStats;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What a shard has counted, as the page gets it. Pure. */
final class ShardFacts {

    private ShardFacts() {}

    static Map<String, Object> of(GatewayStats stats) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("uptime", stats.uptime().toSeconds());
        facts.put("connections", stats.connections());
        facts.put("begun", stats.sessionsBegun());
        facts.put("resumed", stats.sessionsResumed());
        facts.put("lost", sum(stats.sessionsLost()));
        facts.put("replayed", stats.replayedEvents());
        facts.put("dispatches", sum(stats.dispatches()));
        facts.put("wireBytes", stats.wireBytes());
        facts.put("inflatedBytes", stats.inflatedBytes());
        facts.put("heartbeats", stats.heartbeats());
        facts.put("answers", stats.latency().count());
        facts.put("median", bound(stats, 0.5));
        facts.put("slowest", bound(stats, 0.99));
        facts.put("stalls", stats.stalls());
        facts.put("stalled", stats.stalled().toMillis());
        facts.put("commandsSent", stats.commandsSent());
        facts.put("commandsWaiting", stats.commandsWaiting());
        facts.put("commandsLost", stats.commandsLost());
        facts.put("mismatches", stats.mismatchedFields());
        facts.put("causes", named(stats.endedConnections(), Words::of));
        facts.put("dials", named(stats.failedDials(), Words::of));
        return facts;
    }

    private static long bound(GatewayStats stats, double part) {
        return stats.latency().quantile(part).map(Duration::toMillis).orElse(-1L);
    }

    private static <K extends Enum<K>> Map<String, Long> named(Map<K, Long> counts, Function<K, String> words) {
        Map<String, Long> named = new LinkedHashMap<>();
        if (!counts.isEmpty()) {
            new EnumMap<>(counts).forEach((key, count) -> named.put(words.apply(key), count));
        }
        return named;
    }

    static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
