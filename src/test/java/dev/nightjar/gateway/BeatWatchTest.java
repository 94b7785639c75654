package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BeatWatchTest {

    private final FakeTime time = new FakeTime().standStill();
    private final BeatWatch watch =
            new BeatWatch(time, Thread.ofPlatform().daemon().factory());
    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Thread> writer = new AtomicReference<>();

    /** Beats every ten seconds, with the watch's help alone. */
    private final class Late implements BeatWatch.Watched {

        private final String name;
        private final AtomicLong overdueAt =
                new AtomicLong(time.nanoTime() + Duration.ofSeconds(10).toNanos());

        Late(String name) {
            this.name = name;
        }

        @Override
        public long nanosUntilOverdue() {
            return overdueAt.get() - time.nanoTime();
        }

        @Override
        public void writeOverdue() {
            overdueAt.addAndGet(Duration.ofSeconds(10).toNanos());
            writer.set(Thread.currentThread());
            written.add(name);
        }
    }

    @Test
    void whatIsOverdueIsWrittenByOnePlatformThreadForAll() throws Exception {
        watch.add(new Late("a"));
        watch.add(new Late("b"));
        assertThat(written).isEmpty();

        time.advance(Duration.ofSeconds(10));

        assertThat(next() + next()).isIn("ab", "ba");
        Thread thread = Objects.requireNonNull(writer.get());
        time.advance(Duration.ofSeconds(10));
        assertThat(next() + next()).isIn("ab", "ba");
        assertThat(thread).isSameAs(writer.get()).matches(one -> !one.isVirtual());
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromBeating() throws Exception {
        watch.add(new BeatWatch.Watched() {
            private final Late late = new Late("never");

            @Override
            public long nanosUntilOverdue() {
                return late.nanosUntilOverdue();
            }

            @Override
            public void writeOverdue() {
                late.overdueAt.addAndGet(Duration.ofSeconds(10).toNanos());
                throw new IllegalStateException("broken");
            }
        });
        watch.add(new Late("a"));

        for (int i = 0; i < 3; i++) {
            time.advance(Duration.ofSeconds(10));
            assertThat(next()).isEqualTo("a");
        }
    }

    @Test
    void aMomentWithoutMemoryDoesNotEndTheWatch() throws Exception {
        var scarce = new AtomicBoolean(true);
        var shortOfMemory = new BeatWatch(
                new Time() {
                    @Override
                    public long nanoTime() {
                        return time.nanoTime();
                    }

                    @Override
                    public void sleep(Duration duration) {}

                    @Override
                    public void await(Semaphore permits, Duration atMost) throws InterruptedException {
                        if (scarce.getAndSet(false)) {
                            throw new OutOfMemoryError("simulated");
                        }
                        time.await(permits, atMost);
                    }
                },
                Thread.ofPlatform().daemon().factory());
        shortOfMemory.add(new Late("a"));
        while (scarce.get()) {
            Thread.onSpinWait();
        }

        time.advance(Duration.ofSeconds(10));

        assertThat(next()).isEqualTo("a");
    }

    @Test
    void aThreadThatCannotBeStartedIsMissedUntilTheNextConnectionOnly() throws Exception {
        var scarce = new AtomicBoolean(true);
        var shortOfThreads = new BeatWatch(time, task -> new Thread(task) {
            @Override
            public void start() {
                if (scarce.getAndSet(false)) {
                    throw new OutOfMemoryError("unable to create native thread, simulated");
                }
                super.start();
            }
        });
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> shortOfThreads.add(new Late("a")));

        shortOfThreads.add(new Late("b"));
        time.advance(Duration.ofSeconds(10));

        assertThat(next() + next()).isIn("ab", "ba");
    }

    @Test
    void theThreadEndsWithTheLastConnectionAndComesBackWithTheNext() throws Exception {
        Late first = new Late("a");
        watch.add(first);
        time.advance(Duration.ofSeconds(10));
        next();
        Thread thread = Objects.requireNonNull(writer.get());

        watch.remove(first);
        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();

        watch.add(new Late("b"));
        time.advance(Duration.ofSeconds(10));
        assertThat(next()).isEqualTo("b");
    }

    private String next() throws InterruptedException {
        String name = written.poll(10, TimeUnit.SECONDS);
        return name == null ? "nothing" : name;
    }
}
