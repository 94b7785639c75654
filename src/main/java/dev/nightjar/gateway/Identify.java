package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Payload;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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
        outbox.handshake(PayloadWriter.identify(shard.config(), shard.id()));
    }

    /**
     * Waits for a permit. The queue is the user's code and may ignore interrupts, so another thread calls it. That thread is
     * abandoned when it has not ended within the close timeout after an interrupt. A queue that ends its wait at an interrupt
     * spends no permit.
     */
    private void acquirePermit() throws Ending.Signal, InterruptedException {
        FutureTask<Boolean> permit = new FutureTask<>(() -> {
            shard.config().identifyQueue().acquire(shard.id());
            return true;
        });
        Thread thread = Thread.ofVirtual()
                .name("shard-" + shard.id().number() + "/permit")
                .start(permit);
        try {
            permit.get();
        } catch (ExecutionException e) {
            throw Ending.resumable(Ending.Kind.FAULT, "the identify queue failed: " + e.getCause(), Payload.EMPTY)
                    .signal(e);
        } catch (InterruptedException e) {
            permit.cancel(true);
            var unused = thread.join(shard.config().closeTimeout());
            throw e;
        }
    }
}
