package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.ShardFailed;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single shards of a fleet that are started while it runs. */
@Timeout(60)
class FleetStartTest {

    private static final ShardId ZERO = new ShardId(0, 2);
    private static final ShardId FIRST = new ShardId(1, 2);

    private final HttpClient http =
            HttpClient.newBuilder().executor(Runnable::run).build();
    private final SimulatedGateway gateway =
            SimulatedGateway.builder().limitIdentifies(false).guilds(8).start();
    private final GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
            .intents(Intent.GUILD_MESSAGES)
            .gatewayUrl(gateway.url())
            .httpClient(http)
            .identifyQueue(shard -> {})
            .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
            .build();

    @AfterEach
    void close() {
        gateway.close();
        http.shutdownNow();
    }

    @Test
    void aShardThatHasFailedStartsAgainBesideTheOthers() {
        try (Fleet fleet = Fleet.open(ShardRange.all(2), id -> config, Fleet.OnFailure.GO_ON)) {
            Iterator<ShardEvent> loop = fleet.events().iterator();
            SimulatedSession other = session(0);
            assertThat(List.of(
                            next(loop, Ready.class).shard(),
                            next(loop, Ready.class).shard()))
                    .doesNotHaveDuplicates();
            session(1).faults().close(4013);
            assertThat(next(loop, ShardFailed.class).shard().id()).isEqualTo(FIRST);

            Shard again = fleet.start(FIRST);

            ShardEvent ready = next(loop, Ready.class);
            assertThat(ready.shard()).isSameAs(again);
            assertThat(fleet.shards()).contains(again).hasSize(2);
            other.dispatch("NEW_THING", "{}");
            assertThat(next(loop, Unknown.class).shard().id()).isEqualTo(ZERO);
            assertThat(other.resumes()).isZero();
            assertThat(gateway.identifies()).hasSize(3);
        }
    }

    @Test
    void whoeverSuspendsTheFleetCanWaitForTheEventThatTheLoopWorksOn() throws Exception {
        try (Fleet fleet = Fleet.open(ShardRange.all(2), config)) {
            SimulatedSession session = session(1);
            dispatch(session, 1, 1);
            CountDownLatch working = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            AtomicInteger handled = new AtomicInteger();
            Thread loop = Thread.ofVirtual().start(() -> {
                for (ShardEvent next : fleet.events()) {
                    if (next.event() instanceof Unknown) {
                        working.countDown();
                        await(goOn);
                        handled.incrementAndGet();
                    }
                }
            });
            await(working);
            assertThat(fleet.suspend()).isNotEmpty();

            fleet.awaitLoop(Duration.ofMillis(1));
            assertThat(handled).hasValue(0);
            goOn.countDown();
            fleet.awaitLoop(Duration.ofSeconds(30));

            assertThat(handled).hasValue(1);
            loop.join();
            fleet.awaitLoop(Duration.ofDays(1)); // nobody is there to wait for
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSuspendedShardGoesOnWithItsSessionAndNothingIsLostOrComesTwice() {
        try (Fleet fleet = Fleet.open(ShardRange.all(2), config)) {
            SimulatedSession session = session(1);
            Iterator<ShardEvent> loop = fleet.events().iterator();
            dispatch(session, 1, 3);
            assertThat(number(next(loop, Unknown.class))).isEqualTo(1);

            assertThat(fleet.shard(FIRST).orElseThrow().suspend()).isPresent();
            dispatch(session, 4, 6);
            fleet.start(FIRST);

            List<Integer> numbers = new ArrayList<>();
            boolean resumed = false;
            while (!resumed) {
                Event event = loop.next().event();
                resumed = event instanceof Resumed;
                if (event instanceof Unknown unknown) {
                    numbers.add(number(unknown));
                }
            }
            assertThat(numbers).containsExactly(2, 3, 4, 5, 6);
            assertThat(gateway.identifies()).hasSize(2);
        }
    }

    @Test
    void withASessionStoreTheEndOfTheOldShardIsSavedBeforeTheNewOneLoads(@TempDir Path folder) {
        GatewayConfig stored = config.toBuilder()
                .sessionStore(FileSessionStore.of(folder))
                .sessionSaveInterval(Duration.ofMinutes(10))
                .build();
        try (Fleet fleet = Fleet.open(ShardRange.all(2), stored)) {
            SimulatedSession session = session(1);
            Iterator<ShardEvent> loop = fleet.events().iterator();
            dispatch(session, 1, 1);
            next(loop, Unknown.class);

            fleet.shard(FIRST).orElseThrow().suspend();
            fleet.start(FIRST);

            dispatch(session, 2, 2);
            assertThat(number(next(loop, Unknown.class))).isEqualTo(2);
            assertThat(gateway.identifies()).hasSize(2);
        }
    }

    @Test
    void whatTheEndedShardHasReceivedComesBeforeTheEventsOfItsSuccessor() throws Exception {
        try (Fleet fleet = Fleet.open(ShardRange.all(2), config)) {
            SimulatedSession session = session(1);
            Shard shard = fleet.shard(FIRST).orElseThrow();
            dispatchAndAwait(session, shard, 1, 200);

            shard.close();
            session.awaitEnd();
            Shard again = fleet.start(FIRST);
            dispatchAndAwait(session(1), again, 201, 203);

            Iterator<ShardEvent> loop = fleet.events().iterator();
            List<Integer> numbers = new ArrayList<>();
            while (numbers.size() < 203) {
                numbers.add(number(next(loop, Unknown.class)));
            }
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aShardThatRunsIsNotStartedASecondTime() {
        try (Fleet fleet = Fleet.open(ShardRange.all(2), config)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> fleet.start(FIRST))
                    .withMessageContaining("1/2")
                    .withMessageContaining("restart()");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fleet.start(new ShardId(1, 4)))
                    .withMessageContaining("1/4")
                    .withMessageContaining("another total");
        }
    }

    @Test
    void aFleetThatIsClosedOrHasEndedStartsNothing() {
        Fleet closed = Fleet.open(List.of(ZERO), config);
        closed.close();
        assertThatIllegalStateException().isThrownBy(() -> closed.start(FIRST)).withMessageContaining("closed");

        try (Fleet ended = Fleet.open(List.of(ZERO), config)) {
            ended.shard(ZERO).orElseThrow().close();
            for (ShardEvent event : ended.events()) {
                assertThat(event.shard().id()).isEqualTo(ZERO);
            }
            assertThatIllegalStateException()
                    .isThrownBy(() -> ended.start(ZERO))
                    .withMessageContaining("ended");
        }
    }

    @Test
    void anEmptyFleetWaitsForShardsUntilItIsClosed() throws Exception {
        try (Fleet fleet = Fleet.openEmpty(2, id -> config, Fleet.OnFailure.GO_ON)) {
            assertThat(fleet).hasToString("Fleet[no shards of 2, {}]");
            Iterator<ShardEvent> loop = fleet.events().iterator();
            Task<Integer> waiting = Task.ask(
                            () -> next(loop, Ready.class).shard().id().number())
                    .untilItWaits();

            fleet.start(FIRST);
            assertThat(waiting.result()).isEqualTo(1);

            fleet.shard(FIRST).orElseThrow().close();
            Task<Integer> still = Task.ask(
                            () -> next(loop, Ready.class).shard().id().number())
                    .untilItWaits();
            fleet.start(ZERO);
            assertThat(still.result()).isZero();
            assertThat(fleet.shards()).extracting(Shard::id).containsExactly(ZERO, FIRST);

            Task<Boolean> end = Task.ask(() -> {
                while (loop.hasNext()) {
                    loop.next();
                }
                return true;
            });
            assertThat(fleet.suspend()).hasSize(1);
            assertThat(end.result()).isTrue();
        }
    }

    @Test
    void anEmptyFleetThatIsClosedEndsAnAwaitedEventToo() throws Exception {
        Fleet fleet = Fleet.openEmpty(2, id -> config, Fleet.OnFailure.GO_ON);
        Task<Optional<Ready>> awaited = Task.ask(() -> fleet.await(Ready.class, ready -> true, Duration.ofMinutes(1)))
                .untilItWaits();

        assertThat(fleet.suspend()).isEmpty();

        assertThat(awaited.result()).isEmpty();
        assertThat(fleet.events()).isEmpty();
    }

    @Test
    void aConfigurationThatThrowsLeavesTheFleetAsItWas() {
        AtomicInteger calls = new AtomicInteger();
        Function<ShardId, GatewayConfig> broken = id -> {
            if (calls.incrementAndGet() == 2) {
                throw new IllegalArgumentException("no configuration");
            }
            return config;
        };
        try (Fleet fleet = Fleet.open(List.of(ZERO), broken, Fleet.OnFailure.GO_ON)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fleet.start(FIRST))
                    .withMessage("no configuration");

            assertThat(fleet.shards()).extracting(Shard::id).containsExactly(ZERO);
            fleet.start(FIRST);
            Iterator<ShardEvent> loop = fleet.events().iterator();
            assertThat(List.of(next(loop, Ready.class), next(loop, Ready.class)))
                    .extracting(event -> event.shard().id())
                    .containsExactlyInAnyOrder(ZERO, FIRST);
        }
    }

    @Test
    void aShardThatIsStartedAloneWaitsForItsPermit() {
        var used = new SessionStartLimit(1_000, 0, Duration.ofHours(3), 1);
        GatewayConfig waiting =
                config.toBuilder().identifyQueue(LocalIdentifyQueue.of(used)).build();
        try (Fleet fleet = Fleet.openEmpty(2, id -> waiting, Fleet.OnFailure.GO_ON)) {
            fleet.start(FIRST);

            ShardEvent delayed = next(fleet.events().iterator(), IdentifyDelayed.class);
            assertThat(((IdentifyDelayed) delayed.event()).reason()).isEqualTo(IdentifyDelayed.Reason.DAILY_BUDGET);
        }
    }

    /** The newest session of this shard; waits until it has one. */
    private SimulatedSession session(int shard) {
        while (true) {
            for (SimulatedSession session : gateway.sessions().reversed()) {
                if (session.shard() == shard && session.isAlive()) {
                    return session;
                }
            }
            gateway.awaitSession();
        }
    }

    private static void dispatch(SimulatedSession session, int first, int last) {
        for (int number = first; number <= last; number++) {
            session.dispatch("NEW_THING", "{\"number\":" + number + "}");
        }
    }

    /** Returns when the shard has received them; the loop has taken none. Its backlog has payloads of other kinds, too. */
    private static void dispatchAndAwait(SimulatedSession session, Shard shard, int first, int last)
            throws InterruptedException {
        try (AwaitedEvent<Unknown> newest = shard.expect(Unknown.class, event -> number(event) == last)) {
            dispatch(session, first, last);
            assertThat(newest.await(Duration.ofSeconds(30))).isPresent();
        }
    }

    private static int number(ShardEvent event) {
        return number((Unknown) event.event());
    }

    private static int number(Unknown event) {
        return (Integer) Objects.requireNonNull(event.payload().map().get("number"));
    }

    private static ShardEvent next(Iterator<ShardEvent> loop, Class<? extends Event> type) {
        while (true) {
            ShardEvent next = loop.next();
            if (type.isInstance(next.event())) {
                return next;
            }
        }
    }
}
