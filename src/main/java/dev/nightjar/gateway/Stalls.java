package dev.nightjar.gateway;

/**
 * The waits of a mailbox for space.
 *
 * @param count how many there were, with the present one
 * @param nanos how long those before the present one took
 * @param since the time at which the present one began, or {@link #NOT_WAITING}
 */
record Stalls(long count, long nanos, long since) {

    private static final long NOT_WAITING = Long.MIN_VALUE;

    static final Stalls NONE = new Stalls(0, 0, NOT_WAITING);

    /** These and one that begins now. */
    Stalls begin(long now) {
        return new Stalls(count + 1, nanos, now);
    }

    /** The same, with the present one at its end. */
    Stalls end(long now) {
        return new Stalls(count, nanosUntil(now), NOT_WAITING);
    }

    /** How long all of them took, the present one until now. */
    long nanosUntil(long now) {
        return since == NOT_WAITING ? nanos : nanos + Math.max(0, now - since);
    }
}
