package dev.nightjar.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many heartbeats were answered in which time, in fixed buckets. Each bucket holds the latencies that are greater than the
 * bound before it and not greater than its own; the last one has no bound.
 *
 * @param counts how many answers are in each bucket: one more than {@link #BOUNDS} has bounds
 * @param total the sum of all latencies
 */
public record LatencyHistogram(List<Long> counts, Duration total) {

    /** The bounds of the buckets, the same in every version: from 10 ms to 10 s. */
    public static final List<Duration> BOUNDS = List.of(
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(75),
            Duration.ofMillis(100),
            Duration.ofMillis(150),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofMillis(500),
            Duration.ofMillis(750),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));

    /**
     * Checks and keeps the counts.
     *
     * @throws IllegalArgumentException when there are not as many as buckets
     */
    public LatencyHistogram {
        counts = List.copyOf(counts);
        if (counts.size() != BOUNDS.size() + 1) {
            throw new IllegalArgumentException("A latency histogram must have " + (BOUNDS.size() + 1)
                    + " counts, one more than it has bounds, but has " + counts.size());
        }
    }

    /** The number of the bucket that a latency is in. */
    static int bucket(long nanos) {
        int at = 0;
        while (at < BOUNDS.size() && nanos > BOUNDS.get(at).toNanos()) {
            at++;
        }
        return at;
    }

    /**
     * How many answers there are in all.
     *
     * @return the sum of the counts
     */
    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The bound below which a part of the answers came.
     *
     * @param part which part, above 0 and at most 1: 0.5 for the median, 0.99 for all but the slowest hundredth
     * @return the bound of the bucket that this answer is in; the last bound also for what is slower; empty where nothing was
     *     measured
     * @throws IllegalArgumentException when the part is out of range
     */
    public Optional<Duration> quantile(double part) {
        if (!(part > 0 && part <= 1)) {
            throw new IllegalArgumentException("A quantile must be above 0 and at most 1, but is " + part);
        }
        long count = count();
        long below = 0;
        for (int at = 0; at < counts.size(); at++) {
            below += counts.get(at);
            if (count > 0 && below >= part * count) {
                return Optional.of(BOUNDS.get(Math.min(at, BOUNDS.size() - 1)));
            }
        }
        return Optional.empty();
    }

    /**
     * The answers of both.
     *
     * @param other another histogram
     * @return the sums
     */
    public LatencyHistogram plus(LatencyHistogram other) {
        List<Long> sums = new ArrayList<>();
        for (int at = 0; at < counts.size(); at++) {
            sums.add(counts.get(at) + other.counts.get(at));
        }
        return new LatencyHistogram(sums, total.plus(other.total));
    }
}
