package dev.nightjar.recorder;

import java.time.Duration;
import java.time.Instant;

/**
 * How much faster than it was recorded something is replayed. Pure.
 *
 * @param factor 1 for as fast as it was recorded; infinite for as fast as it goes
 */
record Pacing(double factor) {

    static final Pacing NONE = new Pacing(Double.POSITIVE_INFINITY);

    /** How long to wait in the replay for what came so much later in the recording. */
    long nanos(Instant from, Instant to) {
        double nanos = Duration.between(from, to).toMillis() * 1e6 / factor;
        return Math.max(0, (long) nanos);
    }
}
