package dev.nightjar.gateway;

import dev.nightjar.gateway.event.IdentifyDelayed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A shard's requests to its identify queue, one at a time. The queue is the user's code and may ignore interrupts, so each request
 * has a thread of its own. Confined to the subtasks that identify, of which a shard has one at a time.
 */
final class Permits {

    private static final Duration PROMPT = Duration.ofSeconds(1);

    private final IdentifyQueue queue;
    private final ShardId shard;

    // The request that was abandoned and has not ended: the next connection waits for that one, so that a queue that
    // hangs
    // holds one thread of a shard, and gives out one permit.
    private @Nullable Request pending;

    Permits(IdentifyQueue queue, ShardId shard) {
        this.queue = queue;
        this.shard = shard;
    }

    private final class Request implements Runnable {

        private final Thread thread =
                Thread.ofVirtual().name("shard-" + shard.number() + "/permit").unstarted(this);

        // Written by its own thread, read after the end of that.
        private @Nullable Throwable failure;

        @Override
        public void run() {
            try {
                queue.acquire(shard);
            } catch (InterruptedException | RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    /** Why the permit does not come. */
    IdentifyDelayed explain() {
        try {
            return queue.explain(shard);
        } catch (RuntimeException e) {
            // The queue is the user's code. What is wrong with it shows when it is asked for the permit.
            return new IdentifyDelayed(IdentifyDelayed.Reason.UNKNOWN, Duration.ZERO);
        }
    }

    /**
     * Waits for a permit. After an interrupt the request is abandoned when it has not ended within the patience; a queue that
     * ends its wait at an interrupt spends no permit.
     *
     * @param whenDelayed what is run once when the permit has not come within a second
     * @return why there is none, or null when there is one
     */
    @Nullable
    Throwable acquire(Duration patience, Runnable whenDelayed) throws InterruptedException {
        Request request = pending;
        if (request == null) {
            request = new Request();
            request.thread.start();
            pending = request;
        }
        try {
            if (!request.thread.join(PROMPT)) {
                whenDelayed.run();
                request.thread.join();
            }
        } catch (InterruptedException e) {
            request.thread.interrupt();
            if (request.thread.join(patience)) {
                pending = null;
            }
            throw e;
        }
        pending = null;
        return request.failure;
    }
}
