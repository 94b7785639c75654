package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Disconnected.Next;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviours 1 to 8: connecting. */
@Timeout(60)
class ShardConnectTest {

    @ParameterizedTest
    @CsvSource({"ZSTD,&compress=zstd-stream", "ZLIB,&compress=zlib-stream", "PAYLOAD,''", "NONE,''"})
    void theRequestNamesVersionEncodingAndCompressionAfterOneSlash(Compression compression, String query) {
        try (Bench bench = Bench.open(config -> config.compression(compression))) {
            assertThat(bench.gateway.accept().request().target()).isEqualTo("/?v=10&encoding=json" + query);
        }
    }

    @Test
    void aResumeDialsTheResumeHostWithTheSameQuery() {
        try (Bench bench = Bench.open();
                Bench host = Bench.unread(config -> config)) {
            host.gateway.accept();
            Client first = bench.gateway.accept();
            first.hello(41_250);
            first.expect(2);
            first.ready("session", host.gateway.url() + "/");

            first.reconnect();

            Client second = host.gateway.accept();
            assertThat(second.request().target()).isEqualTo(first.request().target());
            second.hello(41_250);
            assertThat(second.expect(6).data()).containsEntry("session_id", "session");
        }
    }

    @Test
    void aHostThatSpeaksNoHttpIsReportedInShortLinesWithoutControlCharacters() throws IOException {
        byte[] noise = ("\u001b[31m\u0007".repeat(5_000) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!host.isClosed()) {
                    try (Socket client = host.accept()) {
                        client.getOutputStream().write(noise);
                        client.shutdownOutput();
                        client.getInputStream().readAllBytes();
                    } catch (IOException e) {
                        // The client has gone, or the test is over.
                    }
                }
            });
            URI url = URI.create("ws://127.0.0.1:" + host.getLocalPort());
            try (Bench bench = Bench.open(config -> config.gatewayUrl(url))) {
                Exception cause = bench.next(ConnectFailed.class).cause();

                StringWriter trace = new StringWriter();
                cause.printStackTrace(new PrintWriter(trace));
                assertThat(cause.getMessage())
                        .startsWith("Could not connect to " + url)
                        .hasSizeLessThan(1_500);
                assertThat(trace.toString().lines())
                        .allSatisfy(
                                line -> assertThat(line).hasSizeLessThan(2_000).doesNotContain("\u001b", "\u0007"));
            }
        }
    }

    @Test
    void aDeadResumeHostFallsBackToTheMainUrlWhereTheSessionIsStillResumed() {
        try (Bench bench = Bench.open();
                ScriptedGateway host = ScriptedGateway.start()) {
            // It keeps its port, so that nobody else can answer there.
            host.refuseConnections();
            String dead = host.url().toString();
            Client first = bench.gateway.accept();
            first.hello(41_250);
            first.expect(2);
            first.ready("session", dead);

            first.reconnect();

            Client second = bench.resuming(1);
            second.resumed(2);
            assertThat(bench.next(ConnectFailed.class).url().toString()).startsWith(dead);
        }
    }

    @Test
    void aDeadResumeHostIsNotDialledAgainInItsSession() {
        try (Bench bench = Bench.open();
                ScriptedGateway host = ScriptedGateway.start()) {
            host.refuseConnections();
            Client first = bench.gateway.accept();
            first.hello(41_250);
            first.expect(2);
            first.ready("session", host.url().toString());
            first.reconnect();
            Client second = bench.resuming(1);
            second.resumed(2);
            bench.next(ConnectFailed.class);
            bench.next(Resumed.class);

            second.reconnect();

            bench.resuming(2).resumed(3);
            bench.next(Resumed.class);
            assertThat(bench.rest()).noneMatch(ConnectFailed.class::isInstance);
        }
    }

    @Test
    void behindAReverseProxyOnlyTheGatewayUrlIsDialled() {
        try (ScriptedGateway host = ScriptedGateway.start();
                Bench bench = Bench.open(config -> config.alwaysGatewayUrl(true))) {
            Client first = bench.gateway.accept();
            first.hello(41_250);
            first.expect(2);
            first.ready("session", host.url().toString());
            first.reconnect();

            bench.resuming(1).resumed(2);

            bench.next(Resumed.class);
            assertThat(host.connections()).isZero();
        }
    }

    @Test
    void aResumeHostThatUpgradesAndSaysNothingFallsBackToTheMainUrlToo() {
        try (Bench bench = Bench.open(config -> config.helloTimeout(Duration.ofMillis(50)));
                ScriptedGateway deaf = ScriptedGateway.start()) {
            Client first = bench.gateway.accept();
            first.hello(41_250);
            first.expect(2);
            first.ready("session", deaf.url().toString());

            first.reconnect();
            deaf.accept();

            Client back = bench.gateway.accept();
            back.hello(41_250);
            assertThat(back.expect(6).data()).containsEntry("session_id", "session");
            assertThat(deaf.connections()).isOne();
        }
    }

    @Test
    void aResumeHostThatSendsEveryoneAwayFallsBackToTheMainUrlAfterTheSecondTime() {
        try (Bench bench = Bench.open();
                ScriptedGateway draining = ScriptedGateway.start()) {
            Client first = bench.gateway.accept();
            first.hello(41_250);
            first.expect(2);
            first.ready("session", draining.url().toString());

            first.reconnect();
            draining.accept().reconnect();
            draining.accept().reconnect();

            Client back = bench.gateway.accept();
            back.hello(41_250);
            assertThat(back.expect(6).data()).containsEntry("session_id", "session");
            assertThat(draining.connections()).isEqualTo(2);
        }
    }

    @Test
    void anUpgradeThatNeverComesTimesOutIsReportedAndRetried() {
        try (Bench bench = Bench.open(config -> config.connectTimeout(Duration.ofMillis(100)))) {
            bench.gateway.holdUpgrades();
            bench.shard.restart();

            ConnectFailed failed = bench.next(ConnectFailed.class);
            bench.gateway.releaseUpgrades();

            assertThat(failed.retryIn()).isPositive();
            assertThat(bench.gateway.accept()).isNotNull();
        }
    }

    @Test
    void aRefusedUpgradeIsReportedWithItsStatusAndItsRetryAfterIsKept() {
        Bench.QuickTime time = new Bench.QuickTime();
        try (Bench bench = Bench.open(config -> config, time)) {
            bench.gateway.rejectUpgrades(503, Map.of("Retry-After", "7"));
            bench.shard.restart();

            ConnectFailed failed = bench.next(ConnectFailed.class);
            bench.gateway.releaseUpgrades();

            assertThat(failed.cause()).hasMessageContaining("503");
            assertThat(failed.retryIn()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void delaysGrowWhileConnectionsDieBeforeReadyAndResetOnlyAfterIt() {
        Bench.QuickTime time = new Bench.QuickTime();
        try (Bench bench = Bench.open(config -> config.backoff(Duration.ofSeconds(1), Duration.ofSeconds(8)), time)) {
            List<Duration> delays = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                bench.gateway.accept().reset();
                delays.add(bench.next(Disconnected.class).delay());
            }

            assertThat(delays.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
            assertThat(delays.get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
            assertThat(delays.get(2)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
            assertThat(delays.get(3)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
            assertThat(delays.get(5)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
            assertThat(bench.shard.reconnectAttempts()).isEqualTo(6);

            Client client = bench.identified();
            client.reset();

            assertThat(bench.next(Disconnected.class).delay()).isZero();
            assertThat(bench.shard.reconnectAttempts()).isZero();
            assertThat(time.sleeps).startsWith(delays.toArray(Duration[]::new));
        }
    }

    @Test
    void aMissingHelloClosesWithoutEndingASessionAndIsRetried() {
        try (Bench bench = Bench.open(config -> config.helloTimeout(Duration.ofMillis(50)))) {
            Client silent = bench.gateway.accept();

            assertThat(silent.closed().code()).isEqualTo(4000);
            assertThat(bench.next(Disconnected.class).reason()).contains("no HELLO");
            assertThat(bench.gateway.accept()).isNotNull();
        }
    }

    @Test
    void aZlibStreamThatIsNeverFlushedIsNamedWithTheRemedy() {
        try (Bench bench =
                Bench.open(config -> config.compression(Compression.ZLIB).helloTimeout(Duration.ofMillis(500)))) {
            String reason = "";
            // On a busy machine the part may come after the end of the first waits.
            for (int i = 0; i < 20 && !reason.contains("whole message"); i++) {
                bench.gateway.accept().sendBinary(new byte[] {0x78, (byte) 0x9c, 0x02});
                Disconnected end = bench.next(Disconnected.class);
                assertThat(end.cause()).isEqualTo(Disconnected.Cause.NO_HELLO);
                reason = end.reason();
            }

            assertThat(reason)
                    .startsWith("the gateway sent no HELLO within PT0.5S, only what is no whole message.")
                    .contains("choose another GatewayConfig.Builder.compression");
        }
    }

    @Test
    void aReconnectBeforeHelloIsObeyedAndKeepsTheSession() {
        try (Bench bench = Bench.open()) {
            bench.identified().reconnect();
            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("RECONNECT_REQUESTED 4000 RESUME");

            bench.gateway.accept().reconnect();

            Disconnected end = bench.next(Disconnected.class);
            assertThat(Bench.trace(end)).isEqualTo("RECONNECT_REQUESTED 4000 RESUME");
            assertThat(end.delay()).isZero();
            bench.resuming(1);
        }
    }

    @Test
    void helloIsAnnouncedWithItsIntervalAndWhetherTheSessionIsResumed() {
        try (Bench bench = Bench.open()) {
            bench.identified(30_000).reconnect();
            bench.resuming(1);

            Connected first = bench.next(Connected.class);
            Connected second = bench.next(Connected.class);

            assertThat(first.heartbeatInterval()).isEqualTo(Duration.ofSeconds(30));
            assertThat(first.resuming()).isFalse();
            assertThat(second.resuming()).isTrue();
        }
    }

    @Test
    void closingEndsABackoffAtOnce() {
        EndlessTime time = new EndlessTime();
        try (Bench bench = Bench.open(config -> config, time)) {
            bench.gateway.accept().reset();
            awaitLatch(time.waiting);

            bench.shard.close();

            assertThat(bench.loopEnd()).isNull();
            assertThat(bench.shard.state()).isEqualTo(ShardState.CLOSED);
        }
    }

    @Test
    void restartingEndsABackoffAtOnce() {
        EndlessTime time = new EndlessTime();
        try (Bench bench = Bench.open(config -> config, time)) {
            bench.gateway.accept().reset();
            awaitLatch(time.waiting);

            bench.shard.restart();

            assertThat(bench.gateway.accept()).isNotNull();
        }
    }

    @Test
    void closingEndsADialAtOnce() {
        try (Bench bench = Bench.open(config -> config.connectTimeout(Duration.ofMinutes(1)))) {
            bench.gateway.holdUpgrades();
            bench.shard.restart();

            bench.shard.close();

            assertThat(bench.loopEnd()).isNull();
        }
    }

    @Test
    void closingEndsAPermitWaitAtOnceAndNoIdentifyLeaves() {
        CountDownLatch asked = new CountDownLatch(1);
        try (Bench bench = Bench.open(config -> config.identifyQueue(id -> {
            asked.countDown();
            new CountDownLatch(1).await();
        }))) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            awaitLatch(asked);

            bench.shard.close();

            assertThat(client.closed().code()).isEqualTo(1000);
            assertThat(client.received()).noneMatch(payload -> payload.op() == 2);
            assertThat(bench.gateway.connections()).isEqualTo(1);
        }
    }

    @Test
    void closingWhileReadyIsAwaitedEndsTheShard() {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);

            bench.shard.close();

            assertThat(client.closed().code()).isEqualTo(1000);
            Disconnected end = bench.next(Disconnected.class);
            assertThat(end.next()).isEqualTo(Next.STOP);
            assertThat(bench.loopEnd()).isNull();
        }
    }

    @Test
    void restartingAnActiveShardResumesTheSession() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            client.dispatch("NEW_THING", 2, "{}");
            bench.next(Unknown.class);

            bench.shard.restart();

            assertThat(client.closed().code()).isEqualTo(4000);
            bench.resuming(2);
            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("USER_RESTART 4000 RESUME");
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Each wait lasts until it is interrupted. */
    private static final class EndlessTime implements Time {

        final CountDownLatch waiting = new CountDownLatch(1);

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            waiting.countDown();
            new CountDownLatch(1).await();
        }
    }
}
