package dev.nightjar.gateway;

import java.util.IdentityHashMap;
import java.util.List;

/** The check that the identify queues have enough permits left for the shards that are about to start. */
final class IdentifyNeed {

    private IdentifyNeed() {}

    /**
     * Checks before the first IDENTIFY.
     *
     * @throws IllegalStateException when one has fewer permits than it has shards without a session to resume
     */
    static void check(List<Shard> shards) {
        IdentityHashMap<LocalIdentifyQueue, Integer> needs = new IdentityHashMap<>();
        for (Shard shard : shards) {
            if (shard.config().identifyQueue() instanceof LocalIdentifyQueue queue
                    && shard.session().isEmpty()) {
                needs.merge(queue, 1, Integer::sum);
            }
        }
        needs.forEach((queue, need) -> {
            SessionStartLimit limit = queue.budget().limit();
            if (limit.remaining() < need) {
                throw new IllegalStateException(need + " shards must identify, but only " + limit.remaining() + " of "
                        + limit.total() + " IDENTIFYs are left for the next " + limit.resetAfter()
                        + ": wait, or start fewer shards");
            }
        });
    }
}
