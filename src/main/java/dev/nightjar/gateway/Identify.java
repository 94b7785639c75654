package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Payload;
import java.util.concurrent.CountDownLatch;

/**
 * The subtask that identifies, in a connection that has no session to resume. After HELLO it gets a permit from the identify
 * queue and asks the writer for IDENTIFY. Beats and reading go on while the queue makes it wait.
 */
final class Identify {

    private final ShardContext shard;
    private final Outbox outbox;
    private final CountDownLatch greeted;

    Identify(ShardContext shard, Outbox outbox, CountDownLatch greeted) {
        this.shard = shard;
        this.outbox = outbox;
        this.greeted = greeted;
    }

    void run() throws Ending.Signal, InterruptedException {
        greeted.await();
        acquirePermit();
        outbox.handshake(PayloadWriter.identify(
                shard.config(), shard.id(), shard.presence().identify()));
    }

    private void acquirePermit() throws Ending.Signal, InterruptedException {
        Throwable failure = shard.permits()
                .acquire(
                        shard.config().closeTimeout(),
                        () -> shard.mailbox().notice(shard.permits().explain()));
        if (failure != null) {
            throw Ending.resumable(
                            Cause.IDENTIFY_QUEUE_FAILED,
                            "the identify queue of the configuration failed: " + Excerpt.of(failure),
                            Payload.EMPTY)
                    .signal(failure);
        }
    }
}
