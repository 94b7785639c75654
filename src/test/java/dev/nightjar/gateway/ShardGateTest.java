package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShardGateTest {

    /** A gate that the test opens and shuts. */
    private static final class Hand implements ShardGate {

        private final Semaphore dials = new Semaphore(0);
        private final Semaphore waits = new Semaphore(0);
        private volatile boolean delivers = true;

        @Override
        public void awaitDial(ShardId id) throws InterruptedException {
            waits.release();
            dials.acquire();
        }

        @Override
        public boolean delivers(ShardId id) {
            return delivers;
        }
    }

    private final Hand gate = new Hand();
    private final HttpClient http =
            HttpClient.newBuilder().executor(Runnable::run).build();
    private final SimulatedGateway gateway =
            SimulatedGateway.builder().limitIdentifies(false).start();
    private final GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
            .intents(Intent.GUILD_MESSAGES)
            .gatewayUrl(gateway.url())
            .httpClient(http)
            .identifyQueue(shard -> {})
            .gate(gate)
            .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
            .build();

    @AfterEach
    void close() {
        gateway.close();
        http.shutdownNow();
    }

    @Test
    void everyDialWaitsForItTheOneThatResumesToo() throws Exception {
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            gate.waits.acquire();
            assertThat(gateway.connections()).isZero();

            gate.dials.release();
            Iterator<Event> loop = shard.events().iterator();
            next(loop, Ready.class);
            SimulatedSession session = gateway.awaitSession();
            session.faults().reset();
            next(loop, Disconnected.class);
            gate.waits.acquire();
            assertThat(gateway.connections()).isEqualTo(1);

            gate.dials.release();
            session.awaitResumes(1);
        }
    }

    @Test
    void aStopOrARestartDoesNotWaitForIt() throws Exception {
        Shard shard = Shard.open(ShardId.ONE, config);
        gate.waits.acquire();

        shard.restart();
        gate.waits.acquire();
        shard.close();

        assertThat(shard.state()).isEqualTo(ShardState.CLOSED);
        assertThat(gateway.connections()).isZero();
    }

    @Test
    void whileItIsShutPayloadsWaitInOrderAndNoneIsLost() throws Exception {
        gate.dials.release();
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            Events<Event> events = shard.events();
            Iterator<Event> loop = events.iterator();
            next(loop, Ready.class);
            SimulatedSession session = gateway.awaitSession();

            gate.delivers = false;
            session.dispatch("NEW_THING", "{\"number\":1}");
            session.dispatch("NEW_THING", "{\"number\":2}");
            awaitBacklog(shard, 2);
            assertThat(events.poll(Duration.ZERO)).isEmpty();
            long delivered = shard.session().orElseThrow().sequence();
            Task<Event> waiting = Task.ask(loop::next).untilItWaits();

            gate.delivers = true;
            shard.gateOpened();

            assertThat(List.of(waiting.result(), loop.next()))
                    .extracting(event -> ((Unknown) event).payload().map().get("number"))
                    .containsExactly(1, 2);
            assertThat(shard.session().orElseThrow().sequence()).isEqualTo(delivered + 2);
        }
    }

    @Test
    void aLoopOverAFleetIsHeldForThisShardOnly() throws Exception {
        gate.dials.release();
        GatewayConfig free = config.toBuilder().gate(ShardGate.OPEN).build();
        try (Fleet fleet =
                Fleet.open(ShardRange.all(2), id -> id.number() == 0 ? config : free, Fleet.OnFailure.STOP_ALL)) {
            Events<ShardEvent> events = fleet.events();
            Iterator<ShardEvent> loop = events.iterator();
            next(loop);
            next(loop);
            gate.delivers = false;
            gateway.awaitSession();
            gateway.awaitSession();
            gateway.dispatch("NEW_THING", "{}");
            Shard held = fleet.shard(new ShardId(0, 2)).orElseThrow();
            awaitBacklog(held, 1);

            assertThat(loop.next().shard().id()).isEqualTo(new ShardId(1, 2));
            assertThat(events.poll(Duration.ZERO)).isEmpty();

            gate.delivers = true;
            held.gateOpened();
            assertThat(loop.next().shard()).isSameAs(held);
        }
    }

    @Test
    void whatWasHeldWhenTheShardIsSuspendedComesWithTheResume() throws Exception {
        gate.dials.release(2);
        Session session;
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            next(shard.events().iterator(), Ready.class);
            gate.delivers = false;
            gateway.awaitSession().dispatch("NEW_THING", "{}");
            awaitBacklog(shard, 1);

            session = shard.suspend().orElseThrow();

            // The events of its end come, although the gate is shut.
            List<Event> last = new ArrayList<>();
            shard.events().forEach(last::add);
            assertThat(last).singleElement().isInstanceOf(Disconnected.class);
        }
        gate.delivers = true;
        try (Shard next =
                Shard.open(ShardId.ONE, config.toBuilder().session(session).build())) {
            next(next.events().iterator(), Unknown.class);
        }
    }

    @Test
    void whatAnEndedShardHasBehindAShutGateIsDroppedWhenItIsSuspended() throws Exception {
        gate.dials.release();
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            next(shard.events().iterator(), Ready.class);
            gate.delivers = false;
            gateway.awaitSession().dispatch("NEW_THING", "{}");
            awaitBacklog(shard, 1);
            shard.close(CloseFrame.NORMAL);
            List<Event> last = new ArrayList<>();
            Task<?> loop = Task.run(() -> shard.events().forEach(last::add)).untilItWaits();

            assertThat(shard.suspend()).isEmpty();

            loop.result();
            assertThat(last).singleElement().isInstanceOf(Disconnected.class);
        }
    }

    @Test
    void aGateThatThrowsFailsTheShardAndIsNamed() {
        ShardGate broken = new ShardGate() {
            @Override
            public void awaitDial(ShardId id) {
                throw new IllegalStateException("the hinge");
            }
        };
        try (Shard shard =
                Shard.open(ShardId.ONE, config.toBuilder().gate(broken).build())) {
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> shard.events().iterator().next())
                    .withMessageContaining("gate")
                    .withMessageContaining("the hinge");
        }
    }

    private static void awaitBacklog(Shard shard, int events) {
        while (shard.backlog().events() < events) {
            Thread.onSpinWait();
        }
    }

    private static void next(Iterator<Event> loop, Class<? extends Event> type) {
        while (!type.isInstance(loop.next())) {
            // What comes before it is of no interest.
        }
    }

    private static void next(Iterator<ShardEvent> loop) {
        while (!(loop.next().event() instanceof Ready)) {
            // What comes before it is of no interest.
        }
    }
}
