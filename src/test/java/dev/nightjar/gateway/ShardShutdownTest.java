package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 75 to 77: closing and suspending. */
@Timeout(60)
class ShardShutdownTest {

    @Test
    void closingSendsOne1000ClearsTheSessionAndEndsTheLoop() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);

            bench.shard.close();

            assertThat(client.closed().code()).isEqualTo(1000);
            assertThat(bench.loopEnd()).isNull();
            assertThat(bench.shard.state()).isEqualTo(ShardState.CLOSED);
            assertThat(bench.shard.session()).isEmpty();
            assertThat(bench.gateway.connections()).isEqualTo(1);
        }
    }

    @Test
    void whatWasReceivedBeforeTheCloseStaysDeliverable() {
        try (Bench bench = Bench.unread(config -> config)) {
            Client client = bench.identified();
            client.dispatch("NEW_THING", 2, "{}");
            client.dispatch("NEW_THING", 3, "{}");
            client.requestBeat();
            client.expectBeat();

            bench.shard.close();

            List<Long> sequences = new ArrayList<>();
            for (Event event : bench.shard.events()) {
                if (event.payload().sequence() >= 0) {
                    sequences.add(event.payload().sequence());
                }
            }
            assertThat(sequences).containsExactly(1L, 2L, 3L);
        }
    }

    /** A session whose events 2 to 9 the shard has received. */
    private static Client withEventsToNine(Bench bench) {
        Client client = bench.identified();
        for (int s = 2; s <= 9; s++) {
            client.dispatch("NEW_THING", s, "{}");
        }
        client.requestBeat();
        client.expectBeat();
        return client;
    }

    @Test
    void suspendingKeepsTheSessionAtTheLastDeliveredSequence() {
        try (Bench bench = Bench.unread(config -> config)) {
            Client client = withEventsToNine(bench);
            for (Event event : bench.shard.events()) {
                if (event instanceof Unknown unknown && unknown.payload().sequence() == 5) {
                    break;
                }
            }

            Optional<Session> session = bench.shard.suspend();

            assertThat(client.closed().code()).isEqualTo(4000);
            assertThat(session).contains(new Session("session", 5, bench.gateway.url(), ShardId.ONE));
            List<Event> left = new ArrayList<>();
            bench.shard.events().forEach(left::add);
            assertThat(left).hasSize(1).allMatch(Disconnected.class::isInstance);
        }
    }

    @Test
    void suspendingAShardThatWasClosedTakesNothingFromItsLoop() {
        try (Bench bench = Bench.unread(config -> config)) {
            withEventsToNine(bench);
            bench.shard.close();

            assertThat(bench.shard.suspend()).isEmpty();

            List<Long> sequences = new ArrayList<>();
            for (Event event : bench.shard.events()) {
                if (event instanceof Unknown unknown && unknown.payload().op() == 0) {
                    sequences.add(unknown.payload().sequence());
                }
            }
            assertThat(sequences).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        }
    }

    @Test
    void aSuspendedSessionIsResumedByTheNextShardWithoutAGap() {
        try (Bench bench = Bench.unread(config -> config)) {
            Client client = bench.identified();
            client.dispatch("NEW_THING", 2, "{}");
            for (Event event : bench.shard.events()) {
                if (event instanceof Unknown) {
                    break;
                }
            }
            Session session = bench.shard.suspend().orElseThrow();

            GatewayConfig next = GatewayConfig.builder(Bench.TOKEN)
                    .intents(Intent.GUILDS)
                    .gatewayUrl(bench.gateway.url())
                    .session(session)
                    .build();
            try (Shard shard = Shard.open(ShardId.ONE, next)) {
                bench.resuming(2);
                assertThat(shard.session()).contains(session);
            }
        }
    }

    @Test
    void suspendingBeforeReadyWasGivenOutLeavesNothingToResume() {
        try (Bench bench = Bench.unread(config -> config)) {
            Client client = bench.identified();
            client.requestBeat();
            client.expectBeat();

            assertThat(bench.shard.suspend()).isEmpty();
        }
    }

    @Test
    void closingWithTheUsersOwnCodeKeepsTheSession() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);

            bench.shard.close(new CloseFrame(4900, "back soon"));

            assertThat(client.closed().code()).isEqualTo(4900);
            assertThat(client.closed().reason()).isEqualTo("back soon");
            assertThat(bench.shard.session()).map(Session::sequence).contains(1L);
            assertThat(bench.next(Disconnected.class).reason()).isEqualTo("the user closed the shard: back soon");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1005, 1006, 1011, 2999})
    void aCodeThatAClientMayNotSendIsRefusedAndTheShardGoesOn(int code) {
        try (Bench bench = Bench.open()) {
            bench.identified();
            bench.next(Ready.class);

            assertThatThrownBy(() -> bench.shard.close(new CloseFrame(code, "")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(code));

            assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
        }
    }

    @Test
    void closingTwiceAndFromInsideTheLoopIsFine() {
        try (Bench bench = Bench.unread(config -> config)) {
            Client client = bench.identified();

            for (Event event : bench.shard.events()) {
                if (event instanceof Ready) {
                    bench.shard.close();
                    bench.shard.close();
                }
            }
            bench.shard.close(CloseFrame.RESUME);

            assertThat(client.closed().code()).isEqualTo(1000);
            assertThat(bench.shard.suspend()).isEmpty();
        }
    }

    @Test
    void closingWhileTheReaderWaitsForASlowUserEndsAtOnce() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(2))) {
            Client client = bench.identified(250);
            for (int s = 2; s <= 100; s++) {
                client.dispatch("NEW_THING", s, "{}");
            }
            client.expectBeat();

            bench.shard.close();

            assertThat(client.closed().code()).isEqualTo(1000);
            List<Long> sequences = new ArrayList<>();
            for (Event event : bench.shard.events()) {
                if (event.payload().op() == 0) {
                    sequences.add(event.payload().sequence());
                }
            }
            assertThat(sequences).isNotEmpty();
            for (int i = 0; i < sequences.size(); i++) {
                assertThat(sequences.get(i)).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void commandsAreRefusedAfterTheEnd() {
        try (Bench bench = Bench.open()) {
            bench.identified();
            bench.shard.close();

            assertThatThrownBy(() -> bench.shard.send(UpdatePresence.of(UpdatePresence.Status.IDLE)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("sends no more commands");
        }
    }

    @Test
    void anInterruptedLoopThrowsKeepsTheFlagAndTheShardGoesOn() throws InterruptedException {
        try (Bench bench = Bench.open()) {
            bench.identified();
            bench.next(Ready.class);

            bench.interruptUser();

            assertThat(bench.loopEnd())
                    .isInstanceOfSatisfying(
                            GatewayException.class,
                            e -> assertThat(e.reason()).isEqualTo(GatewayException.Reason.INTERRUPTED));
            assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
        }
    }
}
