package dev.nightjar.cluster;

import dev.nightjar.gateway.Resharding;
import java.time.Duration;
import java.util.Optional;

/** The changes of the plan that all members have in common. Safe for any thread. */
final class Plans {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Lease.Terms terms;
    private final Sides sides;
    private final Steward steward;

    Plans(Lease.Terms terms, Sides sides, Steward steward) {
        this.terms = terms;
        this.sides = sides;
        this.steward = steward;
    }

    /** Plans another total, and waits until this member has switched to it. */
    void reshard(int total, Resharding how) throws EngineException, InterruptedException {
        begin(total, how);
        long deadline = terms.time().nanoTime() + how.deadline().toNanos();
        boolean decided = false;
        while (sides.total() != total) {
            steward.hurry();
            Thread.sleep(PAUSE);
            if (!decided && terms.time().nanoTime() - deadline >= 0) {
                decide(total, how);
                decided = true;
            }
            checkGoesOn(total);
        }
    }

    private void begin(int total, Resharding how) throws EngineException, InterruptedException {
        while (true) {
            Ledger.Entry entry = entry();
            PlanRecord plan = PlanRecord.read(entry, terms.bot());
            if (plan.total() == total && plan.next() == 0) {
                throw new ClusterException("The bot has " + total + " shards already");
            }
            if (plan.total() == total || plan.next() == total) {
                return; // it is on its way
            }
            if (plan.next() != 0) {
                throw new ClusterException("The bot is being re-sharded to " + plan.next() + " shards already");
            }
            if (write(entry, plan.toward(total, how))) {
                return;
            }
        }
    }

    /** Fails when somebody has given it up, or this member will not see it. */
    private void checkGoesOn(int total) throws EngineException, InterruptedException {
        if (steward.isEnded()) {
            throw new ClusterException(
                    "This member leaves, and the others go on with the re-sharding to " + total + " shards");
        }
        PlanRecord plan = PlanRecord.read(entry(), terms.bot());
        if (plan.next() != total && plan.total() != total) {
            throw new ClusterException("The re-sharding to " + total + " shards was given up by another member");
        }
    }

    /** Switches although not all new shards are up, if enough of them are; otherwise gives it up. */
    private void decide(int total, Resharding how) throws EngineException, InterruptedException {
        int up = steward.seen().nextUp();
        boolean enough = up >= how.share() * total;
        while (true) {
            Ledger.Entry entry = entry();
            PlanRecord plan = PlanRecord.read(entry, terms.bot());
            if (plan.total() == total) {
                return;
            }
            if (plan.next() != total || write(entry, enough ? plan.switched() : plan.kept())) {
                break;
            }
        }
        if (!enough) {
            throw new ClusterException("Only " + up + " of " + total + " new shards were up after " + how.deadline()
                    + ", and the old ones stay. Give it a longer deadline or a smaller share, and keep a loop over the"
                    + " events of each member running");
        }
    }

    /** The stored plan. After the engine has lost writes it waits until the steward has written the newest one again. */
    private Ledger.Entry entry() throws EngineException, InterruptedException {
        while (true) {
            Optional<Ledger.Entry> entry = terms.ledger().read(PlanRecord.KEY);
            Optional<PlanRecord> stored = Optional.empty();
            if (entry.isPresent()) {
                stored = Optional.of(PlanRecord.read(entry.get(), terms.bot()));
            }
            if (entry.isPresent() && !steward.seenPlan().isNewerThan(stored)) {
                return entry.get();
            }
            if (steward.isEnded()) {
                throw new ClusterException(
                        "The engine has lost the newest plan of this cluster, and this member leaves");
            }
            steward.hurry();
            Thread.sleep(PAUSE);
        }
    }

    private boolean write(Ledger.Entry replaced, PlanRecord plan) throws EngineException, InterruptedException {
        return terms.ledger()
                .write(PlanRecord.KEY, plan.text(), replaced.revision())
                .isPresent();
    }
}
