package dev.nightjar.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ScriptedGatewayTest {

    private static final Duration MOMENT = Duration.ofMillis(50);

    private final ScriptedGateway gateway = ScriptedGateway.start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zlib-stream", "zstd-stream"})
    void aScriptRunsFromHelloToAnEvent(String compression) {
        try (var plain = PlainClient.open(gateway.url(), compression)) {
            Client client = gateway.accept();

            client.hello(41_250);
            plain.next(10);
            plain.identify("token", "\"shard\":[1,3],");
            client.expect(2);
            client.ready("abc");
            client.dispatch("MESSAGE_CREATE", 2, "{\"content\":\"héllo ☃ 😀\"}");

            assertThat(PlainClient.data(plain.next("READY")))
                    .containsEntry("session_id", "abc")
                    .containsEntry("shard", List.of(1, 3))
                    .containsEntry("resume_gateway_url", gateway.url().toString());
            assertThat(PlainClient.data(plain.next("MESSAGE_CREATE"))).containsEntry("content", "héllo ☃ 😀");
        }
    }

    @Test
    void theRequestOfTheClientIsShown() {
        try (var plain = PlainClient.open(gateway.url(), "zstd-stream")) {
            UpgradeRequest request = gateway.accept().request();

            assertThat(request.target()).isEqualTo("/?v=10&encoding=json&compress=zstd-stream");
            assertThat(request.path()).isEqualTo("/");
            assertThat(request.parameter("v")).contains("10");
            assertThat(request.header("Upgrade")).contains("websocket");
            assertThat(plain.pending()).isZero();
        }
    }

    @Test
    void beatsAreAnsweredAndKeptApart() {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();

            plain.beat(null);
            plain.beat(7L);
            plain.identify();

            client.expect(2);
            assertThat(client.expectBeat().d()).isNull();
            assertThat(client.expectBeat().d()).isEqualTo(7);
            assertThat(plain.next()).containsEntry("op", 11);
            assertThat(plain.next()).containsEntry("op", 11);
            assertThat(client.received()).extracting(Received::op).containsExactly(1, 1, 2);
        }
    }

    @Test
    void beatsAreNotAnsweredWhenAcksAreOff() {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();
            client.acks(false);

            plain.beat(null);
            client.expectBeat();
            client.requestBeat();

            assertThat(plain.next()).containsEntry("op", 1);
        }
    }

    @Test
    void anotherPayloadThanTheExpectedOneFailsWithWhatCame() {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();

            plain.resume("abc", 3);

            assertThatThrownBy(() -> client.expect(2))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Expected op 2")
                    .hasMessageContaining("\"op\":6");
        }
    }

    @Test
    void waitingInVainSaysForWhat() {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();

            client.expectNothing(MOMENT);
            assertThatThrownBy(() -> client.expect(2, MOMENT)).hasMessageContaining("for op 2 from client 1");
            assertThatThrownBy(() -> client.closedWithin(MOMENT)).hasMessageContaining("the end of the connection");
            assertThatThrownBy(() -> gateway.accept(MOMENT)).hasMessageContaining("No client");
            assertThat(plain.pending()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zlib-stream", "zstd-stream"})
    void aMessageCanComeInFragments(String compression) {
        try (var plain = PlainClient.open(gateway.url(), compression)) {
            Client client = gateway.accept();
            byte[] message = client.compress("{\"op\":7,\"d\":null}");

            client.sendFragmented(message, 1, 5);

            assertThat(plain.next()).containsEntry("op", 7);
        }
    }

    @Test
    void aZlibMessageCanComeInSeveralMessages() {
        try (var plain = PlainClient.open(gateway.url(), "zlib-stream")) {
            Client client = gateway.accept();
            byte[] message = client.compress("{\"op\":7,\"d\":null}");
            plain.expectCutSuffixes();

            client.sendSplitMessages(message, 1, message.length - 2);

            assertThat(plain.next()).containsEntry("op", 7);
        }
    }

    @Test
    void anAckWaitsForTheMessageThatWasCompressedBeforeIt() {
        try (var plain = PlainClient.open(gateway.url(), "zlib-stream")) {
            Client client = gateway.accept();

            byte[] message = client.compress("{\"op\":7,\"d\":null}");
            plain.beat(null);
            client.expectBeat();
            client.sendBinary(message);

            assertThat(plain.next()).containsEntry("op", 7);
            assertThat(plain.next()).containsEntry("op", 11);
        }
    }

    @Test
    void invalidFramesBreakTheClient() {
        try (var plain = PlainClient.open(gateway.url())) {
            gateway.accept().rawBytes(new byte[] {(byte) 0x83, 0});

            assertThat(plain.ending()).isEqualTo("ProtocolException");
        }
    }

    @Test
    void aCloseReachesTheClientWithCodeAndReason() {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();

            client.close(4009, "Session timed out.");

            assertThat(plain.ending()).isEqualTo("4009 Session timed out.");
            assertThat(client.closed().code()).isEqualTo(4009);
            assertThat(client.isOpen()).isFalse();
        }
    }

    @Test
    void aCloseCanBeWithoutCode() {
        try (var plain = PlainClient.open(gateway.url())) {
            gateway.accept().closeWithoutCode();

            assertThat(plain.ending()).isEqualTo("1005");
        }
    }

    @Test
    void aResetIsSeenAsSuch() {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();

            client.reset();

            assertThat(plain.ending()).isIn("SocketException", "IOException");
            assertThat(client.closed()).isEqualTo(new Closed(1006, ""));
        }
    }

    @Test
    void anEndOfStreamIsSeenAsSuch() {
        try (var plain = PlainClient.open(gateway.url())) {
            gateway.accept().eof();

            assertThat(plain.ending()).isEqualTo("1006");
        }
    }

    @Test
    void theCloseOfTheClientIsAnsweredAndSeen() {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();

            plain.closeWith(4000, "resuming");

            assertThat(client.closed()).isEqualTo(new Closed(4000, "resuming"));
            assertThat(plain.ending()).isEqualTo("4000 resuming");
            assertThatThrownBy(() -> client.expect(2)).hasMessageContaining("4000");
        }
    }

    @Test
    void theCloseOfTheClientMayStayUnanswered() {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();
            client.answerClose(false);

            plain.closeWith(4000, "resuming");

            assertThat(client.closeFrame()).isEqualTo(new Closed(4000, "resuming"));
            assertThatThrownBy(() -> client.closedWithin(MOMENT)).isInstanceOf(AssertionError.class);
            plain.abort();
            assertThat(client.closed().code()).isEqualTo(4000);
        }
    }

    @Test
    void aSilentGatewayHearsAndSaysNothing() {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();
            client.silence();

            plain.beat(null);
            client.hello(1000);

            assertThatThrownBy(() -> client.expectBeat(MOMENT)).isInstanceOf(AssertionError.class);
            assertThat(plain.pending()).isZero();
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void whatWasNotReadIsReadLater() {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();
            client.stopReading();
            plain.identify();
            client.expectNothing(MOMENT);

            client.resumeReading();

            client.expect(2);
        }
    }

    @Test
    void connectionsAreRefusedUntilItListensAgain() {
        gateway.refuseConnections();
        assertThatThrownBy(() -> PlainClient.open(gateway.url())).hasCauseInstanceOf(ConnectException.class);

        gateway.listenAgain();

        PlainClient.open(gateway.url()).close();
        gateway.accept().closed();
        assertThat(gateway.connections()).isEqualTo(1);
    }

    @Test
    void upgradesWaitWhileTheyAreHeld() {
        gateway.holdUpgrades();
        CompletableFuture<WebSocket> socket = dial();
        gateway.expectNoClient(MOMENT);
        assertThat(socket).isNotDone();

        gateway.releaseUpgrades();

        gateway.accept();
        socket.join().abort();
    }

    @Test
    void upgradesCanBeLate() {
        gateway.slowUpgrade(Duration.ofMillis(100));
        long start = System.nanoTime();

        dial().join().abort();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void upgradesCanBeRejected() {
        gateway.rejectUpgrades(429, Map.of("Retry-After", "5"));

        assertThatThrownBy(dial()::join).cause().isInstanceOfSatisfying(WebSocketHandshakeException.class, rejected -> {
            assertThat(rejected.getResponse().statusCode()).isEqualTo(429);
            assertThat(rejected.getResponse().headers().firstValue("retry-after"))
                    .contains("5");
        });
        gateway.expectNoClient(MOMENT);
    }

    private CompletableFuture<WebSocket> dial() {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(gateway.url() + "/?v=10"), new WebSocket.Listener() {})
                .orTimeout(10, TimeUnit.SECONDS);
    }

    @Test
    void aLargeMessageArrivesWhole() {
        String content = "ö".repeat(3_000_000);
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();
            plain.identify();
            client.expect(2);

            client.dispatch("GUILD_CREATE", 2, "{\"name\":\"" + content + "\"}");

            assertThat(PlainClient.data(plain.next("GUILD_CREATE"))).containsEntry("name", content);
        }
    }

    @Test
    void closingFreesTheThreadAndEndsTheClients() throws InterruptedException {
        try (var plain = PlainClient.open(gateway.url())) {
            Client client = gateway.accept();
            assertThat(gateway.openConnections()).isEqualTo(1);

            gateway.close();

            client.closed();
            assertThat(plain.ending()).isNotEmpty();
            assertThat(gateway.openConnections()).isZero();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith(LoopbackServer.THREAD_NAME)) {
                    assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
                }
            }
        }
    }

    @Test
    void textIsSentAsItIs() {
        try (var plain = PlainClient.open(gateway.url(), "zlib-stream")) {
            gateway.accept().sendText("{\"op\":11}");

            assertThat(plain.next()).isEqualTo(Map.of("op", 11));
        }
    }
}
