package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Payload;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The login of a connection that has no session to resume: after HELLO it gets a permit from the user's identify queue and asks
 * for IDENTIFY. A subtask of its own, so that beats and reading go on while the queue makes it wait.
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
     * The queue is the user's code, and may not heed interrupts: so it is asked in another thread, which is left behind when it
     * has not ended the close timeout after an interrupt. One that heeds them spends no permit.
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
