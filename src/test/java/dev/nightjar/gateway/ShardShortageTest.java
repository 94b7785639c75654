package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.simulator.Client;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a shard does without memory, and without an HttpClient that works. */
@Timeout(60)
class ShardShortageTest {

    /** There is no memory even for a sentence about it. */
    @SuppressWarnings("OverrideThrowableToString") // it stands for what has no room to make a sentence
    private static final class NoMemory extends OutOfMemoryError {

        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw this;
        }
    }

    /** Real time, but once it takes memory that is not there: in a thread whose name ends so. */
    private static final class ScarceTime implements Time {

        private final String thread;
        private final AtomicBoolean scarce;

        ScarceTime(String thread, AtomicBoolean scarce) {
            this.thread = thread;
            this.scarce = scarce;
        }

        @Override
        public long nanoTime() {
            takeMemory();
            return System.nanoTime();
        }

        @Override
        public double jitter() {
            return 0.999;
        }

        @Override
        public void sleep(Duration duration) {
            takeMemory();
        }

        private void takeMemory() {
            if (Thread.currentThread().getName().endsWith(thread) && scarce.getAndSet(false)) {
                throw new NoMemory();
            }
        }
    }

    @Test
    void aShortageInTheShardsOwnThreadIsAFailureThrownOnceAndNoClose() {
        var scarce = new AtomicBoolean();
        try (Bench bench = Bench.open(config -> config, new ScarceTime("shard-0", scarce))) {
            bench.identified();
            bench.next(Ready.class);

            scarce.set(true);
            bench.gateway.refuseConnections();
            bench.shard.restart();

            assertThat(bench.loopEnd()).isInstanceOfSatisfying(GatewayException.class, e -> {
                assertThat(e.reason()).isEqualTo(GatewayException.Reason.INTERNAL);
                assertThat(e).hasMessageContaining("ran out of memory");
            });
            assertThat(bench.shard.state()).isEqualTo(ShardState.FAILED);
            assertThat(bench.shard.events()).isEmpty();
        }
    }

    @Test
    void aShortageInASubtaskEndsTheConnectionAndTheSessionIsResumed() {
        var scarce = new AtomicBoolean();
        try (Bench bench = Bench.unread(config -> config, new ScarceTime("shard-0/reader", scarce))) {
            Client client = bench.identified();
            while (bench.shard.state() != ShardState.ACTIVE) {
                Thread.onSpinWait();
            }

            endsOfAShortage(bench, client, scarce);
        }
    }

    @Test
    void aShortageInALoopThatReadsForItselfEndsTheConnectionAndNotTheLoop() {
        var scarce = new AtomicBoolean();
        try (Bench bench = Bench.open(config -> config, new ScarceTime("user", scarce))) {
            Client client = bench.identified();
            bench.next(Ready.class);
            bench.untilUserWaits();

            endsOfAShortage(bench, client, scarce);
        }
    }

    private static void endsOfAShortage(Bench bench, Client client, AtomicBoolean scarce) {
        scarce.set(true);
        client.dispatch("NEW_THING", 2, "{}");
        client.ack();

        Client second = bench.gateway.accept();
        second.hello(41_250);
        assertThat(Bench.sequence(second.expect(6))).isBetween(1, 2);
        second.resumed(3);
        if (!bench.isRead()) {
            bench.read();
        }
        bench.next(Disconnected.class);
        bench.next(Resumed.class);
    }

    @Test
    void anHttpClientOfTheUsersThatWasShutDownEndsTheShardAndSaysWhatToDo() {
        HttpClient http = HttpClient.newHttpClient();
        try (Bench bench = Bench.open(config -> config.httpClient(http))) {
            bench.identified();
            bench.next(Ready.class);

            http.shutdownNow();

            assertThat(bench.loopEnd()).isInstanceOfSatisfying(GatewayException.class, e -> {
                assertThat(e.reason()).isEqualTo(GatewayException.Reason.HTTP_CLIENT_TERMINATED);
                assertThat(e).hasMessageContaining("GatewayConfig.Builder.httpClient");
                assertThat(bench.shard.failure()).containsSame(e);
            });
            assertThat(bench.shard.suspend()).isPresent();
        }
    }

    @Test
    void oneTaskThatTheUsersExecutorRejectsEndsItsClientAndTheShardSaysSo() {
        var rejects = new AtomicBoolean();
        HttpClient http = HttpClient.newBuilder()
                .executor(task -> {
                    if (rejects.getAndSet(false)) {
                        throw new RejectedExecutionException("once");
                    }
                    task.run();
                })
                .build();
        try (Bench bench = Bench.open(config -> config.httpClient(http))) {
            Client client = bench.identified();
            bench.next(Ready.class);

            rejects.set(true);
            client.dispatch("NEW_THING", 2, "{}");

            assertThat(bench.loopEnd())
                    .isInstanceOfSatisfying(
                            GatewayException.class,
                            e -> assertThat(e.reason()).isEqualTo(GatewayException.Reason.HTTP_CLIENT_TERMINATED));
        }
    }

    @Test
    void theLibrarysOwnHttpClientIsReplacedWhenItHasEnded() {
        try (Bench bench = Bench.withItsOwnClient(config -> config)) {
            bench.identified();
            bench.next(Ready.class);
            HttpClient first = bench.shard.config().httpClient();

            first.shutdownNow();

            Client second = bench.resuming(1);
            second.resumed(2);
            bench.next(Disconnected.class);
            bench.next(Resumed.class);
            assertThat(bench.shard.config().httpClient()).isNotSameAs(first);
            assertThat(bench.rest()).noneMatch(ConnectFailed.class::isInstance);
        }
    }
}
