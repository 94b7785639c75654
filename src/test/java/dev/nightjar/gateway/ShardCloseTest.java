package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Disconnected.Next;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 38 to 45: how connections end. */
@Timeout(60)
class ShardCloseTest {

    @ParameterizedTest
    @CsvSource({
        "4004,AUTHENTICATION_FAILED,token",
        "4010,INVALID_SHARD,shard number",
        "4011,SHARDING_REQUIRED,too many guilds",
        "4012,INVALID_API_VERSION,version",
        "4013,INVALID_INTENTS,intents",
        "4014,DISALLOWED_INTENTS,developer portal"
    })
    void aFatalCodeEndsTheShardWithAReadableReason(int code, GatewayException.Reason reason, String words) {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);

            client.close(code, "no");

            assertThat(bench.loopEnd()).isInstanceOfSatisfying(GatewayException.class, end -> {
                assertThat(end.reason()).isEqualTo(reason);
                assertThat(end.closeCode()).hasValue(code);
                assertThat(end).hasMessageContaining(words);
            });
            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("CLOSED_BY_GATEWAY " + code + " STOP");
            assertThat(bench.shard.state()).isEqualTo(ShardState.FAILED);
            assertThat(bench.gateway.connections()).isEqualTo(1);
            assertThat(bench.shard.events().iterator().hasNext()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4000, 4001, 4002, 4005, 4999, 1000, 1001, 1011, 1012})
    void otherCodesAreResumed(int code) {
        try (Bench bench = Bench.open()) {
            bench.identified().close(code, "again");

            Disconnected end = bench.next(Disconnected.class);
            assertThat(Bench.trace(end)).isEqualTo("CLOSED_BY_GATEWAY " + code + " RESUME");
            assertThat(end.reason()).isEqualTo("again");
            assertThat(end.delay()).isZero();
            bench.resuming(1);
        }
    }

    @Test
    void aCloseReasonIsToldOnOneLineHoweverTheGatewayWritesIt() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            client.close(4000, "\n".repeat(100) + "\u202e\u0007\u2028 end");

            String reason = bench.next(Disconnected.class).reason();
            assertThat(reason).isEqualTo("\\n".repeat(100) + "\\u202e\\u0007\\u2028 end");
            bench.resuming(1);
        }
    }

    @Test
    void aCloseWithoutACodeIsResumed() {
        try (Bench bench = Bench.open()) {
            bench.identified().closeWithoutCode();

            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("CLOSED_BY_GATEWAY 1005 RESUME");
            bench.resuming(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 4000})
    void theAnswerToAResumableCloseNeverEndsTheSession(int code) {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            client.close(code, "again");

            assertThat(client.closed().code()).isIn(4000, 1006);
        }
    }

    /** The JDK's WebSocket reports such a frame as an error without its code, so a fatal code is not known to be one. */
    @Test
    void aFatalCloseFrameWhoseReasonIsNotUtf8IsALostConnectionAndEachRetryWaitsLonger() {
        try (Bench bench = Bench.open(config -> config.backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)))) {
            List<Duration> delays = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                Client client = bench.gateway.accept();
                client.hello(41_250);
                client.expect(2);
                // A close frame: 4004, and a byte that begins no character.
                client.rawBytes(new byte[] {(byte) 0x88, 3, 0x0f, (byte) 0xa4, (byte) 0xff});
                Disconnected end = bench.next(Disconnected.class);
                assertThat(Bench.trace(end)).isEqualTo("CONNECTION_LOST 1006 IDENTIFY");
                delays.add(end.delay());
            }

            // With three minutes at last, a day has at most 480 IDENTIFYs of the 1,000 that Discord allows.
            assertThat(delays).isSorted();
            assertThat(delays.getLast()).isBetween(Duration.ofSeconds(90), Duration.ofMinutes(3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4003, 4006, 4007, 4009})
    void codesThatEndASessionAreFollowedByANewOne(int code) {
        try (Bench bench = Bench.open()) {
            bench.identified().close(code, "gone");

            assertThat(bench.next(SessionInvalidated.class).sessionId()).isEqualTo("session");
            assertThat(Bench.trace(bench.next(Disconnected.class)))
                    .isEqualTo("CLOSED_BY_GATEWAY " + code + " IDENTIFY");
            bench.identified();
        }
    }

    @Test
    void afterARateLimitTheShardWaitsResumesAndSpreadsItsCommands() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);
            client.close(4008, "slow down");
            Disconnected end = bench.next(Disconnected.class);

            assertThat(Bench.trace(end)).isEqualTo("CLOSED_BY_GATEWAY 4008 RESUME");
            assertThat(end.delay()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
            for (int i = 0; i < 5; i++) {
                bench.shard.sendJson("{\"op\":3,\"d\":" + i + "}");
            }
            Client second = bench.resuming(1);
            second.resumed(2);
            second.expect(3);
            CommandBudget budget = bench.shard.commandBudget();
            assertThat(budget.available()).isZero();
            assertThat(budget.nextFree()).isPositive();
        }
    }

    @Test
    void aResetIsOneAbnormalDisconnectAndResumed() {
        try (Bench bench = Bench.open()) {
            bench.identified().reset();

            assertOneLoss(bench);
        }
    }

    @Test
    void anEndWithoutACloseFrameIsOneAbnormalDisconnectAndResumed() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);

            client.eof();

            assertThat(client.closed().code()).isEqualTo(1006);
            assertOneLoss(bench);
        }
    }

    @Test
    void aFrameThatTheProtocolForbidsIsOneAbnormalDisconnectAndResumed() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);

            client.rawBytes(new byte[] {(byte) 0xf3, 5, 1, 2, 3, 4, 5});

            assertOneLoss(bench);
        }
    }

    private static void assertOneLoss(Bench bench) {
        Disconnected end = bench.next(Disconnected.class);
        assertThat(Bench.trace(end)).isEqualTo("CONNECTION_LOST 1006 RESUME");
        Client second = bench.resuming(1);
        second.resumed(2);
        second.dispatch("NEW_THING", 3, "{}");
        bench.next(Unknown.class);
        assertThat(bench.rest()).noneMatch(Disconnected.class::isInstance);
    }

    @Test
    void aPeerThatNeverAnswersOurCloseIsDroppedAfterTheTimeoutAndWorkGoesOn() {
        try (Bench bench = Bench.open(config -> config.closeTimeout(Duration.ofMillis(100)))) {
            Client client = bench.identified();
            client.answerClose(false);

            client.reconnect();

            assertThat(client.closeFrame().code()).isEqualTo(4000);
            bench.resuming(1);
            client.closed();
        }
    }

    @Test
    void closingEndsWithinTheTimeoutAlthoughThePeerNeverAnswers() {
        try (Bench bench = Bench.open(config -> config.closeTimeout(Duration.ofMillis(100)))) {
            Client client = bench.identified();
            client.answerClose(false);

            bench.shard.close();

            assertThat(client.closed().code()).isEqualTo(1000);
            assertThat(bench.shard.state()).isEqualTo(ShardState.CLOSED);
        }
    }

    @Test
    void eachDisconnectIsToldOnceWithWhoWhyAndWhatFollows() {
        try (Bench bench = Bench.open()) {
            bench.identified().close(4000, "first");
            Client second = bench.resuming(1);
            second.resumed(2);
            second.reset();
            Client third = bench.resuming(2);
            third.resumed(3);
            third.invalidSession(false);
            bench.identified();

            Disconnected first = bench.next(Disconnected.class);
            Disconnected lost = bench.next(Disconnected.class);
            Disconnected invalid = bench.next(Disconnected.class);
            bench.next(Ready.class);
            bench.shard.close();
            Disconnected closed = bench.next(Disconnected.class);

            assertThat(first)
                    .isEqualTo(new Disconnected(Cause.CLOSED_BY_GATEWAY, 4000, "first", Next.RESUME, Duration.ZERO));
            assertThat(Bench.trace(lost)).isEqualTo("CONNECTION_LOST 1006 RESUME");
            assertThat(Bench.trace(invalid)).isEqualTo("INVALID_SESSION 1000 IDENTIFY");
            assertThat(Bench.trace(closed)).isEqualTo("USER_CLOSE 1000 STOP");
            assertThat(bench.loopEnd()).isNull();
            assertThat(bench.rest()).noneMatch(Disconnected.class::isInstance);
        }
    }

    @Test
    void whatComesAfterOurCloseDoesNotTouchTheNextConnection() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            client.answerClose(false);
            client.reconnect();
            client.closeFrame();

            client.dispatch("NEW_THING", 99, "{}");
            client.dispatch("READY", 1, "{\"session_id\":\"other\"}");
            client.hello(20);
            client.invalidSession(false);
            client.close(4009, "late");

            Client second = bench.resuming(1);
            second.expectNothing(Duration.ofMillis(100));
            assertThat(second.received())
                    .filteredOn(payload -> payload.op() == 1)
                    .isEmpty();
        }
    }
}
