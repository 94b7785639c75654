package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class LocalIdentifyQueueTest {

    private static final Duration SPACING = LocalIdentifyQueue.SPACING;
    private static final Duration NONE = Duration.ZERO;
    private static final Duration BLINK = Duration.ofMillis(1);

    private final FakeTime time = new FakeTime();
    private final BlockingQueue<Integer> served = new LinkedBlockingQueue<>();
    private final List<Task<?>> started = new ArrayList<>();

    @AfterEach
    void leaveNobodyWaiting() {
        started.forEach(Task::interrupt);
    }

    @Test
    void thePermitsAreFiveSecondsApartWithAMargin() throws Exception {
        var queue = queue(1);
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
        var queue = queue(1);

        queue.acquire(ShardId.ONE);
        time.advance(Duration.ofSeconds(2));
        queue.acquire(ShardId.ONE);

        assertThat(time.slept()).containsExactly(Duration.ofMillis(3_250));
    }

    @Test
    void afterAnIdleTimeAPermitIsFreeAtOnce() throws Exception {
        var queue = queue(1);

        queue.acquire(ShardId.ONE);
        time.advance(SPACING);
        queue.acquire(ShardId.ONE);
        time.advance(Duration.ofDays(1));
        queue.acquire(ShardId.ONE);

        assertThat(time.slept()).isEmpty();
    }

    @Test
    void bucketsDoNotWaitForEachOther() throws Exception {
        var queue = queue(2);

        queue.acquire(new ShardId(0, 4));
        queue.acquire(new ShardId(1, 4));
        assertThat(time.slept()).isEmpty();

        queue.acquire(new ShardId(2, 4));
        queue.acquire(new ShardId(3, 4));
        assertThat(time.slept()).containsExactly(SPACING);
    }

    @Test
    void aSpentBudgetMakesWaitForItsReset() throws Exception {
        var queue = queue(new SessionStartLimit(1_000, 0, Duration.ofSeconds(60), 1));

        queue.acquire(ShardId.ONE);

        assertThat(time.slept()).containsExactly(Duration.ofSeconds(60));
        assertThat(queue.budget().limit().remaining()).isEqualTo(999);
    }

    @Test
    void aDayBeginsWithTheFirstPermitAndGivesAllOfThemAgain() throws Exception {
        var queue = queue(new SessionStartLimit(3, 3, NONE, 1));
        time.advance(Duration.ofDays(5));
        long start = time.nanoTime();

        for (int i = 0; i < 4; i++) {
            queue.acquire(ShardId.ONE);
        }

        assertThat(Duration.ofNanos(time.nanoTime() - start)).isEqualTo(Duration.ofDays(1));
        assertThat(queue.budget()).isEqualTo(new IdentifyBudget(new SessionStartLimit(3, 2, Duration.ofDays(1), 1), 0));
    }

    @Test
    void inNoFiveSecondsMoreIdentifyThanAllowedWhateverTheUpdates() throws Exception {
        var queue = queue(4);
        long start = time.nanoTime();
        List<Long> grants = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            queue.acquire(new ShardId(i % 16, 16));
            grants.add(Duration.ofNanos(time.nanoTime() - start).toMillis());
            if (i % 10 == 0) {
                queue.update(new SessionStartLimit(1_000, 900, NONE, 1 + i % 4));
            }
        }

        assertThat(grants)
                .allSatisfy(at -> assertThat(grants.stream()
                                .filter(other -> other >= at && other < at + 5_000)
                                .count())
                        .isLessThanOrEqualTo(4));
    }

    @Test
    void inABucketWhoComesFirstIsServedFirst() throws Exception {
        var queue = queue(1);
        time.standStill();
        queue.acquire(ShardId.ONE);
        List<Task<?>> waiting = waiting(queue, 3, 1, 2, 0);

        for (int number : List.of(3, 1, 2, 0)) {
            servesNothing();
            time.advance(SPACING);
            assertThat(next()).isEqualTo(number);
        }
        for (Task<?> task : waiting) {
            task.result();
        }
    }

    @Test
    void shardsZeroAndOneIdentifyAtOnceAndTwoAndThreeFiveSecondsLaterWithAConcurrencyOfTwo() throws Exception {
        var queue = queue(2);
        time.standStill();

        queue.acquire(new ShardId(0, 4));
        queue.acquire(new ShardId(1, 4));
        waiting(queue, 2, 3);
        time.advance(Duration.ofSeconds(5));
        servesNothing();
        time.advance(SPACING.minusSeconds(5));

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder(2, 3);
        assertThat(queue.budget().waiting()).isZero();
    }

    @Test
    void anInterruptedWaitSpendsNoPermit() throws Exception {
        var queue = queue(1);
        time.standStill();
        queue.acquire(ShardId.ONE);
        int left = queue.budget().limit().remaining();
        Task<?> gone = waiting(queue, 1).getFirst();

        gone.interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(gone::result);
        assertThat(queue.budget().limit().remaining()).isEqualTo(left);
        assertThat(queue.budget().waiting()).isZero();
        time.advance(SPACING);
        queue.acquire(ShardId.ONE);
    }

    @Test
    void whoIsInterruptedInTheQueueLeavesItsPlaceToTheNext() throws Exception {
        var queue = queue(1);
        time.standStill();
        queue.acquire(ShardId.ONE);
        List<Task<?>> waiting = waiting(queue, 1, 2, 3);

        waiting.getFirst().interrupt();
        waiting.get(1).interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(waiting.get(0)::result);
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(waiting.get(1)::result);
        time.advance(SPACING);

        assertThat(next()).isEqualTo(3);
    }

    @Test
    void whoIsInterruptedWhileTheBudgetIsSpentLeavesItsPlaceToTheNext() throws Exception {
        var queue = queue(new SessionStartLimit(10, 0, Duration.ofSeconds(60), 1));
        time.standStill();
        List<Task<?>> waiting = waiting(queue, 1, 2);

        waiting.getFirst().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(waiting.getFirst()::result);
        time.advance(Duration.ofSeconds(60));

        assertThat(next()).isEqualTo(2);
        assertThat(queue.budget().limit().remaining()).isEqualTo(9);
    }

    @Test
    void anUpdateWhileTheBudgetIsSpentTakesEffectAtOnce() throws Exception {
        var queue = queue(new SessionStartLimit(1_000, 0, Duration.ofHours(10), 1));
        time.standStill();
        waiting(queue, 0, 1);

        servesNothing();
        queue.update(new SessionStartLimit(1_000, 5, Duration.ofHours(10), 2));

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder(0, 1);
        assertThat(queue.budget().limit().remaining()).isEqualTo(3);
    }

    @Test
    void anUpdateMayAlsoTakeTheBudgetAwayAndGiveItBack() throws Exception {
        var queue = queue(1);
        time.standStill();
        queue.acquire(ShardId.ONE);
        waiting(queue, 1);

        queue.update(new SessionStartLimit(0, 0, NONE, 1));
        time.advance(Duration.ofDays(3));
        servesNothing();
        queue.update(new SessionStartLimit(1_000, 1, Duration.ofHours(1), 1));

        assertThat(next()).isEqualTo(1);
        assertThat(queue.budget().limit().remaining()).isZero();
    }

    @Test
    void anUpdateOfTheConcurrencyPutsThoseThatWaitIntoTheirNewBuckets() throws Exception {
        var queue = queue(1);
        time.standStill();
        queue.acquire(new ShardId(0, 8));
        waiting(queue, 4, 1, 2, 6);

        queue.update(new SessionStartLimit(1_000, 900, NONE, 4));

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder(1, 2);
        servesNothing();
        time.advance(SPACING);
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder(4, 6);
    }

    @Test
    void aLowerConcurrencyHeedsWhatWasGivenBeforeIt() throws Exception {
        var queue = queue(2);
        time.standStill();
        queue.acquire(new ShardId(0, 2));
        time.advance(Duration.ofSeconds(3));
        queue.acquire(new ShardId(1, 2));

        queue.update(new SessionStartLimit(1_000, 900, NONE, 1));
        waiting(queue, 0);
        time.advance(Duration.ofSeconds(3));
        servesNothing();
        time.advance(SPACING.minusSeconds(3));

        assertThat(next()).isZero();
    }

    @Test
    void anUpdateToNoConcurrencyAtAllReleasesEveryoneAndLosesNobody() throws Exception {
        var queue = queue(1);
        time.standStill();
        queue.acquire(ShardId.ONE);
        waiting(queue, 0, 1, 2, 3, 4);

        queue.update(new SessionStartLimit(1_000, 100, NONE, 0));

        assertThat(List.of(next(), next(), next(), next(), next())).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(queue.budget().limit().remaining()).isEqualTo(95);
        queue.acquire(ShardId.ONE);
        queue.update(new SessionStartLimit(1_000, 100, NONE, 1));
        waiting(queue, 7);
        servesNothing();
    }

    @Test
    void itsStateCanBeSeen() throws Exception {
        var queue = queue(new SessionStartLimit(1_000, 2, Duration.ofHours(3), 1));
        time.standStill();

        queue.acquire(ShardId.ONE);
        waiting(queue, 1, 2);
        time.advance(Duration.ofSeconds(1));

        assertThat(queue.budget())
                .isEqualTo(new IdentifyBudget(
                        new SessionStartLimit(1_000, 1, Duration.ofHours(3).minusSeconds(1), 1), 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aConcurrencyBelowOneIsRefused(int maxConcurrency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalIdentifyQueue.of(maxConcurrency))
                .withMessage("max_concurrency must be at least 1, but is " + maxConcurrency);
    }

    @Test
    void aLimitHasNoNegativeParts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionStartLimit(-1, 0, NONE, 1))
                .withMessage("total must not be negative, but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionStartLimit(1, -2, NONE, 1))
                .withMessage("remaining must not be negative, but is -2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionStartLimit(1, 1, NONE, -3))
                .withMessage("max_concurrency must not be negative, but is -3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionStartLimit(1, 1, Duration.ofMillis(-1), 1))
                .withMessage("reset_after must not be negative, but is PT-0.001S");
    }

    @Test
    void withoutNewsFromDiscordAUsualBotHasAThousandADay() {
        assertThat(LocalIdentifyQueue.of(1).budget().limit()).isEqualTo(new SessionStartLimit(1_000, 1_000, NONE, 1));
        assertThat(LocalIdentifyQueue.of(16).budget().limit().remaining()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aResetInAThousandYearsDoesNotOverflow() throws Exception {
        var queue = queue(new SessionStartLimit(1, 1, Duration.ofSeconds(Long.MAX_VALUE), 1));

        queue.acquire(ShardId.ONE);

        assertThat(queue.budget().limit().resetAfter()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void nothingLeftAndNoTimeToTheResetMeansThatItIsNow() throws Exception {
        var queue = queue(new SessionStartLimit(1_000, 0, NONE, 1));

        queue.acquire(ShardId.ONE);

        assertThat(time.slept()).isEmpty();
        assertThat(queue.budget().limit().remaining()).isEqualTo(999);
    }

    private LocalIdentifyQueue queue(int maxConcurrency) {
        return queue(new SessionStartLimit(1_000, 1_000, NONE, maxConcurrency));
    }

    private LocalIdentifyQueue queue(SessionStartLimit limit) {
        return new LocalIdentifyQueue(limit, time);
    }

    /** Starts so many shards one after another, each when the one before it is in the queue. */
    private List<Task<?>> waiting(LocalIdentifyQueue queue, int... numbers) {
        List<Task<?>> tasks = new ArrayList<>();
        for (int number : numbers) {
            int before = queue.budget().waiting();
            tasks.add(Task.run(() -> {
                queue.acquire(new ShardId(number, 1_000));
                served.add(number);
            }));
            while (queue.budget().waiting() == before) {
                Thread.onSpinWait();
            }
        }
        started.addAll(tasks);
        return tasks;
    }

    private @Nullable Integer next() throws InterruptedException {
        return served.poll(10, TimeUnit.SECONDS);
    }

    /** Those who wait look at the clock every millisecond: if one could go, it would have gone by then. */
    private void servesNothing() throws InterruptedException {
        assertThat(served.poll(20 * BLINK.toMillis(), TimeUnit.MILLISECONDS)).isNull();
    }
}
