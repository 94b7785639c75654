package dev.nightjar.cluster;

import dev.nightjar.cluster.ShardRecord.Holder;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of shards of totals that the bot no longer has. One member deletes them some time after the switch. Confined to the
 * steward.
 */
final class Leftovers {

    /*
     * A record is removed in two steps, each after it has stood still for a while. One that a member holds is first made
     * nobody's, so that this member, which has stood still for as long and may wake, finds that it has lost the shard. Then it is
     * deleted. Each step is a compare-and-set. The plan is read after the records: who takes a shard of a total that comes back
     * changes its record, and the step fails.
     */

    private final Lease.Terms terms;
    private final long pause; // in nanoseconds
    private @Nullable Long last; // when the records were read last
    private Map<String, Ledger.Entry> before = Map.of(); // the leftovers that were there then

    /**
     * Makes it.
     *
     * @param pause for how long a record must have stood still, and how often they are all read
     */
    Leftovers(Lease.Terms terms, Duration pause) {
        this.terms = terms;
        this.pause = pause.toNanos();
    }

    /** Removes what has stood still since the last time, if that is long ago. Deletes nothing by an older plan than was seen. */
    void remove(SeenPlan seen) throws EngineException, InterruptedException {
        long now = terms.time().nanoTime();
        Long then = last;
        if (then != null && now - then < pause) {
            return;
        }
        last = now;
        List<Ledger.Entry> entries = terms.ledger().list(ShardRecord.PREFIX);
        Optional<Ledger.Entry> stored = terms.ledger().read(PlanRecord.KEY);
        if (stored.isEmpty()) {
            return;
        }
        PlanRecord plan = PlanRecord.read(stored.get(), terms.bot());
        if (!seen.isNewerThan(Optional.of(plan))) {
            remove(entries, plan);
        }
    }

    private void remove(List<Ledger.Entry> entries, PlanRecord plan) throws EngineException, InterruptedException {
        Map<String, Ledger.Entry> left = new HashMap<>();
        for (Ledger.Entry entry : entries) {
            ShardId shard = ShardRecord.shard(entry.key());
            if (shard == null || plan.has(shard.total())) {
                continue;
            }
            if (entry.equals(before.get(entry.key()))) {
                remove(entry, shard);
            } else {
                left.put(entry.key(), entry);
            }
        }
        before = left;
    }

    private void remove(Ledger.Entry entry, ShardId shard) throws EngineException, InterruptedException {
        ShardRecord record;
        try {
            record = ShardRecord.read(entry, terms.bot(), shard);
        } catch (RefusedRecordException e) {
            return; // it is not this bot's
        }
        switch (record.holder()) {
            case Holder.Held held -> {
                ShardRecord freed = new ShardRecord(terms.bot(), shard, new Holder.Free(null), null);
                var unused = terms.ledger().write(entry.key(), freed.text(), entry.revision());
            }
            case Holder.Free free -> {
                var unused = terms.ledger().delete(entry.key(), entry.revision());
            }
        }
    }
}
