package dev.nightjar.console;

import dev.nightjar.console.Occurrence.Kind;
import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardState;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a console knows of a shard: the newest reading, and the timeline that it has made of the differences between the
 * readings. Confined to one thread at a time.
 */
final class ShardTrack {

    /** How much a timeline keeps. */
    static final int TIMELINE = 200;

    private static final double WINDOW = 5; // seconds, of the rate that a cell shows
    private static final long STALL_GAP = 10_000; // stalls with less between them are one entry
    private static final int LONGEST_MEMBER = 100;

    private final ShardId id;
    private final String key;
    private final LongSupplier ids;
    private final Map<Long, Occurrence> timeline = new LinkedHashMap<>();

    private ShardReading reading;
    private long lookedAt;
    private long since;
    private Rate rate = new Rate(WINDOW);
    private @Nullable Occurrence trouble;
    private @Nullable Occurrence open; // the end of a connection that nothing has followed yet
    private long replayedBefore;

    // What the last look has brought.
    private final List<Occurrence> changes = new ArrayList<>();
    private long ended;
    private long received;
    private List<@Nullable Object> row = List.of();

    ShardTrack(ShardReading first, long now, LongSupplier ids) {
        this.id = first.snapshot().id();
        this.key = id.toString();
        this.ids = ids;
        this.reading = first;
        this.lookedAt = now;
        this.since = now;
        keep(entry(now, Kind.SEEN, "", "first seen, " + state().name(), false));
    }

    ShardReading reading() {
        return reading;
    }

    ShardState state() {
        return reading.snapshot().state();
    }

    String key() {
        return key;
    }

    long since() {
        return since;
    }

    /** What the last look has brought: new entries, and those that have changed. */
    List<Occurrence> changes() {
        return List.copyOf(changes);
    }

    /** How many connections have ended since the look before. */
    long ended() {
        return ended;
    }

    /** How many dispatches were received since the look before. */
    long received() {
        return received;
    }

    List<Occurrence> timeline() {
        return List.copyOf(timeline.values());
    }

    /** Takes a look, and finds out what has happened since the one before. */
    void look(ShardReading next, long now) {
        GatewayStats before = reading.stats();
        GatewayStats after = next.stats();
        ShardState was = state();
        changes.clear();
        boolean hasMoved = !next.member().equals(reading.member());
        boolean isAnew = after.uptime().compareTo(before.uptime()) < 0 || after.connections() < before.connections();
        if (hasMoved || isAnew) {
            keep(entry(now, Kind.SEEN, "", hasMoved ? place(next) : "started again", false));
        }
        if (isAnew) {
            before = GatewayStats.NONE;
            rate = new Rate(WINDOW);
            open = null;
            replayedBefore = 0;
        }
        reading = next;
        received = Math.max(0, sum(after.dispatches()) - sum(before.dispatches()));
        rate.add(received, (now - lookedAt) / 1_000.0);
        lookedAt = now;
        dials(before, after, now);
        ends(before, after, now);
        sessions(before, after, now);
        stalls(after.stalls() - before.stalls(), now);
        if (after.commandsLost() > before.commandsLost()) {
            long lost = after.commandsLost() - before.commandsLost();
            keep(entry(
                    now,
                    Kind.COMMANDS_LOST,
                    "",
                    Words.count(lost, "command was", "commands were") + " never sent",
                    true));
        }
        if (state() != was) {
            since = now;
            boolean isFailed = state() == ShardState.FAILED;
            keep(entry(now, Kind.STATE, state().name(), isFailed ? "failed for good" : "", isFailed));
            if (state().isTerminal()) {
                follow("stopped");
            }
        }
    }

    private static String place(ShardReading reading) {
        return reading.member().map(name -> "now in " + shorten(name)).orElse("nobody has it");
    }

    private void dials(GatewayStats before, GatewayStats after, long now) {
        after.failedDials().forEach((ConnectFailed.Reason reason, Long count) -> {
            long more = count - before.failedDials().getOrDefault(reason, 0L);
            if (more > 0) {
                keep(entry(now, Kind.DIAL_FAILED, reason.name(), Words.times(Words.of(reason), more), true));
            }
        });
    }

    private void ends(GatewayStats before, GatewayStats after, long now) {
        ended = 0;
        after.endedConnections().forEach((Disconnected.Cause cause, Long count) -> {
            long more = count - before.endedConnections().getOrDefault(cause, 0L);
            if (more > 0) {
                ended += more;
                follow("the next connection ended, too");
                open = keep(entry(
                        now, Kind.ENDED, cause.name(), Words.times(Words.of(cause), more), Words.isTrouble(cause)));
                replayedBefore = before.replayedEvents();
            }
        });
    }

    private void sessions(GatewayStats before, GatewayStats after, long now) {
        after.sessionsLost().forEach((Disconnected.Cause cause, Long count) -> {
            if (count > before.sessionsLost().getOrDefault(cause, 0L)) {
                keep(entry(now, Kind.SESSION_LOST, cause.name(), "session lost", true));
            }
        });
        String later = open == null ? "" : " after " + Words.duration(now - open.at());
        if (after.sessionsResumed() > before.sessionsResumed()) {
            long replayed = after.replayedEvents() - (open == null ? before.replayedEvents() : replayedBefore);
            String text = "resumed" + later + ", " + replayed + " replayed";
            keep(entry(now, Kind.RESUMED, "", text, false));
            follow(text);
        }
        if (after.sessionsBegun() > before.sessionsBegun()) {
            String text = "new session" + later;
            keep(entry(now, Kind.READY, "", text, false));
            follow(text);
        }
    }

    private void stalls(long more, long now) {
        if (more <= 0) {
            return;
        }
        Occurrence last = timeline.values().stream()
                .filter(entry -> entry.kind() == Kind.STALLED)
                .reduce((a, b) -> b)
                .orElse(null);
        if (last == null || now - Long.parseLong(last.what()) > STALL_GAP) {
            keep(entry(now, Kind.STALLED, Long.toString(now), "the loop is too slow: reading has stopped", true));
        } else {
            // The constant of such an entry is the time of its last stall.
            Occurrence again = new Occurrence(
                    last.id(),
                    last.at(),
                    last.shard(),
                    Kind.STALLED,
                    Long.toString(now),
                    "the loop is too slow: reading stops again and again",
                    "",
                    0,
                    "for " + Words.duration(now - last.at()),
                    true);
            replace(again);
        }
    }

    /** What is known beyond the counters of a connection that has ended: its close code, and how long it had lasted. */
    boolean explainEnd(FlightDetails.Ended told) {
        for (Occurrence entry : timeline().reversed()) {
            boolean isMeant = entry.kind() == Kind.ENDED
                    && entry.what().equals(told.cause())
                    && Math.abs(entry.at() - told.at()) < FlightDetails.APART;
            if (isMeant && (entry.code() == 0 || entry.code() == told.code())) {
                String lasted = told.lasted() < 0 ? entry.detail() : "after " + Words.duration(told.lasted());
                if (entry.code() == 0 || entry.detail().isEmpty()) {
                    replace(entry.withCode(told.code(), lasted));
                    return true;
                }
                if (Math.abs(entry.at() - told.at()) < FlightDetails.SAME) {
                    return true; // told before, by somebody else
                }
            }
        }
        return false;
    }

    /** What a flight recording says about a wait for a permit. */
    void addPermitWait(FlightDetails.Waited detail) {
        String text = "waited " + Words.duration(detail.lasted()) + " for the permit to identify";
        keep(entry(detail.at(), Kind.PERMIT, detail.outcome(), text, false));
    }

    private void follow(String words) {
        Occurrence end = open;
        open = null;
        if (end != null) {
            Occurrence newest = timeline.getOrDefault(end.id(), end);
            replace(newest.withFollowed(words));
        }
    }

    private Occurrence entry(long at, Kind kind, String what, String text, boolean isTrouble) {
        return new Occurrence(ids.getAsLong(), at, key(), kind, what, text, "", 0, "", isTrouble);
    }

    private Occurrence keep(Occurrence entry) {
        timeline.put(entry.id(), entry);
        if (timeline.size() > TIMELINE) {
            timeline.remove(timeline.keySet().iterator().next());
        }
        if (entry.isTrouble()) {
            trouble = entry;
        }
        changes.add(entry);
        return entry;
    }

    private void replace(Occurrence entry) {
        timeline.replace(entry.id(), entry);
        if (trouble != null && trouble.id() == entry.id()) {
            trouble = entry;
        }
        changes.removeIf(earlier -> earlier.id() == entry.id());
        changes.add(entry);
    }

    /** The newest latency in milliseconds, or -1. */
    double latency() {
        return reading.snapshot().latency().recent().stream()
                .findFirst()
                .map(newest -> newest.toNanos() / 1e6)
                .orElse(-1.0);
    }

    /** The values of the cell if one has changed since this was last called, otherwise null. */
    @Nullable
    List<@Nullable Object> changedRow() {
        List<@Nullable Object> next = row();
        if (next.equals(row)) {
            return null;
        }
        row = next;
        return next;
    }

    /** The values of the cell, as the page expects them. */
    List<@Nullable Object> row() {
        Occurrence last = trouble;
        return Arrays.asList(
                id.number(),
                id.total(),
                member(),
                state().name(),
                since,
                History.round(latency()),
                History.round(rate.perSecond()),
                reading.snapshot().backlog().events(),
                reading.snapshot().reconnectAttempts(),
                last == null ? null : last.text(),
                last == null ? 0 : last.at());
    }

    private @Nullable String member() {
        return reading.member().map(ShardTrack::shorten).orElse(null);
    }

    private static String shorten(String name) {
        return name.length() > LONGEST_MEMBER ? name.substring(0, LONGEST_MEMBER) : name;
    }

    /** All that the page shows of a single shard. */
    Map<String, Object> json() {
        GatewayStats stats = reading.stats();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("uptime", stats.uptime().toSeconds());
        facts.put("connections", stats.connections());
        facts.put("begun", stats.sessionsBegun());
        facts.put("resumed", stats.sessionsResumed());
        facts.put("lost", sum(stats.sessionsLost()));
        facts.put("replayed", stats.replayedEvents());
        facts.put("failedDials", sum(stats.failedDials()));
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
        facts.put("backlogBytes", reading.snapshot().backlog().bytes());
        facts.put("causes", named(stats.endedConnections(), Words::of));
        facts.put("dials", named(stats.failedDials(), Words::of));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("row", row());
        json.put("facts", facts);
        json.put("entries", timeline().reversed().stream().map(Occurrence::json).toList());
        return json;
    }

    private static long bound(GatewayStats stats, double part) {
        return stats.latency().quantile(part).map(Duration::toMillis).orElse(-1L);
    }

    private static <K extends Enum<K>> Map<String, Long> named(
            Map<K, Long> counts, java.util.function.Function<K, String> words) {
        Map<String, Long> named = new LinkedHashMap<>();
        if (!counts.isEmpty()) {
            new EnumMap<>(counts).forEach((key, count) -> named.put(words.apply(key), count));
        }
        return named;
    }

    static long sum(Map<?, Long> counts) {
        return counts.values().stream()
                .mapToLong((ToLongFunction<Long>) Long::longValue)
                .sum();
    }
}
