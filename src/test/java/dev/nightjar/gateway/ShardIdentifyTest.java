package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 9 to 17: identifying. */
@Timeout(60)
class ShardIdentifyTest {

    @Test
    void oneIdentifyIsSentAfterHelloAndAPermit() {
        CountDownLatch permit = new CountDownLatch(1);
        BlockingQueue<ShardId> asked = new LinkedBlockingQueue<>();
        try (Bench bench = Bench.open(config -> config.identifyQueue(id -> {
            asked.add(id);
            permit.await();
        }))) {
            Client client = bench.gateway.accept();
            assertThat(asked).isEmpty();
            client.hello(41_250);
            assertThat(take(asked)).isEqualTo(ShardId.ONE);
            assertThat(client.received()).noneMatch(payload -> payload.op() == 2);

            permit.countDown();

            assertThat(client.expect(2).data()).containsEntry("token", "Bot " + Bench.TOKEN);
            client.ready("session");
            bench.next(Ready.class);
            assertThat(client.received())
                    .filteredOn(payload -> payload.op() == 2)
                    .hasSize(1);
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void readyIsStoredBeforeTheUserSeesIt() {
        try (Bench bench = Bench.unread(config -> config)) {
            bench.identified();

            for (Event event : bench.shard.events()) {
                if (event instanceof Ready) {
                    break;
                }
            }

            assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
            assertThat(bench.shard.session()).contains(new Session("session", 1, bench.gateway.url(), ShardId.ONE));
        }
    }

    @Test
    void aReadyWithoutAResumeUrlIsResumedAtTheMainUrl() {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);
            client.dispatch("READY", 1, "{\"session_id\":\"session\"}");
            bench.next(Ready.class);

            client.reset();

            bench.resuming(1);
        }
    }

    @Test
    void aResumeUrlOfTwoMegabytesIsReportedInOneShortLine() {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);

            client.ready("session", "wss://" + "a\n".repeat(1_000_000));

            assertThat(bench.next(Malformed.class).cause())
                    .hasMessageStartingWith("READY's resume_gateway_url is unusable and was ignored: wss://a\\na\\n")
                    .hasMessageEndingWith("... (1999806 characters more)")
                    .satisfies(cause ->
                            assertThat(cause.getMessage()).hasLineCount(1).hasSizeLessThan(500));
            assertThat(bench.shard.session()).map(Session::resumeUrl).contains(bench.gateway.url());
        }
    }

    @ParameterizedTest
    @MethodSource("idsThatCannotBeSentBack")
    void aSessionIdThatCannotBeSentBackIsReportedAndNoResumeIsTried(String json) {
        try (Bench bench = Bench.open()) {
            Client first = bench.gateway.accept();
            first.hello(41_250);
            first.expect(2);

            first.dispatch("READY", 1, "{\"v\":10,\"guilds\":[],\"session_id\":\"" + json + "\"}");

            bench.next(Ready.class);
            assertThat(bench.next(Malformed.class).cause())
                    .hasMessageStartingWith("READY's session cannot be resumed: A session id must be ");
            assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
            assertThat(bench.shard.session()).isEmpty();
            first.dispatch("NEW_THING", 2, "{}");
            bench.next(Unknown.class);
            first.reset();
            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("CONNECTION_LOST 1006 IDENTIFY");
            bench.identified();
            assertThat(bench.gateway.connections()).isEqualTo(2);
        }
    }

    private static Stream<String> idsThatCannotBeSentBack() {
        return Stream.of("a\\ud800b", "x".repeat(5_000));
    }

    @Test
    void aReadyForAnotherShardIsReportedAndTheSessionWorks() {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);
            client.dispatch("READY", 1, "{\"session_id\":\"session\",\"shard\":[3,4]}");

            assertThat(bench.next(Malformed.class).cause()).hasMessageContaining("[3, 4]");
            assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
        }
    }

    @Test
    void aBudgetThatIsUsedUpIsToldWithTheTimeUntilItsReset() {
        var used = new SessionStartLimit(1_000, 0, Duration.ofHours(10), 1);
        try (Bench bench = Bench.open(config -> config.identifyQueue(LocalIdentifyQueue.of(used)))) {
            bench.gateway.accept().hello(41_250);

            IdentifyDelayed delayed = bench.next(IdentifyDelayed.class);

            assertThat(delayed.reason()).isEqualTo(IdentifyDelayed.Reason.DAILY_BUDGET);
            assertThat(delayed.expected()).isBetween(Duration.ofHours(9), Duration.ofHours(10));
            assertThat(bench.shard.state()).isEqualTo(ShardState.IDENTIFYING);
        }
    }

    @Test
    void aQueueOfTheUsersThatMakesAShardWaitIsToldAsWell() {
        var never = new Semaphore(0);
        try (Bench bench = Bench.open(config -> config.identifyQueue(id -> never.acquire()))) {
            bench.gateway.accept().hello(41_250);

            assertThat(bench.next(IdentifyDelayed.class))
                    .isEqualTo(new IdentifyDelayed(IdentifyDelayed.Reason.UNKNOWN, Duration.ZERO));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[]", "{\"session_id\":5}", "{\"session_id\":\"\"}"})
    void aReadyWithoutASessionIdIsReportedAndTriedAgain(String data) {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);

            client.dispatch("READY", 1, data);

            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("PROTOCOL_VIOLATION 4000 IDENTIFY");
            bench.identified();
        }
    }

    @Test
    void aMissingReadyReconnectsAndTheSameSocketTakesNoSecondPermit() {
        AtomicInteger permits = new AtomicInteger();
        try (Bench bench = Bench.open(
                config -> config.readyTimeout(Duration.ofMillis(500)).identifyQueue(id -> permits.incrementAndGet()))) {
            Client first = bench.gateway.accept();
            first.hello(41_250);
            first.expect(2);

            assertThat(first.closed().code()).isEqualTo(4000);
            assertThat(first.received())
                    .filteredOn(payload -> payload.op() == 2)
                    .hasSize(1);
            assertThat(bench.next(Disconnected.class).reason()).contains("READY");
            bench.identified();
            bench.next(Ready.class);
            assertThat(permits).hasValue(2);
        }
    }

    @Test
    void aSocketThatDiesWhileAPermitIsAwaitedSpendsNone() {
        BlockingQueue<String> fates = new LinkedBlockingQueue<>();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (Bench bench = Bench.open(config -> config.identifyQueue(id -> {
            asked.countDown();
            try {
                never.await();
                fates.add("granted");
            } catch (InterruptedException e) {
                fates.add("interrupted");
                throw e;
            }
        }))) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            await(asked);

            client.reset();

            assertThat(take(fates)).isEqualTo("interrupted");
            bench.next(Disconnected.class);
            assertThat(client.received()).noneMatch(payload -> payload.op() == 2);
        }
    }

    @Test
    void heartbeatsGoOnWhileAPermitIsAwaited() {
        try (Bench bench = Bench.open(config -> config.identifyQueue(id -> new CountDownLatch(1).await()))) {
            Client client = bench.gateway.accept();
            client.hello(200);

            for (int i = 0; i < 5; i++) {
                assertThat(client.expectBeat().d()).isNull();
            }
        }
    }

    @Test
    void anIdentifyQueueThatFailsEndsTheConnectionAndIsAskedAgain() {
        AtomicInteger calls = new AtomicInteger();
        try (Bench bench = Bench.open(config -> config.identifyQueue(id -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the coordinator is away");
            }
        }))) {
            bench.gateway.accept().hello(41_250);

            assertThat(bench.next(Disconnected.class).reason()).contains("the coordinator is away");
            bench.identified();
        }
    }

    @Test
    void anInvalidSessionAfterIdentifyWaitsClosesAndIdentifiesAtTheMainUrl() {
        Bench.QuickTime time = new Bench.QuickTime();
        AtomicInteger permits = new AtomicInteger();
        try (Bench bench = Bench.open(config -> config.identifyQueue(id -> permits.incrementAndGet()), time)) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);

            client.invalidSession(false);

            assertThat(client.closed().code()).isEqualTo(1000);
            Disconnected end = bench.next(Disconnected.class);
            assertThat(Bench.trace(end)).isEqualTo("INVALID_SESSION 1000 IDENTIFY");
            assertThat(end.delay()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
            bench.identified();
            bench.next(Ready.class);
            assertThat(time.sleeps).containsExactly(end.delay());
            assertThat(permits).hasValue(2);
            assertThat(bench.rest()).noneMatch(SessionInvalidated.class::isInstance);
        }
    }

    @Test
    void theTokenAppearsInNothingThatIsPrinted() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            Ready ready = bench.next(Ready.class);
            client.close(4004, "Authentication failed.");

            Throwable thrown = bench.loopEnd();

            assertThat(bench.shard + " " + bench.shard.config() + " " + ready + " " + bench.rest())
                    .doesNotContain(Bench.TOKEN);
            assertThat(thrown).isInstanceOf(GatewayException.class);
            assertThat(thrown).asString().doesNotContain(Bench.TOKEN);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
