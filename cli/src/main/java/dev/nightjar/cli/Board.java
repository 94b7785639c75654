package dev.nightjar.cli;

import dev.nightjar.gateway.ShardState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The shards as a table. Pure.
 *
 * @param sort the order of the rows
 * @param most how many rows are shown
 * @param colours whether colours may be used
 */
record Board(BoardSort sort, int most, boolean colours) {

    private static final String HEAD = String.format(
            "%-9s %-12s %9s %9s %8s %10s %12s",
            "SHARD", "STATE", "LATENCY", "EVENTS/S", "BACKLOG", "RECONNECTS", "FAILED DIALS");

    /** The lines of the table, the sum first. */
    List<String> lines(List<BoardRow> rows, Duration uptime) {
        List<String> lines = new ArrayList<>();
        lines.add(sum(rows, uptime));
        lines.add(Paint.BOLD.on(HEAD, colours));
        rows.stream().sorted(sort.order()).limit(most).map(this::line).forEach(lines::add);
        if (rows.size() > most) {
            lines.add("and " + Words.count(rows.size() - most, "other"));
        }
        return lines;
    }

    private static String sum(List<BoardRow> rows, Duration uptime) {
        Map<ShardState, Integer> states = new EnumMap<>(ShardState.class);
        rows.forEach(row -> states.merge(row.state(), 1, Integer::sum));
        String counted = states.entrySet().stream()
                .map(entry -> Words.number(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        double rate = rows.stream().mapToDouble(BoardRow::rate).sum();
        return Words.count(rows.size(), "shard") + ": " + counted + "; "
                + String.format(Locale.ROOT, "%,.1f", rate) + " events/s; up "
                + Words.time(Duration.ofSeconds(uptime.toSeconds()));
    }

    private String line(BoardRow row) {
        String state = String.format("%-12s", row.state());
        return String.format("%-9s ", row.shard())
                + paint(row.state()).on(state, colours)
                + String.format(
                        Locale.ROOT,
                        " %9s %9.1f %8d %10d %12d",
                        row.latency().map(Words::time).orElse("-"),
                        row.rate(),
                        row.backlog(),
                        row.reconnects(),
                        row.failedDials());
    }

    private static Paint paint(ShardState state) {
        return switch (state) {
            case ACTIVE -> Paint.GREEN;
            case CONNECTING, IDENTIFYING, RESUMING -> Paint.YELLOW;
            case DISCONNECTED, FAILED -> Paint.RED;
            case CLOSED -> Paint.FAINT;
        };
    }
}
