package dev.nightjar.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last hour of a fleet, in steps of five seconds. Confined to one thread at a time. */
final class History {

    static final long STEP = 5_000; // milliseconds
    static final int POINTS = 720; // an hour

    private final List<Point> points = new ArrayList<>(POINTS);

    // The step that is not over yet.
    private long from;
    private long events;
    private double seconds;
    private long reconnects;
    private long backlog;

    /**
     * A step.
     *
     * @param at its end, in seconds of the epoch
     * @param rate events a second
     * @param median the latency that half of the shards have at most, in milliseconds; null while none is known
     * @param slowest the latency that all but a hundredth have at most
     * @param reconnects how many connections have ended
     * @param backlog the most that waited for the loop
     */
    record Point(
            double at,
            double rate,
            @Nullable Double median,
            @Nullable Double slowest,
            long reconnects,
            long backlog) {

        List<@Nullable Object> json() {
            return Arrays.asList(at, rate, median, slowest, reconnects, backlog);
        }
    }

    /**
     * Adds a look.
     *
     * @param now the time of the look, in milliseconds of the epoch
     * @param more the events since the look before
     * @param lasting how many seconds ago that was
     * @param ended the connections that have ended since then
     * @param waiting what waits for the loop
     * @param latencies what the active shards have measured last, in milliseconds
     * @return the step that is over, if one is
     */
    @Nullable
    Point add(long now, long more, double lasting, long ended, long waiting, double[] latencies) {
        if (from == 0 || now < from) { // the clock was put back: what is ahead of it would be drawn in the future
            from = now;
            points.removeIf(point -> point.at() * 1_000 > (double) now);
        }
        events += more;
        seconds += lasting;
        reconnects += ended;
        backlog = Math.max(backlog, waiting);
        if (now - from < STEP) {
            return null;
        }
        Point point = new Point(
                now / 1_000.0,
                round(seconds == 0 ? 0 : (double) events / seconds),
                quantile(latencies, 0.5),
                quantile(latencies, 0.99),
                reconnects,
                backlog);
        if (points.size() == POINTS) {
            points.removeFirst();
        }
        points.add(point);
        from = now;
        events = 0;
        seconds = 0;
        reconnects = 0;
        backlog = 0;
        return point;
    }

    /** How many connections have ended within the hour. */
    long reconnects() {
        return points.stream().mapToLong(Point::reconnects).sum() + reconnects;
    }

    List<List<@Nullable Object>> json() {
        return points.stream().map(Point::json).toList();
    }

    static @Nullable Double quantile(double[] values, double part) {
        if (values.length == 0) {
            return null;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return round(sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)]);
    }

    /** One digit is enough, and saves bytes. */
    static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
