package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageDelete;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waits for certain events beside the loop, over sockets. */
@Timeout(60)
class ShardAwaitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ZERO;

    @Test
    void anyThreadMayWaitForAnEventWhileTheLoopGoesOn() throws Exception {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);
            Task<Optional<MessageDelete>> first = Task.ask(
                            () -> bench.shard.await(MessageDelete.class, m -> m.id() == 7, PATIENCE))
                    .untilItWaits();
            Task<Optional<Event>> any = Task.ask(() -> bench.shard.await(Event.class, e -> true, PATIENCE))
                    .untilItWaits();

            client.dispatch("NEW_THING", 2, "{}");
            client.dispatch("MESSAGE_DELETE", 3, "{\"id\":\"6\"}");
            client.dispatch("MESSAGE_DELETE", 4, "{\"id\":\"7\"}");

            assertThat(first.result()).map(m -> m.payload().sequence()).contains(4L);
            assertThat(any.result()).get().isInstanceOf(Unknown.class);
            assertThat(bench.next(MessageDelete.class).id()).isEqualTo(6);
            assertThat(bench.next(MessageDelete.class).id()).isEqualTo(7);
        }
    }

    @Test
    void theLoopsOwnThreadMayWaitToo() throws Exception {
        try (Bench bench = Bench.unread(config -> config)) {
            Client client = bench.identified();
            List<Event> loop = new ArrayList<>();
            for (Event event : bench.shard.events()) {
                loop.add(event);
                if (event instanceof Ready) {
                    try (AwaitedEvent<MessageDelete> awaited = bench.shard.expect(MessageDelete.class, m -> true)) {
                        client.dispatch("MESSAGE_DELETE", 2, "{\"id\":\"7\"}");
                        assertThat(awaited.await(PATIENCE))
                                .map(MessageDelete::id)
                                .contains(7L);
                    }
                } else if (event instanceof MessageDelete) {
                    break;
                }
            }

            assertThat(loop.getLast()).isInstanceOf(MessageDelete.class);
        }
    }

    @Test
    void aWaitThatHasBegunFindsWhatComesBeforeAThreadWaits() throws Exception {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);
            try (AwaitedEvent<MessageDelete> awaited = bench.shard.expect(MessageDelete.class, m -> m.id() > 1)) {
                for (int id = 1; id <= 3; id++) {
                    client.dispatch("MESSAGE_DELETE", id + 1, "{\"id\":\"" + id + "\"}");
                }
                while (bench.next(MessageDelete.class).id() < 3) {
                    // Until all have come.
                }

                assertThat(awaited.await(AT_ONCE)).map(MessageDelete::id).contains(2L);
                assertThat(awaited.await(PATIENCE)).map(MessageDelete::id).contains(3L);
                assertThat(awaited.await(AT_ONCE)).isEmpty();
            }
        }
    }

    @Test
    void theShardsOwnEventsCanBeAwaitedAsWell() throws Exception {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);
            try (AwaitedEvent<Disconnected> end = bench.shard.expect(Disconnected.class, any -> true);
                    AwaitedEvent<Resumed> again = bench.shard.expect(Resumed.class, any -> true)) {
                client.reset();
                assertThat(end.await(PATIENCE)).isPresent();

                bench.resuming(1).resumed(2);

                assertThat(again.await(PATIENCE)).isPresent();
            }
        }
    }

    @Test
    void anEventThatDoesNotComeInTimeIsEmptyAndSoIsOneOfAShardThatEnds() throws Exception {
        try (Bench bench = Bench.open()) {
            bench.identified();
            bench.next(Ready.class);

            assertThat(bench.shard.await(MessageDelete.class, any -> true, Duration.ofMillis(5)))
                    .isEmpty();

            Task<Optional<MessageDelete>> waiting = Task.ask(
                            () -> bench.shard.await(MessageDelete.class, any -> true, PATIENCE.multipliedBy(10)))
                    .untilItWaits();
            bench.shard.close();
            assertThat(waiting.result()).isEmpty();
            assertThat(bench.shard.await(MessageDelete.class, any -> true, PATIENCE))
                    .isEmpty();
        }
    }

    @Test
    void anInterruptEndsTheWaitAndSoDoesItsClose() throws Exception {
        try (Bench bench = Bench.open()) {
            bench.identified();
            AwaitedEvent<MessageDelete> awaited = bench.shard.expect(MessageDelete.class, any -> true);
            Task<?> interrupted = Task.ask(() -> awaited.await(PATIENCE)).untilItWaits();
            Task<?> closed = Task.ask(() -> awaited.await(PATIENCE)).untilItWaits();

            interrupted.interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(interrupted::result);
            awaited.close();

            assertThatIllegalStateException()
                    .isThrownBy(closed::result)
                    .withMessageContaining("MessageDelete was closed");
            assertThatIllegalArgumentException().isThrownBy(() -> awaited.await(Duration.ofMillis(-1)));
        }
    }

    @Test
    void whatAPredicateThrowsIsThrownFromTheWaitAndNowhereElse() throws Exception {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);
            Task<?> waiting = Task.ask(() -> bench.shard.await(
                            MessageDelete.class,
                            any -> {
                                throw new UnsupportedOperationException("mine");
                            },
                            PATIENCE))
                    .untilItWaits();

            client.dispatch("MESSAGE_DELETE", 2, "{\"id\":\"7\"}");

            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(waiting::result);
            assertThat(bench.next(MessageDelete.class).id()).isEqualTo(7);
        }
    }

    @Test
    void aFleetFindsTheEventOfAnyShard() throws Exception {
        try (SimulatedGateway gateway =
                        SimulatedGateway.builder().limitIdentifies(false).start();
                Fleet fleet = Fleet.open(
                        ShardRange.all(3),
                        GatewayConfig.builder(Bench.TOKEN)
                                .intents(Intent.GUILDS)
                                .gatewayUrl(gateway.url())
                                .identifyQueue(shard -> {})
                                .build())) {
            Task<?> loop = Task.run(() -> fleet.events().handle(100, ShardEvent::guildId, event -> {}));
            try (AwaitedEvent<Unknown> awaited =
                    fleet.expect(Unknown.class, any -> any.payload().name().equals("NEW_THING"))) {
                for (int i = 0; i < 3; i++) {
                    SimulatedSession session = gateway.awaitSession();
                    session.dispatch("NEW_THING", "{\"guild_id\":\"9\"}");
                }
                for (int i = 0; i < 3; i++) {
                    assertThat(awaited.await(PATIENCE)).map(Unknown::guildId).contains(9L);
                }

                fleet.suspend();
                assertThat(awaited.await(PATIENCE)).isEmpty();
            }
            loop.result();
        }
    }
}
