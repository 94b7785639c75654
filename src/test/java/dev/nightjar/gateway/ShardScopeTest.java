package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ShardScopeTest {

    private final ConcurrentLinkedQueue<String> trace = new ConcurrentLinkedQueue<>();
    private final CountDownLatch waiting = new CountDownLatch(1);

    @Test
    void theFirstFailureCancelsTheOthersAndIsReturned() throws Exception {
        var failure = new IOException("the wire broke");
        try (ShardScope scope = ShardScope.open("shard-3")) {
            scope.fork("reader", this::waitUntilCancelled);
            scope.fork("writer", () -> {
                waiting.await();
                throw failure;
            });

            assertThat(scope.awaitFailure()).isSameAs(failure);
        }

        assertThat(trace).containsExactly("cancelled");
    }

    @Test
    void anErrorIsAFailureToo() throws Exception {
        var failure = new AssertionError("a fault");
        try (ShardScope scope = ShardScope.open("shard-3")) {
            scope.fork("reader", () -> {
                throw failure;
            });

            assertThat(scope.awaitFailure()).isSameAs(failure);
        }
    }

    @Test
    void whereAllSucceedThereIsNoFailure() throws Exception {
        try (ShardScope scope = ShardScope.open("shard-3")) {
            scope.fork("one", () -> trace.add("one"));
            scope.fork("two", () -> trace.add("two"));

            assertThat(scope.awaitFailure()).isNull();
        }

        assertThat(trace).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void theThreadsAreVirtualAndNamedForScopeAndTask() throws Exception {
        try (ShardScope scope = ShardScope.open("shard-3")) {
            for (String task : List.of("reader", "heartbeat", "writer")) {
                scope.fork(task, () -> {
                    Thread thread = Thread.currentThread();
                    return trace.add(thread.getName() + (thread.isVirtual() ? " virtual" : " platform"));
                });
            }

            assertThat(scope.awaitFailure()).isNull();
        }

        assertThat(trace)
                .containsExactlyInAnyOrder(
                        "shard-3/reader virtual", "shard-3/heartbeat virtual", "shard-3/writer virtual");
    }

    @Test
    void anInterruptedOwnerCancelsWhatRunsWhenItCloses() throws Exception {
        Task<?> owner = Task.run(() -> {
            try (ShardScope scope = ShardScope.open("shard-3")) {
                scope.fork("reader", this::waitUntilCancelled);
                scope.awaitFailure();
            }
        });
        waiting.await();

        owner.untilItWaits().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(owner::result);
        assertThat(trace).containsExactly("cancelled");
    }

    @Test
    void anOwnerThatClosesWithoutAWaitCancelsWhatRuns() throws Exception {
        ShardScope scope = ShardScope.open("shard-3");
        scope.fork("reader", this::waitUntilCancelled);
        waiting.await();

        scope.close();

        assertThat(trace).containsExactly("cancelled");
    }

    @Test
    void noFlagIsNeeded() {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments()).doesNotContain("--enable-preview");
    }

    private Void waitUntilCancelled() throws InterruptedException {
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException e) {
            trace.add("cancelled");
            throw e;
        }
    }
}
