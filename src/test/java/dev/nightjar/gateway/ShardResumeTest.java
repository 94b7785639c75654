package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 30 to 37: resuming. */
@Timeout(60)
class ShardResumeTest {

    @Test
    void aStoredSessionIsResumedWithoutAPermitAtItsResumeUrl() {
        AtomicInteger permits = new AtomicInteger();
        try (Bench host = Bench.unread(config -> config)) {
            host.gateway.accept();
            Session stored = new Session("session", 7, host.gateway.url(), ShardId.ONE);
            try (Bench bench =
                    Bench.open(config -> config.session(stored).identifyQueue(id -> permits.incrementAndGet()))) {
                Client client = host.gateway.accept();
                client.hello(41_250);

                assertThat(client.expect(6).data())
                        .containsEntry("token", "Bot " + Bench.TOKEN)
                        .containsEntry("session_id", "session")
                        .containsEntry("seq", 7)
                        .hasSize(3);

                client.resumed(8);
                bench.next(Resumed.class);
                assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
                assertThat(permits).hasValue(0);
                assertThat(client.received()).noneMatch(payload -> payload.op() == 2);
            }
        }
    }

    @Test
    void aSessionOfAnotherShardOrTotalIsIgnored() {
        try (Bench host = Bench.unread(config -> config)) {
            Session foreign = new Session("session", 7, host.gateway.url(), new ShardId(0, 2));
            try (Bench bench = Bench.open(config -> config.session(foreign))) {
                bench.identified();
            }
        }
    }

    @Test
    void replayedEventsComeInOrderAndTheShardIsActiveAfterResumed() {
        try (Bench bench = Bench.open()) {
            Client first = bench.identified();
            first.dispatch("NEW_THING", 7, "{}");
            bench.next(Unknown.class);
            first.reset();

            Client second = bench.resuming(7);
            for (int s = 8; s <= 10; s++) {
                second.dispatch("NEW_THING", s, "{}");
            }
            assertThat(List.of(nextSequence(bench), nextSequence(bench), nextSequence(bench)))
                    .containsExactly(8L, 9L, 10L);
            assertThat(bench.shard.state()).isEqualTo(ShardState.RESUMING);

            second.resumed(11);

            assertThat(bench.next(Resumed.class).payload().sequence()).isEqualTo(11);
            assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
            assertThat(bench.shard.session()).map(Session::sequence).contains(11L);
        }
    }

    @Test
    void aReplayThatBreaksIsResumedFromWhereItBroke() {
        try (Bench bench = Bench.open()) {
            Client first = bench.identified();
            first.dispatch("NEW_THING", 7, "{}");
            bench.next(Unknown.class);
            first.reset();
            Client second = bench.resuming(7);
            second.dispatch("NEW_THING", 8, "{}");
            second.dispatch("NEW_THING", 9, "{}");
            bench.next(Unknown.class);
            bench.next(Unknown.class);

            second.reset();

            bench.resuming(9).resumed(10);
            bench.next(Resumed.class);
        }
    }

    @Test
    void aReplayThatRepeatsWhatWasReceivedGivesItOnceOnly() {
        try (Bench bench = Bench.open()) {
            Client first = bench.identified();
            first.dispatch("NEW_THING", 7, "{}");
            bench.next(Unknown.class);
            first.reset();

            Client second = bench.resuming(7);
            for (int s = 5; s <= 8; s++) {
                second.dispatch("NEW_THING", s, "{}");
            }
            second.resumed(9);

            assertThat(nextSequence(bench)).isEqualTo(8);
            bench.next(Resumed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reconnectAndAResumableInvalidSessionCloseAndResumeAtOnce(boolean invalid) {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            if (invalid) {
                client.invalidSession(true);
            } else {
                client.reconnect();
            }

            assertThat(client.closed().code()).isEqualTo(4000);
            Disconnected end = bench.next(Disconnected.class);
            assertThat(Bench.trace(end))
                    .isEqualTo((invalid ? "INVALID_SESSION_RESUMABLE" : "RECONNECT_REQUESTED") + " 4000 RESUME");
            assertThat(end.delay()).isZero();
            bench.resuming(1);
        }
    }

    @Test
    void anInvalidSessionOnAnActiveShardClearsItAndTellsTheUser() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            client.invalidSession(false);

            SessionInvalidated gone = bench.next(SessionInvalidated.class);
            assertThat(gone.sessionId()).isEqualTo("session");
            assertThat(gone.payload().op()).isEqualTo(9);
            Disconnected end = bench.next(Disconnected.class);
            assertThat(Bench.trace(end)).isEqualTo("INVALID_SESSION 1000 IDENTIFY");
            assertThat(bench.shard.session()).isEmpty();
            assertThat(end.delay()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
            bench.identified();
        }
    }

    @Test
    void threeFailedResumesInARowDropTheSession() {
        try (Bench bench = Bench.open(config -> config.readyTimeout(Duration.ofMillis(500)))) {
            bench.identified().reset();
            bench.resuming(1).reset();
            bench.resuming(1).closeWithoutCode();

            // The third says nothing, until the timeout.
            Client third = bench.resuming(1);
            assertThat(third.closed().code()).isEqualTo(4000);

            assertThat(bench.next(SessionInvalidated.class).reason()).contains("3 resumes in a row");
            bench.identified();
        }
    }

    @Test
    void aResumeThatSucceedsStartsTheCountAnew() {
        try (Bench bench = Bench.open()) {
            bench.identified().reset();
            bench.resuming(1).reset();
            bench.resuming(1).reset();
            Client third = bench.resuming(1);
            third.resumed(2);
            bench.next(Resumed.class);

            third.reset();

            bench.resuming(2).reset();
            bench.resuming(2).reset();
            bench.resuming(2);
        }
    }

    @Test
    void aLongReplayIsNotLateWhileItGoesOn() {
        try (Bench bench = Bench.open(config -> config.readyTimeout(Duration.ofSeconds(2)))) {
            bench.identified().reset();
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(6);

            // One event each third of a second, for longer than the timeout.
            for (int s = 2; s <= 11; s++) {
                client.dispatch("NEW_THING", s, "{}");
                client.expectNothing(Duration.ofMillis(333));
            }
            client.resumed(12);

            bench.next(Resumed.class);
            assertThat(bench.gateway.connections()).isEqualTo(2);
        }
    }

    @Test
    void theSequenceNeverDecreases() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            client.dispatch("NEW_THING", 9, "{}");
            client.dispatch("NEW_THING", 4, "{}");
            client.dispatch("NEW_THING", 9, "{}");
            for (int i = 0; i < 3; i++) {
                bench.next(Unknown.class);
            }

            client.reset();

            bench.resuming(9);
            assertThat(bench.shard.session()).map(Session::sequence).contains(9L);
        }
    }

    @Test
    void aDispatchThatCannotBeDecodedCountsAndTheConnectionStays() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            client.send("{\"t\":\"MESSAGE_CREATE\",\"s\":5,\"op\":0,\"d\":{\"id\":");
            client.dispatch("NEW_THING", 6, "{}");

            Event broken = bench.next(dev.nightjar.gateway.event.Malformed.class);
            bench.next(Unknown.class);

            assertThat(broken.payload().sequence()).isEqualTo(5);
            assertThat(bench.shard.session()).map(Session::sequence).contains(6L);
            assertThat(bench.gateway.connections()).isEqualTo(1);
        }
    }

    @Test
    void aReadyThatAnswersAResumeTellsOfTheOldSessionsEndAndBeginsTheNewOne() {
        try (Bench bench = Bench.open()) {
            bench.identified().reset();
            Client second = bench.resuming(1);

            second.ready("another");

            SessionInvalidated gone = bench.next(SessionInvalidated.class);
            assertThat(gone.sessionId()).isEqualTo("session");
            assertThat(gone.reason()).isEqualTo("the gateway answered RESUME with the READY of another session");
            assertThat(bench.next(Ready.class).payload()).isSameAs(gone.payload());
            assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
            assertThat(bench.shard.session()).map(Session::id).contains("another");
            second.reset();
            Client third = bench.gateway.accept();
            third.hello(41_250);
            assertThat(third.expect(6).data())
                    .containsEntry("session_id", "another")
                    .containsEntry("seq", 1);
        }
    }

    @Test
    void aReadyOfTheSessionThatIsResumedIsReplayedAsAnyOtherEvent() {
        try (Bench bench = Bench.open()) {
            Client first = bench.identified();
            first.dispatch("NEW_THING", 7, "{}");
            bench.next(Unknown.class);
            first.reset();

            Client second = bench.resuming(7);
            second.ready("session");
            second.dispatch("NEW_THING", 8, "{}");

            assertThat(nextSequence(bench)).isEqualTo(8);
            assertThat(bench.shard.state()).isEqualTo(ShardState.RESUMING);
            second.resumed(9);
            bench.next(Resumed.class);
            assertThat(bench.shard.session()).map(Session::sequence).contains(9L);
        }
    }

    @Test
    void aDispatchBeforeHelloEndsTheConnectionAndDoesNotCountForTheSession() {
        try (Bench bench = Bench.open()) {
            bench.identified().reset();
            Client second = bench.gateway.accept();

            second.dispatch("NEW_THING", 900, "{}");

            assertThat(second.closed().code()).isEqualTo(4000);
            assertThat(bench.next(Malformed.class).payload().sequence()).isEqualTo(900);
            assertThat(bench.next(Disconnected.class).reason()).isEqualTo("the gateway sent a dispatch before HELLO");
            bench.resuming(1);
        }
    }

    @Test
    void anInvalidSessionBeforeHelloNamesNoSessionAndCostsNone() {
        try (Bench bench = Bench.open()) {
            bench.identified().reset();
            Client second = bench.gateway.accept();

            second.invalidSession(false);

            assertThat(second.closed().code()).isEqualTo(4000);
            bench.resuming(1);
        }
    }

    @Test
    void aSecondReadyEndsTheConnectionAndTheFirstSessionIsResumed() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            client.ready("another");

            assertThat(client.closed().code()).isEqualTo(4000);
            bench.resuming(1);
        }
    }

    @Test
    void aResumedThatNobodyAskedForIsReportedAndCounts() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            client.resumed(5);

            assertThat(bench.next(Malformed.class).cause())
                    .hasMessage("the gateway sent a RESUMED, but the shard had sent no RESUME");
            assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
            assertThat(bench.shard.session()).map(Session::sequence).contains(5L);
            assertThat(bench.gateway.connections()).isEqualTo(1);
        }
    }

    private static long nextSequence(Bench bench) {
        return bench.next(Unknown.class).payload().sequence();
    }
}
