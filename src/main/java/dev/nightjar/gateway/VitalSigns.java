package dev.nightjar.gateway;

import java.time.Duration;

/** The read-only view of one connection's {@link Vitals}. Safe for any thread. */
interface VitalSigns {

    Protocol.Phase phase();

    default boolean isActive() {
        return phase() == Protocol.Phase.ACTIVE;
    }

    ShardState state();

    Recovery.Reached reached();

    /**
     * The time since which the reader has only waited for the next payload, or {@link Pulse#NOT_WAITING} while it has work or
     * waits for the user.
     */
    long waitingSince();

    /** The time of the last replayed event, or of the beginning of the connection if there was none. */
    long replayedAt();

    /** The nanoseconds that hand-overs before READY or RESUMED have taken, because the user's buffer was full; with the present one. */
    long waitedForUser();

    SendBudget budget();

    /** Whether a part of the first message has come, and not the whole. */
    boolean isCutShort();

    /** How long one write may take. */
    Duration writeTimeout();
}
