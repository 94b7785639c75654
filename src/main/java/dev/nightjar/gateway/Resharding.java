package dev.nightjar.gateway;

import java.time.Duration;

/**
 * The rules for the switch of a fleet's loop from its old shards to new ones.
 *
 * @param deadline how long to wait for all new shards to be up with all their guilds
 * @param share which share of them is enough when the deadline has passed, above 0 and at most 1; with less the old shards
 *     stay and the new ones are closed
 * @param overlap how long the events of both are given out at the switch. An event that Discord sends to one a little earlier
 *     than to the other is then not lost, but may come twice
 */
public record Resharding(Duration deadline, double share, Duration overlap) {

    private static final Duration LONGEST = Duration.ofDays(7);

    /** Waits for all shards, or after an hour for nine in ten; has five seconds of overlap. */
    public static final Resharding DEFAULT = new Resharding(Duration.ofHours(1), 0.9, Duration.ofSeconds(5));

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when a duration is negative or longer than a week, or the share is outside of 0 to 1
     */
    public Resharding {
        check("deadline", deadline);
        check("overlap", overlap);
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, but is " + share);
        }
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be from zero to " + LONGEST + ", but is " + value);
        }
    }
}
