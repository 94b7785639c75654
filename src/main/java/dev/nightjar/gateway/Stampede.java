package dev.nightjar.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections that have ended lately, of all shards that share a configuration. Where many end together, as when a router
 * restarts, their dials are spread out; a shard whose connection ends alone does not wait. Safe for any thread.
 */
final class Stampede {

    /** Connections that end within this time have ended together. */
    private static final long TOGETHER = Duration.ofSeconds(2).toNanos();

    /** So many may dial at once. */
    static final int FREE = 4;

    /** The time over which each further dial is spread out, up to the longest. */
    static final Duration EACH = Duration.ofMillis(50);

    static final Duration LONGEST = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<ShardId, Long> ends = new LinkedHashMap<>(); // by age; guarded by lock

    /**
     * Notes that a connection has ended, and returns how long its shard should wait at least before it dials.
     *
     * @param shard the shard; one that ends again and again counts once
     * @param now the time, on the clock of {@link Time#nanoTime()}
     * @param random from 0 to 1
     */
    Duration ended(ShardId shard, long now, double random) {
        lock.lock();
        try {
            ends.values().removeIf(end -> now - end > TOGETHER);
            ends.remove(shard);
            ends.put(shard, now);
            long crowd = Math.min(ends.size() - FREE, LONGEST.dividedBy(EACH));
            return crowd <= 0 ? Duration.ZERO : Duration.ofNanos((long) (EACH.toNanos() * crowd * random));
        } finally {
            lock.unlock();
        }
    }
}
