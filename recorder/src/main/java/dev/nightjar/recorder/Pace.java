package dev.nightjar.recorder;

/**
 * The share of a processor's time that the writer may use: how long it has to rest after what it has done. While it has little to
 * do it saves up to a fifth of a second for a burst. Confined to one thread.
 */
final class Pace {

    private static final double BURST_NANOS = 2e8;

    // Shorter rests cost more than they spare.
    private static final double LEAST_REST_NANOS = 2e6;

    private final double share;
    private double credit = BURST_NANOS;
    private long last;

    /** A share of one processor, counted from now on. */
    Pace(double share, long now) {
        this.share = share;
        this.last = now;
    }

    /**
     * Counts the time since the last call.
     *
     * @param worked whether it was work, and not a wait
     * @return how long to rest now; 0 for not at all
     */
    long count(long now, boolean worked) {
        double passed = now - last;
        last = now;
        credit = Math.min(BURST_NANOS, credit + passed * share - (worked ? passed : 0));
        double rest = credit < 0 ? -credit / share : 0;
        return rest < LEAST_REST_NANOS ? 0 : (long) rest;
    }
}
