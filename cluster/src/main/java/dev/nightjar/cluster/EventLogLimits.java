package dev.nightjar.cluster;

import java.time.Duration;

/**
 * How much an {@link EventLog} keeps. Beyond each limit the oldest events are dropped.
 *
 * @param maxAge how long an event is kept
 * @param maxBytes how many bytes are kept
 * @param deduplication how long a second event with the same id is refused
 */
public record EventLogLimits(Duration maxAge, long maxBytes, Duration deduplication) {

    /** A day, 1 GB, ten minutes. */
    public static final EventLogLimits DEFAULT =
            new EventLogLimits(Duration.ofDays(1), 1_000_000_000, Duration.ofMinutes(10));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException when one is not positive, or events are deduplicated for longer than they are kept
     */
    public EventLogLimits {
        if (!maxAge.isPositive() || maxBytes <= 0 || !deduplication.isPositive()) {
            throw new IllegalArgumentException("Each limit of an event log must be positive: " + maxAge + ", "
                    + maxBytes + " bytes, " + deduplication);
        }
        if (deduplication.compareTo(maxAge) > 0) {
            throw new IllegalArgumentException(
                    "Ids cannot be remembered for " + deduplication + " where events are kept for " + maxAge + " only");
        }
    }
}
