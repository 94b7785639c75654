package dev.nightjar.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SimulatedFaultsTest {

    private final SimulatedGateway gateway = SimulatedGateway.start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    private SimulatedSession logIn(PlainClient plain) {
        plain.identify();
        plain.next("READY");
        return gateway.awaitSession();
    }

    @Test
    void aResetIsSeen() {
        try (var plain = PlainClient.open(gateway.url())) {
            logIn(plain).faults().reset();

            assertThat(plain.ending()).isIn("SocketException", "IOException");
        }
    }

    @ParameterizedTest
    @CsvSource({"4000, true", "4008, true", "1001, true", "4009, false", "4007, false", "4004, false"})
    void aCloseIsSeenAndEndsTheSessionAsDiscordSays(int code, boolean alive) {
        try (var plain = PlainClient.open(gateway.url())) {
            SimulatedSession session = logIn(plain);

            session.faults().close(code);

            assertThat(plain.ending()).isEqualTo(code + " Simulated.");
            session.awaitLoss();
            assertThat(session.isAlive()).isEqualTo(alive);
        }
    }

    @Test
    void aSilentConnectionAnswersNoBeats() {
        try (var plain = PlainClient.open(gateway.url())) {
            SimulatedSession session = logIn(plain);
            session.faults().silence();
            plain.beat(1L);
            session.dispatch("TYPING_START", "{}");

            assertThat(gateway.beats()).isEmpty();
            assertThat(session.isConnected()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void aGatewayThatHasGoneReadsNoGoodbye(int code) {
        try (var plain = PlainClient.open(gateway.url())) {
            SimulatedSession session = logIn(plain);
            gateway.faults().reading(false);
            plain.beat(1L);
            plain.closeWith(code, "");

            session.faults().eof();
            gateway.faults().reading(true);

            // Each of these waits for the event loop, which reads sockets before it takes the next task.
            session.dispatch("NEW_THING", "{}");
            session.dispatch("NEW_THING", "{}");
            assertThat(session.isAlive()).isTrue();
            assertThat(session.isConnected()).isFalse();
            assertThat(gateway.beats()).isEmpty();
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void aSessionOfAGatewayThatHasGoneCanBeResumed() {
        try (var old = PlainClient.open(gateway.url());
                var plain = PlainClient.open(gateway.url())) {
            SimulatedSession session = logIn(old);
            session.faults().eof();
            int missed = (int) session.dispatch("NEW_THING", "{}");

            plain.resume(session.id(), missed - 1);

            assertThat(plain.next("NEW_THING")).containsEntry("s", missed);
            plain.next("RESUMED");
        }
    }

    @Test
    void heartbeatsThatNobodyReadsAreNotMissing() {
        Duration interval = Duration.ofMillis(20);
        try (var quick = SimulatedGateway.builder()
                        .heartbeatInterval(interval)
                        .maxConcurrency(2)
                        .start();
                var silenced = PlainClient.open(quick.url());
                var unread = PlainClient.open(quick.url())) {
            silenced.identify("token", "\"shard\":[0,2],");
            quick.awaitSession().faults().silence();
            unread.identify("token", "\"shard\":[1,2],");
            quick.awaitSession().faults().reading(false);

            // This client comes last and does not beat either, so its time is up after that of the others.
            try (var late = PlainClient.open(quick.url())) {
                assertThat(late.ending()).startsWith("4000");
            }

            assertThat(quick.violations()).hasSize(1);
        }
    }

    @Test
    void acksCanBeLeftOutForConnectionsToCome() {
        gateway.faults().acks(false);
        try (var plain = PlainClient.open(gateway.url())) {
            SimulatedSession session = logIn(plain);
            plain.beat(1L);
            gateway.awaitReceived(Op.HEARTBEAT, 1);

            session.faults().requestBeat();

            assertThat(plain.next(1)).containsEntry("d", null);
            assertThat(plain.pending()).isZero();
        }
    }

    @Test
    void reconnectIsSent() {
        try (var plain = PlainClient.open(gateway.url())) {
            logIn(plain).faults().reconnect();

            plain.next(Op.RECONNECT);
        }
    }

    @Test
    void reconnectComesInsteadOfHelloOnce() {
        gateway.reconnectBeforeHello();
        try (var first = PlainClient.open(gateway.url());
                var second = PlainClient.open(gateway.url())) {
            assertThat(first.next()).containsEntry("op", Op.RECONNECT);
            assertThat(second.next()).containsEntry("op", Op.HELLO);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInvalidSessionIsSentAndMeant(boolean resumable) {
        try (var plain = PlainClient.open(gateway.url())) {
            SimulatedSession session = logIn(plain);

            session.faults().invalidSession(resumable);

            assertThat(plain.next(Op.INVALID_SESSION)).containsEntry("d", resumable);
            assertThat(session.isAlive()).isEqualTo(resumable);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none, ProtocolException",
        "zlib-stream, IllegalStateException",
        "zstd-stream, ZstdException",
    })
    void aCorruptFrameCannotBeDecoded(String compression, String error) {
        try (var plain = PlainClient.open(gateway.url(), compression)) {
            logIn(plain).faults().corruptFrame();

            assertThat(plain.ending()).isEqualTo(error);
        }
    }

    @Test
    void anInvalidFrameBreaksTheConnection() {
        try (var plain = PlainClient.open(gateway.url(), "zlib-stream")) {
            logIn(plain).faults().invalidFrame();

            assertThat(plain.ending()).isEqualTo("ProtocolException");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zlib-stream", "zstd-stream"})
    void splitMessagesCanBePutTogether(String compression) {
        gateway.faults().splitFrames(true);
        try (var plain = PlainClient.open(gateway.url(), compression)) {
            SimulatedSession session = logIn(plain);
            session.burst(200);

            for (int sequence = 2; sequence <= 204; sequence++) {
                assertThat(plain.next()).containsEntry("s", sequence);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zlib-stream", "zstd-stream"})
    void theSuffixCanBeSplitTooIfATestAsksForIt(String compression) {
        try (var plain = PlainClient.open(gateway.url(), compression)) {
            plain.expectCutSuffixes();
            SimulatedSession session = logIn(plain);
            session.faults().splitSuffix(true);
            session.burst(200);

            for (int sequence = 2; sequence <= 204; sequence++) {
                assertThat(plain.next()).containsEntry("s", sequence);
            }
        }
    }

    @Test
    void aSplitPayloadOfAZlibStreamEndsWithAWholeSuffixHoweverShortItIs() {
        gateway.faults().splitFrames(true);
        try (var plain = PlainClient.open(gateway.url(), "zlib-stream")) {
            plain.next(Op.HELLO);

            for (int beat = 0; beat < 50; beat++) {
                plain.beat(null);
                plain.next(Op.ACK);
            }
        }
    }

    @Test
    void upgradesCanBeSlow() {
        gateway.slowUpgrade(Duration.ofMillis(100));
        long start = System.nanoTime();

        try (var plain = PlainClient.open(gateway.url())) {
            plain.next(Op.HELLO);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void connectionsAreRefusedForAWhile() {
        gateway.refuse(Duration.ofMillis(50));

        boolean refused = false;
        while (true) {
            try (var plain = PlainClient.open(gateway.url())) {
                plain.next(Op.HELLO);
                break;
            } catch (CompletionException failure) {
                assertThat(failure).hasCauseInstanceOf(ConnectException.class);
                refused = true;
            }
        }

        assertThat(refused).isTrue();
    }

    @Test
    void waitingInVainSaysForWhat() {
        assertThatThrownBy(() -> SimulatedGateway.builder().shards(0).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shards 0");
    }

    @Test
    void closingEndsTheThread() throws InterruptedException {
        try (var plain = PlainClient.open(gateway.url(), "zstd-stream")) {
            logIn(plain);

            gateway.close();

            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith(LoopbackServer.THREAD_NAME)) {
                    assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
                }
            }
        }
    }
}
