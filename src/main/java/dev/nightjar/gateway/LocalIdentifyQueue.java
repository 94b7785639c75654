package dev.nightjar.gateway;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * An identify queue for the shards of one process: one IDENTIFY per bucket in five seconds, first come, first served. Safe
 * for any thread.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#sharding-max-concurrency">Discord: Max Concurrency</a>
 */
public final class LocalIdentifyQueue implements IdentifyQueue {

    /** Discord's five seconds and a margin, as what counts is when the IDENTIFY arrives. */
    static final Duration SPACING = Duration.ofMillis(5_250);

    private final Bucket[] buckets;
    private final Time time;

    LocalIdentifyQueue(int maxConcurrency, Time time) {
        if (maxConcurrency < 1) {
            throw new IllegalArgumentException("max_concurrency must be at least 1, but is " + maxConcurrency);
        }
        this.time = time;
        this.buckets =
                IntStream.range(0, maxConcurrency).mapToObj(i -> new Bucket()).toArray(Bucket[]::new);
    }

    /**
     * A queue for a bot with this concurrency.
     *
     * @param maxConcurrency max_concurrency of GET /gateway/bot, 1 for most bots
     * @return a new queue; its first permits are free at once
     * @throws IllegalArgumentException when it is below 1
     */
    public static LocalIdentifyQueue of(int maxConcurrency) {
        return new LocalIdentifyQueue(maxConcurrency, Time.SYSTEM);
    }

    @Override
    public void acquire(ShardId id) throws InterruptedException {
        buckets[id.number() % buckets.length].acquire();
    }

    /** The shards with the same number modulo max_concurrency. */
    private final class Bucket {

        /** Whose turn it is. Only its holder touches the fields below. */
        private final Semaphore turn = new Semaphore(1, true);

        private boolean used;
        private long lastGrant;

        void acquire() throws InterruptedException {
            turn.acquire();
            try {
                long wait = used ? lastGrant + SPACING.toNanos() - time.nanoTime() : 0;
                if (wait > 0) {
                    time.sleep(Duration.ofNanos(wait));
                }
                used = true;
                lastGrant = time.nanoTime();
            } finally {
                turn.release();
            }
        }
    }
}
