package dev.nightjar.cluster;

import com.fasterxml.jackson.jr.ob.JSON;
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
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a member tells another one of its shards. Times are in nanoseconds. Types and causes that this version does not
 * know are left out, because the other member may be newer. Pure.
 */
final class ReportForm {

    /** A report has 1 KB to 4 KB. */
    static final int MAX_LENGTH = 8 * 1_024;

    private ReportForm() {}

    /**
     * What a shard is and has counted.
     *
     * @param snapshot its state
     * @param stats its counters
     */
    record Told(ShardSnapshot snapshot, GatewayStats stats) {}

    static String write(Told told) {
        ShardSnapshot shard = told.snapshot();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("shard", List.of(shard.id().number(), shard.id().total()));
        fields.put("state", shard.state().name());
        fields.put("attempts", shard.reconnectAttempts());
        fields.put("latency", latency(shard.latency()));
        Backlog backlog = shard.backlog();
        fields.put("backlog", List.of(backlog.events(), backlog.bytes(), backlog.stalls()));
        CommandBudget budget = shard.commandBudget();
        fields.put(
                "commands",
                List.of(budget.max(), budget.available(), budget.nextFree().toNanos(), shard.commandsWaiting()));
        shard.identifyBudget().ifPresent(identify -> fields.put("identify", identify(identify)));
        fields.put("stats", stats(told.stats()));
        return RecordForm.json(fields);
    }

    private static Map<String, Object> latency(Latency latency) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("beats", latency.beats());
        fields.put("acks", latency.acks());
        latency.average().ifPresent(time -> fields.put("average", time.toNanos()));
        fields.put("recent", latency.recent().stream().map(Duration::toNanos).toList());
        latency.sinceSent().ifPresent(time -> fields.put("sent", time.toNanos()));
        latency.sinceAnswered().ifPresent(time -> fields.put("answered", time.toNanos()));
        return fields;
    }

    private static List<Long> identify(IdentifyBudget budget) {
        SessionStartLimit limit = budget.limit();
        return List.of(
                (long) limit.total(),
                (long) limit.remaining(),
                limit.resetAfter().toNanos(),
                (long) limit.maxConcurrency(),
                (long) budget.waiting());
    }

    private static Map<String, Object> stats(GatewayStats stats) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uptime", stats.uptime().toNanos());
        fields.put("dispatches", names(stats.dispatches()));
        fields.put("other", stats.otherPayloads());
        fields.put("wire", stats.wireBytes());
        fields.put("inflated", stats.inflatedBytes());
        fields.put("failed", names(stats.failedDials()));
        fields.put("connections", stats.connections());
        fields.put("ended", names(stats.endedConnections()));
        fields.put("begun", stats.sessionsBegun());
        fields.put("resumed", stats.sessionsResumed());
        fields.put("lost", names(stats.sessionsLost()));
        fields.put("replayed", stats.replayedEvents());
        fields.put("heartbeats", stats.heartbeats());
        fields.put("answers", stats.latency().counts());
        fields.put("answer_time", stats.latency().total().toNanos());
        fields.put("stalls", stats.stalls());
        fields.put("stalled", stats.stalled().toNanos());
        fields.put("sent", stats.commandsSent());
        fields.put("waiting", stats.commandsWaiting());
        fields.put("commands_lost", stats.commandsLost());
        fields.put("mismatched", stats.mismatchedFields());
        return fields;
    }

    private static Map<String, Long> names(Map<? extends Enum<?>, Long> counts) {
        Map<String, Long> names = new LinkedHashMap<>();
        counts.forEach((key, count) -> names.put(key.name(), count));
        return names;
    }

    /**
     * Reads a report.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Told read(@Nullable Object report) {
        if (!(report instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("A report must be an object");
        }
        List<Long> id = numbers(fields, "shard", 2);
        List<Long> backlog = numbers(fields, "backlog", 3);
        List<Long> commands = numbers(fields, "commands", 4);
        ShardSnapshot snapshot = new ShardSnapshot(
                new ShardId(small(id.get(0)), small(id.get(1))),
                state(fields),
                small(number(fields, "attempts")),
                readLatency(object(fields, "latency")),
                new Backlog(small(backlog.get(0)), backlog.get(1), backlog.get(2)),
                new CommandBudget(small(commands.get(0)), small(commands.get(1)), Duration.ofNanos(commands.get(2))),
                small(commands.get(3)),
                fields.containsKey("identify") ? Optional.of(readIdentify(fields)) : Optional.empty());
        return new Told(snapshot, readStats(object(fields, "stats")));
    }

    private static ShardState state(Map<?, ?> fields) {
        return Arrays.stream(ShardState.values())
                .filter(state -> state.name().equals(fields.get("state")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("This state is unknown: " + fields.get("state")));
    }

    private static Latency readLatency(Map<?, ?> fields) {
        return new Latency(
                number(fields, "beats"),
                number(fields, "acks"),
                time(fields, "average"),
                numbers(fields.get("recent")).stream().map(Duration::ofNanos).toList(),
                time(fields, "sent"),
                time(fields, "answered"));
    }

    private static IdentifyBudget readIdentify(Map<?, ?> fields) {
        List<Long> parts = numbers(fields, "identify", 5);
        SessionStartLimit limit = new SessionStartLimit(
                small(parts.get(0)), small(parts.get(1)), Duration.ofNanos(parts.get(2)), small(parts.get(3)));
        return new IdentifyBudget(limit, small(parts.get(4)));
    }

    private static GatewayStats readStats(Map<?, ?> fields) {
        return new GatewayStats(
                Duration.ofNanos(number(fields, "uptime")),
                counts(fields, "dispatches", EventType.class),
                number(fields, "other"),
                number(fields, "wire"),
                number(fields, "inflated"),
                counts(fields, "failed", ConnectFailed.Reason.class),
                number(fields, "connections"),
                counts(fields, "ended", Disconnected.Cause.class),
                number(fields, "begun"),
                number(fields, "resumed"),
                counts(fields, "lost", Disconnected.Cause.class),
                number(fields, "replayed"),
                number(fields, "heartbeats"),
                new LatencyHistogram(numbers(fields.get("answers")), Duration.ofNanos(number(fields, "answer_time"))),
                number(fields, "stalls"),
                Duration.ofNanos(number(fields, "stalled")),
                number(fields, "sent"),
                number(fields, "waiting"),
                number(fields, "commands_lost"),
                number(fields, "mismatched"));
    }

    private static <E extends Enum<E>> Map<E, Long> counts(Map<?, ?> fields, String name, Class<E> type) {
        Map<String, E> known = new HashMap<>();
        for (E constant : type.getEnumConstants()) {
            known.put(constant.name(), constant);
        }
        Map<E, Long> counts = new EnumMap<>(type);
        object(fields, name).forEach((key, count) -> {
            E constant = known.get(String.valueOf(key));
            if (constant != null) {
                counts.put(constant, number(count));
            }
        });
        return counts;
    }

    /**
     * The parts of a JSON object.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Map<?, ?> object(String json) {
        try {
            if (JSON.std.anyFrom(json) instanceof Map<?, ?> fields) {
                return fields;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("This is no JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("This is no JSON object");
    }

    private static Map<?, ?> object(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof Map<?, ?> object) {
            return object;
        }
        throw new IllegalArgumentException("A report must have the object " + name);
    }

    static List<Long> numbers(Map<?, ?> fields, String name, int size) {
        List<Long> numbers = numbers(fields.get(name));
        if (numbers.size() != size) {
            throw new IllegalArgumentException(
                    "A report must have " + size + " numbers as " + name + ", but has " + numbers.size());
        }
        return numbers;
    }

    private static List<Long> numbers(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("A report must have a list of numbers, but has " + value);
        }
        List<Long> numbers = new ArrayList<>();
        list.forEach(each -> numbers.add(number(each)));
        return numbers;
    }

    private static long number(Map<?, ?> fields, String name) {
        return number(fields.get(name));
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            if (number >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("A report must have numbers that are not negative, but has " + value);
    }

    private static Optional<Duration> time(Map<?, ?> fields, String name) {
        return fields.containsKey(name) ? Optional.of(Duration.ofNanos(number(fields, name))) : Optional.empty();
    }

    private static int small(long number) {
        return (int) Math.min(Integer.MAX_VALUE, number);
    }
}
