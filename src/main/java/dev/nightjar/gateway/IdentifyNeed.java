package dev.nightjar.gateway;

import java.util.IdentityHashMap;
import java.util.List;

/** The check that the identify queues have enough permits left for the shards that are about to start. */
final class IdentifyNeed {

    private IdentifyNeed() {}

    /**
     * Checks before the first IDENTIFY. A queue that does not know what is left is not checked.
     *
     * @throws IllegalStateException when one has fewer permits than it has shards without a session to resume
     */
    static void check(List<Shard> shards) {
        IdentityHashMap<IdentifyQueue, Integer> needs = new IdentityHashMap<>();
        for (Shard shard : shards) {
            if (shard.session().isEmpty()) {
                needs.merge(shard.config().identifyQueue(), 1, Integer::sum);
            }
        }
        needs.forEach((queue, need) -> queue.currentBudget().ifPresent(budget -> check(budget.limit(), need)));
    }

    private static void check(SessionStartLimit limit, int need) {
        if (limit.remaining() < need) {
            throw new IllegalStateException(need + " shards must identify, but only " + limit.remaining() + " of "
                    + limit.total() + " IDENTIFYs are left for the next " + limit.resetAfter()
                    + ": wait, or start fewer shards");
        }
    }
}
