package dev.nightjar.console;

import dev.nightjar.console.Occurrence.Kind;
import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardState;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a console knows of a shard: the newest reading, and the timeline that it has made of the differences between the
 * readings. Confined to one thread at a time.
 */
final class ShardTrack {

    private static final double WINDOW = 5; // seconds, of the rate that a cell shows
    private static final int LONGEST_MEMBER = 100;

    private final ShardId id;
    private final String key;
    private final Timeline timeline;

    private ShardReading reading;
    private long lookedAt;
    private long since;
    private Rate rate = new Rate(WINDOW);
    private @Nullable Occurrence open; // the end of a connection that nothing has followed yet
    private long replayedBefore;

    // What the last look has brought.
    private long ended;
    private long received;
    private List<@Nullable Object> row = List.of();

    ShardTrack(ShardReading first, long now, LongSupplier ids) {
        this.id = first.snapshot().id();
        this.key = id.toString();
        this.timeline = new Timeline(key, ids);
        this.reading = first;
        this.lookedAt = now;
        this.since = now;
        timeline.add(now, Kind.SEEN, "", "first seen, " + state().name(), false);
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
        return timeline.changes();
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
        return timeline.entries();
    }

    /** Takes a look, and finds out what has happened since the one before. */
    void look(ShardReading next, long now) {
        GatewayStats before = reading.stats();
        GatewayStats after = next.stats();
        ShardState was = state();
        timeline.settle();
        boolean hasMoved = !next.member().equals(reading.member());
        boolean isAnew = after.uptime().compareTo(before.uptime()) < 0 || after.connections() < before.connections();
        if (hasMoved || isAnew) {
            timeline.add(now, Kind.SEEN, "", hasMoved ? place(next) : "started again", false);
        }
        if (isAnew) {
            before = GatewayStats.NONE;
            rate = new Rate(WINDOW);
            open = null;
            replayedBefore = 0;
        }
        reading = next;
        received = Math.max(0, ShardFacts.sum(after.dispatches()) - ShardFacts.sum(before.dispatches()));
        rate.add(received, Math.max(0, now - lookedAt) / 1_000.0); // clocks are put back, too
        lookedAt = now;
        dials(before, after, now);
        ends(before, after, now);
        sessions(before, after, now);
        if (after.stalls() > before.stalls()) {
            timeline.stall(now);
        }
        if (after.commandsLost() > before.commandsLost()) {
            long lost = after.commandsLost() - before.commandsLost();
            timeline.add(
                    now,
                    Kind.COMMANDS_LOST,
                    "",
                    Words.count(lost, "command was", "commands were") + " never sent",
                    true);
        }
        if (state() != was) {
            since = now;
            boolean isFailed = state() == ShardState.FAILED;
            timeline.add(now, Kind.STATE, state().name(), isFailed ? "failed for good" : "", isFailed);
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
                timeline.add(now, Kind.DIAL_FAILED, reason.name(), Words.times(Words.of(reason), more), true);
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
                open = timeline.add(
                        now, Kind.ENDED, cause.name(), Words.times(Words.of(cause), more), Words.isTrouble(cause));
                replayedBefore = before.replayedEvents();
            }
        });
    }

    private void sessions(GatewayStats before, GatewayStats after, long now) {
        after.sessionsLost().forEach((Disconnected.Cause cause, Long count) -> {
            if (count > before.sessionsLost().getOrDefault(cause, 0L)) {
                timeline.add(now, Kind.SESSION_LOST, cause.name(), "session lost", true);
            }
        });
        String later = open == null ? "" : " after " + Words.duration(now - open.at());
        if (after.sessionsResumed() > before.sessionsResumed()) {
            long replayed = after.replayedEvents() - (open == null ? before.replayedEvents() : replayedBefore);
            String text = "resumed" + later + ", " + replayed + " replayed";
            timeline.add(now, Kind.RESUMED, "", text, false);
            follow(text);
        }
        if (after.sessionsBegun() > before.sessionsBegun()) {
            String text = "new session" + later;
            timeline.add(now, Kind.READY, "", text, false);
            follow(text);
        }
    }

    /** What is known beyond the counters of a connection that has ended. */
    boolean explainEnd(FlightDetails.Ended told) {
        return timeline.explainEnd(told);
    }

    /** What a flight recording says about a wait for a permit. */
    void addPermitWait(FlightDetails.Waited detail) {
        String text = "waited " + Words.duration(detail.lasted()) + " for the permit to identify";
        timeline.add(detail.at(), Kind.PERMIT, detail.outcome(), text, false);
    }

    private void follow(String words) {
        Occurrence end = open;
        open = null;
        if (end != null) {
            timeline.follow(end, words);
        }
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
        Occurrence last = timeline.trouble();
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
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("row", row());
        json.put("facts", ShardFacts.of(reading.stats()));
        json.put("entries", timeline().reversed().stream().map(Occurrence::json).toList());
        return json;
    }
}
