package dev.nightjar.cluster;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest plan that a member has seen. An older one that it reads later, or none, is what a store has left that has lost writes:
 * the bot has gone on from there, and must not go back. The steward changes it; it may be read by any thread.
 */
final class SeenPlan {

    private volatile @Nullable PlanRecord newest; // written by the steward, read by all

    private long since; // when it was seen first; confined to the steward

    /** Takes in what was read, and returns the plan to follow; empty when there was never one. */
    Optional<PlanRecord> see(Optional<PlanRecord> read, long now) {
        PlanRecord known = newest;
        if (!isNewerThan(read)) {
            newest = read.orElse(null);
            boolean isSame = known != null && known.equals(newest);
            since = isSame ? since : now;
        }
        return Optional.ofNullable(newest);
    }

    /** Whether the bot is being re-sharded for longer than the plan's deadline and this time. */
    boolean isOverdue(Duration grace, long now) {
        PlanRecord known = newest;
        return known != null
                && known.next() != 0
                && now - since >= known.deadline().plus(grace).toNanos();
    }

    /** Whether this member has seen a newer plan than the one that was read. */
    boolean isNewerThan(Optional<PlanRecord> read) {
        PlanRecord known = newest;
        // Where the store has lost writes and the bot was re-sharded since, the numbers may be equal. Then the
        // stored one counts, or members that remember different ones would replace them for ever.
        return known != null && (read.isEmpty() || read.get().generation() < known.generation());
    }
}
