package dev.nightjar.cluster;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the plan that all members have in common: writes it again where the engine has lost it, has this member's sides do
 * what it says, and decides the switch of a re-sharding. Confined to the steward, but for {@link #seen}.
 */
final class PlanKeeper {

    private final Lease.Terms terms;
    private final Lookout lookout;
    private final Sides sides;
    private final Leases leases;
    private final Duration grace; // how long whoever has begun a re-sharding may take to end it, after its deadline
    private final SeenPlan seen = new SeenPlan();
    private @Nullable Long upSince; // when all new shards were up, while they are

    PlanKeeper(Lease.Terms terms, Lookout lookout, Sides sides, Leases leases, Duration grace) {
        this.terms = terms;
        this.lookout = lookout;
        this.sides = sides;
        this.leases = leases;
        this.grace = grace;
    }

    /** The newest plan that this member has seen; it may be read by any thread. */
    SeenPlan seen() {
        return seen;
    }

    /** Does what the newest plan asks for. */
    void follow() throws EngineException, InterruptedException {
        Optional<PlanRecord> plan = newest();
        if (plan.isPresent()) {
            follow(plan.get());
        }
    }

    /** The plan to follow. If the engine has lost it, it is written again. */
    private Optional<PlanRecord> newest() throws EngineException, InterruptedException {
        Optional<PlanRecord> stored = lookout.view().plan();
        long revision = lookout.view().revision(PlanRecord.KEY);
        boolean isUnreadable = stored.isEmpty() && revision != Ledger.ABSENT;
        boolean isLost = !isUnreadable && seen.isNewerThan(stored);
        Optional<PlanRecord> newest =
                isUnreadable ? stored : seen.see(stored, terms.time().nanoTime());
        if (isLost && newest.isPresent()) {
            write(newest.get());
        }
        return newest;
    }

    /** Writes a plan in place of the one that was seen. Where another member is faster, the next look shows what it has written. */
    private void write(PlanRecord plan) throws EngineException, InterruptedException {
        var unused =
                terms.ledger().write(PlanRecord.KEY, plan.text(), lookout.view().revision(PlanRecord.KEY));
    }

    /**
     * Switches, or does what leads to a switch. Any member that sees all new shards up may decide it, and any may end a
     * re-sharding whose deadline is over: the one that has begun it is sooner, unless it is gone.
     */
    private void follow(PlanRecord plan) throws EngineException, InterruptedException {
        sides.follow(plan);
        int next = sides.nextTotal();
        if (next == 0) {
            upSince = null;
            return;
        }
        for (Lease lease : leases.all()) {
            if (!lease.isUp() && sides.isUp(lease.shard())) {
                lease.markUp();
            }
        }
        if (plan.next() != next) {
            return;
        }
        int up = lookout.seen().nextUp();
        if (areAllThere(up == next, next) || seen.isOverdue(grace, terms.time().nanoTime())) {
            write(up == next || up >= plan.enough() ? plan.switched() : plan.kept());
        }
    }

    /**
     * Whether all old and new shards were renewed since all new ones are up. Without that the old shards of a member that has
     * just died would be nobody's after the switch, and what they had still to give would be lost.
     */
    private boolean areAllThere(boolean allUp, int next) {
        if (!allUp) {
            upSince = null;
            return false;
        }
        Long since = upSince;
        if (since == null) {
            upSince = terms.time().nanoTime();
            return false;
        }
        View view = lookout.view();
        return view.isRenewed(sides.total(), since) && view.isRenewed(next, since);
    }
}
