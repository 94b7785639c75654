package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handlers in parallel, over sockets. */
@Timeout(60)
class ShardHandlersTest {

    /** Keeps the sequences that it is given. */
    private static final class Saves implements SessionStore {

        final BlockingQueue<Long> sequences = new LinkedBlockingQueue<>();

        @Override
        public Optional<Session> load(Key key) {
            return Optional.empty();
        }

        @Override
        public void save(Key key, Session session) {
            sequences.add(session.sequence());
        }

        @Override
        public void clear(Key key) {}

        /** Until this sequence is saved; none above it may be. */
        void await(long sequence) throws InterruptedException {
            long saved;
            do {
                saved = Objects.requireNonNull(sequences.poll(20, TimeUnit.SECONDS), "not saved: " + sequence);
                assertThat(saved).isLessThanOrEqualTo(sequence);
            } while (saved < sequence);
        }
    }

    private final Saves saves = new Saves();
    private final CountDownLatch free = new CountDownLatch(1);
    private final BlockingQueue<Long> handled = new LinkedBlockingQueue<>();

    private Bench bench(Duration closeTimeout) {
        return Bench.unread(config -> config.sessionStore(saves)
                .sessionSaveInterval(Duration.ofMillis(1))
                .closeTimeout(closeTimeout));
    }

    /** Handles each event at once, but the one with this sequence only when it is free. */
    private Task<?> handle(Bench bench, long slow) {
        return Task.run(() -> bench.shard.events().handle(100, event -> null, event -> {
            long sequence = event.payload().sequence();
            if (sequence == slow) {
                free.await();
            }
            if (sequence > 0) {
                handled.add(sequence);
            }
        }));
    }

    private void awaitHandled(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aSessionStoreNeverHasAnEventWhoseHandlerHasNotEnded() throws Exception {
        try (Bench bench = bench(Duration.ofSeconds(2))) {
            Task<?> handling = handle(bench, 3);
            Client client = bench.identified();
            for (int s = 2; s <= 5; s++) {
                client.dispatch("NEW_THING", s, "{}");
            }
            awaitHandled(4); // 1, 2, 4 and 5
            saves.await(2);

            free.countDown();

            saves.await(5);
            bench.shard.close();
            handling.result();
        }
    }

    @Test
    void suspendingWaitsForTheHandlersThatRun() throws Exception {
        try (Bench bench = bench(Duration.ofSeconds(20))) {
            Task<?> handling = handle(bench, 3);
            Client client = bench.identified();
            for (int s = 2; s <= 5; s++) {
                client.dispatch("NEW_THING", s, "{}");
            }
            awaitHandled(4);
            Task<Optional<Session>> suspending = Task.ask(bench.shard::suspend).untilItWaits();

            free.countDown();

            assertThat(suspending.result()).map(Session::sequence).contains(5L);
            handling.result();
            saves.await(5);
        }
    }

    @Test
    void suspendingWaitsForTheStagesThatAreOpen() throws Exception {
        try (Bench bench = bench(Duration.ofSeconds(20))) {
            CompletableFuture<@Nullable Void> slow = new CompletableFuture<>();
            Task<?> handling = Task.run(() -> bench.shard.events().handleAsync(100, event -> {
                handled.add(event.payload().sequence());
                return event.payload().sequence() == 3 ? slow : CompletableFuture.completedFuture(null);
            }));
            Client client = bench.identified();
            for (int s = 2; s <= 5; s++) {
                client.dispatch("NEW_THING", s, "{}");
            }
            saves.await(2);
            while (!handled.contains(5L)) {
                Thread.onSpinWait();
            }
            Task<Optional<Session>> suspending = Task.ask(bench.shard::suspend).untilItWaits();

            slow.complete(null);

            assertThat(suspending.result()).map(Session::sequence).contains(5L);
            handling.result();
            saves.await(5);
        }
    }

    @Test
    void whatAHandlerHasNotEndedForWhenTheCloseTimeoutIsOverComesAgain() throws Exception {
        try (Bench bench = bench(Duration.ofMillis(100))) {
            Task<?> handling = handle(bench, 3);
            Client client = bench.identified();
            for (int s = 2; s <= 5; s++) {
                client.dispatch("NEW_THING", s, "{}");
            }
            awaitHandled(4);

            assertThat(bench.shard.suspend()).map(Session::sequence).contains(2L);

            assertThat(handling.isDone()).isFalse();
            free.countDown();
            handling.result();
            saves.await(2);
            assertThat(saves.sequences).isEmpty();
        }
    }

    @Test
    void aHandlerThatSuspendsTheShardItselfDoesNotGetItsEventAgain() throws Exception {
        try (Bench bench = bench(Duration.ofSeconds(20))) {
            BlockingQueue<Optional<Session>> suspended = new LinkedBlockingQueue<>();
            Task<?> handling = Task.run(() -> bench.shard.events().handle(100, Event::guildId, event -> {
                if (event.payload().sequence() == 2) {
                    suspended.add(bench.shard.suspend());
                }
            }));
            bench.identified().dispatch("NEW_THING", 2, "{\"guild_id\":\"1\"}");

            assertThat(suspended.poll(15, TimeUnit.SECONDS))
                    .get()
                    .extracting(Session::sequence)
                    .isEqualTo(2L);
            handling.result();
            saves.await(2);
        }
    }

    @Test
    void theEventsBehindAHandlerThatSuspendsTheShardAreHandledBesideIt() throws Exception {
        try (Bench bench = bench(Duration.ofSeconds(50))) {
            BlockingQueue<Optional<Session>> suspended = new LinkedBlockingQueue<>();
            Task<?> handling = Task.run(() -> bench.shard.events().handle(100, event -> "all", event -> {
                long sequence = event.payload().sequence();
                if (sequence == 2) {
                    while (bench.shard.session().map(Session::sequence).orElse(0L) < 3) {
                        Thread.onSpinWait();
                    }
                    suspended.add(bench.shard.suspend());
                }
                handled.add(sequence);
            }));
            Client client = bench.identified();
            client.dispatch("NEW_THING", 2, "{}");
            client.dispatch("NEW_THING", 3, "{}");

            assertThat(suspended.poll(30, TimeUnit.SECONDS))
                    .get()
                    .extracting(Session::sequence)
                    .isEqualTo(3L);
            handling.result();
            assertThat(handled.stream().filter(sequence -> sequence > 1)).containsExactlyInAnyOrder(2L, 3L);
        }
    }

    @Test
    void aHandlerMayWaitForAnotherThreadThatSuspendsTheFleet() throws Exception {
        BlockingQueue<Session> suspended = new LinkedBlockingQueue<>();
        try (SimulatedGateway gateway =
                        SimulatedGateway.builder().limitIdentifies(false).start();
                Fleet fleet = Fleet.open(
                        ShardRange.all(1),
                        GatewayConfig.builder(Bench.TOKEN)
                                .intents(Intent.GUILDS)
                                .gatewayUrl(gateway.url())
                                .closeTimeout(Duration.ofSeconds(50))
                                .identifyQueue(shard -> {})
                                .build())) {
            BlockingQueue<Long> sequences = new LinkedBlockingQueue<>();
            Task<?> handling = Task.run(() -> fleet.events().handle(1, ShardEvent::guildId, next -> {
                if (next.event() instanceof Unknown unknown) {
                    sequences.add(unknown.payload().sequence());
                    fleet.countAsHandled();
                    suspended.addAll(Task.ask(fleet::suspend).result());
                    fleet.awaitLoop(Duration.ofDays(1)); // it is the loop's own handler
                }
            }));
            gateway.awaitSession().dispatch("NEW_THING", "{}");

            Session session = suspended.poll(30, TimeUnit.SECONDS);
            assertThat(session).isNotNull();
            assertThat(session.sequence()).isEqualTo(sequences.poll());
            handling.result();
        }
    }

    @Test
    void aHandlerMayCloseTheShardAndSendAndAwait() throws Exception {
        try (Bench bench = bench(Duration.ofSeconds(20))) {
            Task<?> handling = Task.run(() -> bench.shard.events().handle(100, event -> null, event -> {
                if (event.payload().sequence() == 1) {
                    try (AwaitedEvent<Unknown> awaited = bench.shard.expect(Unknown.class, any -> true)) {
                        bench.shard.sendJson("{\"op\":3,\"d\":{}}");
                        assertThat(awaited.await(Duration.ofSeconds(20))).isPresent();
                    }
                    bench.shard.close();
                }
            }));
            Client client = bench.identified();
            client.expect(3);
            client.dispatch("NEW_THING", 2, "{}");

            assertThat(client.closed().code()).isEqualTo(1000);
            handling.result();
        }
    }

    @Test
    void handlersThatFallBehindMakeTheGatewayWait() throws Exception {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(5))) {
            Task<?> handling = Task.run(() -> bench.shard.events().handle(3, event -> "all", event -> {
                free.await();
                handled.add(event.payload().sequence());
            }));
            Client client = bench.identified();
            for (int s = 2; s <= 200; s++) {
                client.dispatch("NEW_THING", s, "{}");
            }
            while (bench.shard.backlog().stalls() == 0) {
                Thread.onSpinWait();
            }
            assertThat(bench.shard.backlog().events()).isLessThanOrEqualTo(5);
            assertThat(handled).isEmpty();

            free.countDown();
            while (!handled.contains(200L)) {
                Thread.onSpinWait();
            }

            bench.shard.close();
            handling.result();
            assertThat(handled.stream().filter(sequence -> sequence > 0))
                    .isSorted()
                    .hasSize(200);
        }
    }

    @Test
    void theEventsOfAGuildAreHandledInTheirOrderAcrossAWholeFleet() throws Exception {
        int guilds = 8;
        int each = 50;
        Map<Long, List<Integer>> told = new ConcurrentHashMap<>();
        CountDownLatch all = new CountDownLatch(guilds * each);
        try (SimulatedGateway gateway =
                        SimulatedGateway.builder().limitIdentifies(false).start();
                Fleet fleet = Fleet.open(
                        ShardRange.all(2),
                        GatewayConfig.builder(Bench.TOKEN)
                                .intents(Intent.GUILDS)
                                .gatewayUrl(gateway.url())
                                .identifyQueue(shard -> {})
                                .build())) {
            Task<?> handling = Task.run(() -> fleet.events().handle(64, ShardEvent::guildId, next -> {
                if (next.event() instanceof Unknown unknown
                        && unknown.payload().name().equals("NEW_THING")) {
                    told.computeIfAbsent(next.guildId(), id -> Collections.synchronizedList(new ArrayList<>()))
                            .add((Integer) unknown.payload().map().get("n"));
                    all.countDown();
                }
            }));
            List<SimulatedSession> sessions = List.of(gateway.awaitSession(), gateway.awaitSession());
            for (int n = 0; n < each; n++) {
                for (int guild = 0; guild < guilds; guild++) {
                    sessions.get(guild % 2)
                            .dispatch("NEW_THING", "{\"guild_id\":\"" + (1_000 + guild) + "\",\"n\":" + n + "}");
                }
            }

            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
            fleet.suspend();
            handling.result();
        }
        assertThat(told)
                .hasSize(guilds)
                .allSatisfy(
                        (guild, numbers) -> assertThat(numbers).hasSize(each).isSorted());
    }
}
