package dev.nightjar.gateway;

import java.time.Duration;

/** The vital signs of one connection, for those who only look. Safe for any thread. */
interface VitalSigns {

    Protocol.Phase phase();

    default boolean isActive() {
        return phase() == Protocol.Phase.ACTIVE;
    }

    ShardState state();

    Recovery.Reached reached();

    /**
     * Since when whoever reads has had nothing to do but wait for the next payload, or {@link Pulse#NOT_WAITING} while it is
     * at work, or waits for the user.
     */
    long waitingSince();

    /** When the last replayed event came; when the connection began if there was none. */
    long replayedAt();

    /** How many nanoseconds of the replay went by while the user's full buffer made it wait. */
    long replayWaitedForUser();

    SendBudget budget();

    /** How long one write may take. */
    Duration writeTimeout();
}
