package dev.nightjar.console;

import dev.nightjar.console.FlightDetails.Detail;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.EventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a console knows of a fleet, and the messages that it makes of it: one that says all, for a page that has just connected,
 * and one after each look that says what has changed. Confined to one thread at a time; {@link Watch} sees to that.
 */
final class FleetModel {

    /** How many disconnects the page lists. */
    static final int DISCONNECTS = 60;

    private static final int BUSIEST = 10;
    private static final double WINDOW = 30; // seconds, of the rates of types
    private static final long RATES_EVERY = 2_000; // milliseconds
    private static final long FIGURES_EVERY = 1_000;
    private static final int LONGEST_PROBLEM = 300;

    private final String title;
    private final BusyGuilds guilds;
    private final Map<ShardId, ShardTrack> tracks =
            new TreeMap<>(Comparator.comparingInt(ShardId::total).thenComparingInt(ShardId::number));
    private final Map<Long, Occurrence> disconnects = new LinkedHashMap<>();
    private final History history = new History();
    private final Map<EventType, Rate> types = new EnumMap<>(EventType.class);
    private final Rate wire = new Rate(5);
    private final Rate events = new Rate(5);
    private List<Detail> unexplained = List.of();

    private long lastId;
    private long lookedAt;
    private long ratesAt;
    private long figuresAt;
    private double sinceRates;
    private String problem = "";
    private Map<String, Object> identify = Map.of();

    FleetModel(String title, BusyGuilds guilds) {
        this.title = title;
        this.guilds = guilds;
    }

    /** Takes a look, and returns what the pages that know the look before must be told. */
    Map<String, Object> look(List<ShardReading> readings, List<Detail> details, long now) {
        if (now < lookedAt) { // the clock was put back, and nothing waits until it is where it was
            figuresAt = 0;
            ratesAt = 0;
        }
        double lasting = lookedAt == 0 ? 0 : Math.max(0, now - lookedAt) / 1_000.0;
        lookedAt = now;
        Map<ShardId, ShardReading> shards = distinct(readings);
        Map<ShardId, Map<EventType, Long>> before = new HashMap<>();
        Map<ShardId, Long> bytesBefore = new HashMap<>();
        List<Occurrence> entries = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        tracks.entrySet().removeIf(track -> {
            boolean isGone = !shards.containsKey(track.getKey());
            if (isGone) {
                gone.add(track.getValue().key());
            }
            return isGone;
        });
        shards.forEach((id, reading) -> {
            ShardTrack track = tracks.get(id);
            if (track == null) {
                tracks.put(id, new ShardTrack(reading, now, () -> ++lastId));
            } else {
                before.put(id, track.reading().stats().dispatches());
                bytesBefore.put(id, track.reading().stats().wireBytes());
                track.look(reading, now);
            }
        });
        explain(details, now);
        long received = 0;
        long ended = 0;
        long bytes = 0;
        Map<EventType, Long> byType = new EnumMap<>(EventType.class);
        for (ShardTrack track : tracks.values()) {
            ShardId id = track.reading().snapshot().id();
            if (!before.containsKey(id)) {
                continue; // its past is not this fleet's present
            }
            entries.addAll(track.changes());
            received += track.received();
            ended += track.ended();
            bytes += Math.max(0, track.reading().stats().wireBytes() - bytesBefore.getOrDefault(id, 0L));
            Map<EventType, Long> earlier = before.getOrDefault(id, Map.of());
            track.reading().stats().dispatches().forEach((type, count) -> {
                long more = count - earlier.getOrDefault(type, 0L);
                if (more > 0) {
                    byType.merge(type, more, Long::sum);
                }
            });
        }
        remember(entries);
        wire.add(bytes, lasting);
        events.add(received, lasting);
        byType.keySet().forEach(type -> types.computeIfAbsent(type, unused -> new Rate(WINDOW)));
        types.forEach((type, rate) -> rate.add(byType.getOrDefault(type, 0L), lasting));
        History.Point point = history.add(
                now,
                received,
                lasting,
                ended,
                FleetFigures.backlog(tracks.values()),
                FleetFigures.latencies(tracks.values()));
        sinceRates += lasting;
        return changes(entries, gone, point, now);
    }

    private Map<String, Object> changes(
            List<Occurrence> entries, List<String> gone, History.@Nullable Point point, long now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("now", now);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ShardTrack track : tracks.values()) {
            List<@Nullable Object> row = track.changedRow();
            if (row != null) {
                rows.add(row);
            }
        }
        putUnlessEmpty(json, "rows", rows);
        putUnlessEmpty(json, "gone", gone);
        putUnlessEmpty(json, "entries", entries.stream().map(Occurrence::json).toList());
        if (point != null) {
            json.put("point", point.json());
        }
        if (now - figuresAt >= FIGURES_EVERY) {
            figuresAt = now;
            json.put("figures", figures());
            Map<String, Object> permits = FleetFigures.identify(tracks.values(), now);
            if (!permits.equals(identify)) {
                identify = permits;
                json.put("identify", permits);
            }
        }
        if (now - ratesAt >= RATES_EVERY) {
            ratesAt = now;
            guilds.pass(sinceRates);
            sinceRates = 0;
            json.put("types", types());
            json.put("guilds", guilds());
        }
        if (!problem.isEmpty()) {
            problem = "";
            json.put("problem", "");
        }
        return json;
    }

    /** A look that has failed: what the pages are told. */
    Map<String, Object> failed(RuntimeException e, long now) {
        String words = String.valueOf(e);
        problem = "The shards cannot be seen: "
                + (words.length() > LONGEST_PROBLEM ? words.substring(0, LONGEST_PROBLEM) + "…" : words);
        return Map.of("now", now, "problem", problem);
    }

    /** All, for a page that knows nothing yet. */
    Map<String, Object> all(long now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("now", now);
        json.put("title", title);
        json.put("step", History.STEP / 1_000);
        json.put("problem", problem);
        json.put("all", tracks.values().stream().map(ShardTrack::row).toList());
        json.put("history", history.json());
        json.put(
                "disconnects",
                disconnects.values().stream().map(Occurrence::json).toList());
        json.put("figures", figures());
        json.put("identify", FleetFigures.identify(tracks.values(), now));
        json.put("types", types());
        json.put("guilds", guilds());
        return json;
    }

    /** All of one shard; empty when the fleet has no such shard. */
    Optional<Map<String, Object>> shard(ShardId id) {
        return Optional.ofNullable(tracks.get(id)).map(ShardTrack::json);
    }

    private static Map<ShardId, ShardReading> distinct(List<ShardReading> readings) {
        Map<ShardId, ShardReading> shards = new LinkedHashMap<>();
        for (ShardReading reading : readings) {
            shards.merge(
                    reading.snapshot().id(),
                    reading,
                    (one, other) -> one.snapshot().state().isTerminal() ? other : one);
        }
        return shards;
    }

    private void explain(List<Detail> details, long now) {
        List<Detail> left = new ArrayList<>();
        for (Detail detail : concat(unexplained, details)) {
            ShardTrack track = tracks.get(detail.shard());
            if (track == null) {
                continue; // of another fleet in this process
            }
            boolean isKnown = switch (detail) {
                case FlightDetails.Ended end -> track.explainEnd(end);
                case FlightDetails.Waited wait -> {
                    track.addPermitWait(wait);
                    yield true;
                }
            };
            if (!isKnown && Math.abs(now - detail.at()) < FlightDetails.APART) {
                left.add(detail);
            }
        }
        unexplained = left;
    }

    private static List<Detail> concat(List<Detail> one, List<Detail> other) {
        List<Detail> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private void remember(List<Occurrence> entries) {
        for (Occurrence entry : entries) {
            if (entry.kind() == Occurrence.Kind.ENDED) {
                disconnects.put(entry.id(), entry);
            }
        }
        while (disconnects.size() > DISCONNECTS) {
            disconnects.remove(disconnects.keySet().iterator().next());
        }
    }

    private Map<String, Object> figures() {
        Map<String, Object> json = FleetFigures.of(tracks.values());
        json.put("rate", History.round(events.perSecond()));
        json.put("wire", Math.round(wire.perSecond()));
        json.put("reconnects", history.reconnects());
        return json;
    }

    private List<List<Object>> types() {
        return types.entrySet().stream()
                .filter(entry -> entry.getValue().perSecond() > 0.005)
                .sorted(Map.Entry.<EventType, Rate>comparingByValue(Comparator.comparingDouble(Rate::perSecond))
                        .reversed())
                .limit(BUSIEST)
                .map(entry -> List.<Object>of(
                        entry.getKey().name(), hundredths(entry.getValue().perSecond())))
                .toList();
    }

    private Map<String, Object> guilds() {
        int total = tracks.keySet().stream().mapToInt(ShardId::total).max().orElse(1);
        List<List<Object>> busiest = guilds.top(BUSIEST).stream()
                .map(busy -> List.<Object>of(
                        Long.toUnsignedString(busy.guild()),
                        ShardId.ofGuild(busy.guild(), total).toString(),
                        hundredths(busy.perSecond())))
                .toList();
        return Map.of("counted", guilds.isUsed(), "busiest", busiest);
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static void putUnlessEmpty(Map<String, Object> json, String name, List<?> values) {
        if (!values.isEmpty()) {
            json.put(name, values);
        }
    }
}
