package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalIdentifyQueueInterleavingsTest {

    private static final long SPACING = LocalIdentifyQueue.SPACING.toNanos();

    @Test
    void twoPermitsOfABucketAreNeverWithinTheSpacing() throws Throwable {
        Interleavings.explore(() -> {
            ImpatientTime time = new ImpatientTime(Duration.ofDays(2));
            var queue = new LocalIdentifyQueue(new SessionStartLimit(10, 10, Duration.ZERO, 2), time);
            List<Long> even = Collections.synchronizedList(new ArrayList<>());
            List<Long> odd = Collections.synchronizedList(new ArrayList<>());

            Threads.join(
                    acquire(queue, time, 0, even),
                    acquire(queue, time, 1, odd),
                    acquire(queue, time, 2, even),
                    acquire(queue, time, 4, even));

            assertThat(odd).hasSize(1);
            assertThat(even).hasSize(3);
            assertSpaced(even);
            assertThat(queue.budget().limit().remaining()).isEqualTo(6);
            assertThat(queue.budget().waiting()).isZero();
        });
    }

    @Test
    void whoIsInterruptedSpendsNoPermitAndTheNextOneIsWoken() throws Throwable {
        Interleavings.explore(() -> {
            ImpatientTime time = new ImpatientTime(Duration.ofDays(2));
            var queue = new LocalIdentifyQueue(new SessionStartLimit(10, 10, Duration.ZERO, 1), time);
            List<Long> granted = Collections.synchronizedList(new ArrayList<>());
            Thread first = acquire(queue, time, 0, granted);
            Thread second = acquire(queue, time, 1, granted);
            Thread third = acquire(queue, time, 2, granted);

            second.interrupt();
            Threads.join(first, second, third);

            assertThat(granted).hasSizeBetween(2, 3);
            assertSpaced(granted);
            assertThat(queue.budget().limit().remaining()).isEqualTo(10 - granted.size());
            assertThat(queue.budget().waiting()).isZero();
        });
    }

    @Test
    void anUpdateFreesThoseWhomTheOldBudgetHeldUp() throws Throwable {
        Interleavings.explore(() -> {
            ImpatientTime time = new ImpatientTime(Duration.ofDays(2));
            // No passing of time gives a permit here: only the update does.
            var queue = new LocalIdentifyQueue(new SessionStartLimit(0, 0, Duration.ZERO, 1), time);
            List<Long> granted = Collections.synchronizedList(new ArrayList<>());
            Thread first = acquire(queue, time, 0, granted);
            Thread second = acquire(queue, time, 1, granted);

            queue.update(new SessionStartLimit(5, 5, Duration.ZERO, 2));
            Threads.join(first, second);

            assertThat(granted).hasSize(2);
            assertThat(queue.budget().limit().remaining()).isEqualTo(3);
        });
    }

    @Test
    void anUpdateToFewerBucketsKeepsTheSpacing() throws Throwable {
        Interleavings.explore(() -> {
            ImpatientTime time = new ImpatientTime(Duration.ofDays(2));
            var queue = new LocalIdentifyQueue(new SessionStartLimit(10, 10, Duration.ZERO, 4), time);
            List<Long> even = Collections.synchronizedList(new ArrayList<>());
            Thread first = acquire(queue, time, 0, even);
            Thread second = acquire(queue, time, 4, even);
            Thread third = acquire(queue, time, 8, even);

            queue.update(new SessionStartLimit(10, 10, Duration.ZERO, 2));
            Threads.join(first, second, third);

            assertThat(even).hasSize(3);
            assertSpaced(even);
        });
    }

    private static Thread acquire(LocalIdentifyQueue queue, ImpatientTime time, int number, List<Long> granted) {
        return Threads.start("shard-" + number, () -> {
            queue.acquire(new ShardId(number, 16));
            granted.add(time.seen());
        });
    }

    private static void assertSpaced(List<Long> grants) {
        List<Long> sorted = grants.stream().sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            assertThat(sorted.get(i) - sorted.get(i - 1)).isGreaterThanOrEqualTo(SPACING);
        }
    }
}
