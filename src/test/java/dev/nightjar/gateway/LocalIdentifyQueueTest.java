package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class LocalIdentifyQueueTest {

    private static final Duration SPACING = LocalIdentifyQueue.SPACING;

    private final FakeTime time = new FakeTime();

    @Test
    void thePermitsAreFiveSecondsApartWithAMargin() throws Exception {
        var queue = new LocalIdentifyQueue(1, time);
        List<Long> grants = new ArrayList<>();
        long start = time.nanoTime();
        for (int number = 0; number < 4; number++) {
            queue.acquire(new ShardId(number, 4));
            grants.add(Duration.ofNanos(time.nanoTime() - start).toMillis());
        }

        assertThat(grants).containsExactly(0L, 5_250L, 10_500L, 15_750L);
    }

    @Test
    void theSameShardWaitsForItselfToo() throws Exception {
        var queue = new LocalIdentifyQueue(1, time);

        queue.acquire(ShardId.ONE);
        time.advance(Duration.ofSeconds(2));
        queue.acquire(ShardId.ONE);

        assertThat(time.slept()).containsExactly(Duration.ofMillis(3_250));
    }

    @Test
    void afterAnIdleTimeAPermitIsFreeAtOnce() throws Exception {
        var queue = new LocalIdentifyQueue(1, time);

        queue.acquire(ShardId.ONE);
        time.advance(SPACING);
        queue.acquire(ShardId.ONE);
        time.advance(Duration.ofDays(1));
        queue.acquire(ShardId.ONE);

        assertThat(time.slept()).isEmpty();
    }

    @Test
    void bucketsDoNotWaitForEachOther() throws Exception {
        var queue = new LocalIdentifyQueue(2, time);

        queue.acquire(new ShardId(0, 4));
        queue.acquire(new ShardId(1, 4));
        assertThat(time.slept()).isEmpty();

        queue.acquire(new ShardId(2, 4));
        queue.acquire(new ShardId(3, 4));
        assertThat(time.slept()).containsExactly(SPACING);
    }

    @Test
    void inABucketWhoComesFirstIsServedFirst() throws Exception {
        var queue = new LocalIdentifyQueue(1, time);
        var gate = new CountDownLatch(1);
        var served = new ConcurrentLinkedQueue<String>();
        time.whileSleeping(duration -> {
            served.add(Thread.currentThread().getName());
            gate.await();
        });
        queue.acquire(ShardId.ONE);

        List<Task<?>> waiting = new ArrayList<>();
        for (String name : List.of("first", "second", "third", "fourth")) {
            waiting.add(Task.run(name, () -> queue.acquire(ShardId.ONE)).untilItWaits());
        }
        gate.countDown();
        for (Task<?> task : waiting) {
            task.result();
        }

        assertThat(served).containsExactly("first", "second", "third", "fourth");
        assertThat(time.slept()).containsExactly(SPACING, SPACING, SPACING, SPACING);
    }

    @Test
    void anInterruptedWaitSpendsNoPermit() throws Exception {
        var queue = new LocalIdentifyQueue(1, time);
        queue.acquire(ShardId.ONE);
        time.whileSleeping(duration -> Thread.currentThread().interrupt());
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> queue.acquire(ShardId.ONE));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        time.whileSleeping(duration -> {});
        time.advance(SPACING);
        queue.acquire(ShardId.ONE);

        assertThat(time.slept()).isEmpty();
    }

    @Test
    void whoIsInterruptedInTheQueueLeavesItsPlaceToTheNext() throws Exception {
        var queue = new LocalIdentifyQueue(1, time);
        var gate = new CountDownLatch(1);
        time.whileSleeping(duration -> gate.await());
        queue.acquire(ShardId.ONE);
        Task<?> first = Task.run(() -> queue.acquire(ShardId.ONE)).untilItWaits();
        Task<?> gone = Task.run(() -> queue.acquire(ShardId.ONE)).untilItWaits();
        Task<?> last = Task.run(() -> queue.acquire(ShardId.ONE)).untilItWaits();

        gone.interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(gone::result);
        gate.countDown();
        first.result();
        last.result();

        assertThat(time.slept()).containsExactly(SPACING, SPACING);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aConcurrencyBelowOneIsRefused(int maxConcurrency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalIdentifyQueue.of(maxConcurrency))
                .withMessage("max_concurrency must be at least 1, but is " + maxConcurrency);
    }
}
