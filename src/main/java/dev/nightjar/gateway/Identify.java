package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.jfr.Flight;
import dev.nightjar.gateway.jfr.PermitWaitEvent;
import java.util.concurrent.CountDownLatch;

/**
 * The subtask that identifies, in a connection that has no session to resume. After HELLO it gets a permit from the identify
 * queue and asks the writer for IDENTIFY. Beats and reading go on while the queue makes it wait.
 */
final class Identify {

    private final ShardContext shard;
    private final Outbox outbox;
    private final CountDownLatch greeted;
    private final Handshake handshake;

    Identify(ShardContext shard, Outbox outbox, CountDownLatch greeted, Handshake handshake) {
        this.shard = shard;
        this.outbox = outbox;
        this.greeted = greeted;
        this.handshake = handshake;
    }

    void run() throws Ending.Signal, InterruptedException {
        greeted.await();
        acquirePermit();
        handshake.identifies();
        outbox.handshake(PayloadWriter.identify(
                shard.config(), shard.id(), shard.presence().identify()));
    }

    private void acquirePermit() throws Ending.Signal, InterruptedException {
        PermitWaitEvent event =
                Flight.permitWait(shard.id().number(), shard.id().total());
        String outcome = "ABANDONED";
        Throwable failure;
        try {
            failure = shard.permits()
                    .acquire(
                            shard.config().closeTimeout(),
                            () -> shard.mailbox().notice(shard.permits().explain()));
            outcome = failure == null ? "GRANTED" : "FAILED";
        } finally {
            if (event != null) {
                event.finish(outcome);
            }
        }
        if (failure != null) {
            throw Ending.resumable(
                            Cause.IDENTIFY_QUEUE_FAILED,
                            "the identify queue of the configuration failed: " + Excerpt.of(failure),
                            Payload.EMPTY)
                    .signal(failure);
        }
    }
}
