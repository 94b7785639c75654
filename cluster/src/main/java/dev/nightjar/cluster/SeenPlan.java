package dev.nightjar.cluster;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest plan that a member has seen. An older one that it reads later, or none, is what a store has left that has lost writes:
 * the bot has gone on from there, and must not go back. The steward changes it; it may be read by any thread.
 */
final class SeenPlan {

    private volatile @Nullable PlanRecord newest; // written by the steward, read by all

    /** Takes in what was read, and returns the plan to follow; empty when there was never one. */
    Optional<PlanRecord> see(Optional<PlanRecord> read) {
        if (!isNewerThan(read)) {
            newest = read.orElse(null);
        }
        return Optional.ofNullable(newest);
    }

    /** Whether this member has seen a newer plan than the one that was read. */
    boolean isNewerThan(Optional<PlanRecord> read) {
        PlanRecord known = newest;
        // Where the store has lost writes and the bot was re-sharded since, the numbers may be equal. Then the stored one counts,
        // or members that remember different ones would replace them for ever.
        return known != null
                && (read.isEmpty() || read.get().generation() < known.generation());
    }
}
