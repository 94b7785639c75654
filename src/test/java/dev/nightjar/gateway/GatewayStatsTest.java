package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdateVoiceState;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The counters of a shard and of a fleet, over sockets. */
@Timeout(60)
class GatewayStatsTest {

    @Test
    void aShardThatHasDoneNothingHasCountedNothing() {
        try (Bench bench = Bench.open()) {
            GatewayStats stats = bench.shard.stats();

            assertThat(stats.uptime()).isPositive();
            assertThat(stats.dispatches()).isEmpty();
            assertThat(stats.latency().count()).isZero();
            assertThat(stats.latency().quantile(0.5)).isEmpty();
        }
    }

    @Test
    void aSessionThatIsLostResumedAndInvalidatedIsCountedStepByStep() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            client.dispatch("MESSAGE_CREATE", 2, "{\"id\":\"1\",\"author\":7}");
            client.dispatch("NEW_THING", 3, "{}");
            bench.next(Unknown.class);

            GatewayStats first = bench.shard.stats();
            assertThat(first.dispatches())
                    .containsOnly(
                            entry(EventType.READY, 1L),
                            entry(EventType.MESSAGE_CREATE, 1L),
                            entry(EventType.UNKNOWN, 1L));
            assertThat(first.otherPayloads()).as("HELLO").isEqualTo(1);
            assertThat(first.connections()).isEqualTo(1);
            assertThat(first.sessionsBegun()).isEqualTo(1);
            assertThat(first.mismatchedFields()).isEqualTo(1);

            client.close(4000, "again");
            Client resuming = bench.resuming(3);
            resuming.dispatch("MESSAGE_CREATE", 4, "{\"id\":\"2\"}");
            resuming.dispatch("MESSAGE_CREATE", 5, "{\"id\":\"3\"}");
            resuming.resumed(6);
            bench.next(Resumed.class);

            GatewayStats second = bench.shard.stats();
            assertThat(second.connections()).isEqualTo(2);
            assertThat(second.endedConnections()).containsOnly(entry(Cause.CLOSED_BY_GATEWAY, 1L));
            assertThat(second.sessionsResumed()).isEqualTo(1);
            assertThat(second.replayedEvents()).isEqualTo(2);
            assertThat(second.sessionsLost()).isEmpty();

            resuming.invalidSession(false);
            bench.next(SessionInvalidated.class);
            bench.identified();
            bench.next(Ready.class);

            GatewayStats third = bench.shard.stats();
            assertThat(third.sessionsLost()).containsOnly(entry(Cause.INVALID_SESSION, 1L));
            assertThat(third.sessionsBegun()).isEqualTo(2);
            assertThat(third.dispatches()).containsEntry(EventType.MESSAGE_CREATE, 3L);
        }
    }

    @Test
    void aReadyThatAnswersAResumeIsASessionLostAndOneBegun() {
        try (Bench bench = Bench.open()) {
            bench.identified().close(4000, "again");
            bench.resuming(1).ready("another");
            bench.next(SessionInvalidated.class);
            bench.next(Ready.class);

            GatewayStats stats = bench.shard.stats();
            assertThat(stats.sessionsLost()).containsOnly(entry(Cause.INVALID_SESSION, 1L));
            assertThat(stats.sessionsBegun()).isEqualTo(2);
            assertThat(stats.sessionsResumed()).isZero();
        }
    }

    @Test
    void aSessionThatTheUserRenewsIsLostForThatReason() {
        try (Bench bench = Bench.open()) {
            bench.identified();
            bench.next(Ready.class);

            bench.shard.restartWithNewSession();
            bench.next(Disconnected.class);
            bench.identified();
            bench.next(Ready.class);

            assertThat(bench.shard.stats().sessionsLost()).containsOnly(entry(Cause.USER_NEW_SESSION, 1L));
        }
    }

    @Test
    void dialsThatFailAreCountedByReason() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create("ws://127.0.0.1:" + port))
                .build();
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            assertThat(shard.events().iterator().next()).isInstanceOf(ConnectFailed.class);

            assertThat(shard.stats().failedDials()).containsOnlyKeys(ConnectFailed.Reason.REFUSED);
            assertThat(shard.stats().connections()).isZero();
        }
    }

    @Test
    void heartbeatsAndTheirAnswersAreCountedOverConnections() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            for (int i = 0; i < 3; i++) {
                client.requestBeat();
                client.expectBeat();
            }
            client.close(4000, "again");
            Client resuming = bench.resuming(1);
            resuming.acks(false);
            resuming.requestBeat();
            resuming.expectBeat();
            resuming.resumed(2);
            bench.next(Resumed.class);

            GatewayStats stats = bench.shard.stats();
            assertThat(stats.heartbeats()).isEqualTo(4);
            assertThat(stats.latency().count()).isEqualTo(3);
            assertThat(stats.latency().total()).isPositive();
            assertThat(stats.latency().quantile(0.99)).isPresent();
        }
    }

    @Test
    void aReaderThatIsStalledIsCountedWhileItIs() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(1))) {
            Client client = bench.identified(500);
            for (int i = 2; i < 10; i++) {
                client.dispatch("NEW_THING", i, "{}");
            }
            do {
                client.expectBeat();
            } while (bench.shard.stats().stalls() == 0);

            Duration during = bench.shard.stats().stalled();
            client.expectBeat();
            assertThat(bench.shard.stats().stalled()).isGreaterThan(during);

            bench.read();
            while (bench.next(Unknown.class).payload().sequence() < 9) {}
            assertThat(bench.shard.stats().stalls()).isPositive();
            assertThat(bench.shard.stats().stalled()).isGreaterThan(during);
        }
    }

    @Test
    void commandsAreCountedAsWaitingSentAndLost() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.shard.send(UpdatePresence.of(UpdatePresence.Status.IDLE));
            client.expect(3);
            bench.shard.send(UpdateVoiceState.leave(5));
            client.expect(4);
            client.requestBeat();
            client.expectBeat(); // the writer is past both
            client.close(4000, "again");
            Client resuming = bench.resuming(1);
            bench.shard.send(UpdateVoiceState.leave(6));

            assertThat(bench.shard.stats().commandsSent()).isEqualTo(2);
            assertThat(bench.shard.stats().commandsWaiting()).isEqualTo(1);

            assertThat(resuming.isOpen()).isTrue();
            bench.shard.close();
            bench.loopEnd();
            GatewayStats last = bench.shard.stats();
            assertThat(last.commandsLost()).isEqualTo(1);
            assertThat(last.commandsWaiting()).isZero();
            assertThat(last.uptime())
                    .as("the clock has stopped")
                    .isEqualTo(bench.shard.stats().uptime());
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void bytesAreCountedAsTheyArriveAndInflated(Compression compression) {
        try (ScriptedGateway gateway = ScriptedGateway.start()) {
            GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                    .intents(Intent.GUILDS)
                    .compression(compression)
                    .gatewayUrl(gateway.url())
                    .identifyQueue(shard -> {})
                    .build();
            try (Shard shard = Shard.open(ShardId.ONE, config)) {
                Client client = gateway.accept();
                client.hello(41_250);
                client.expect(2);
                client.ready("session");
                client.dispatch("MESSAGE_CREATE", 2, "{\"id\":\"1\",\"content\":\"" + "a".repeat(100_000) + "\"}");
                for (var event : shard.events()) {
                    if (event instanceof MessageCreate) {
                        break;
                    }
                }

                GatewayStats stats = shard.stats();
                assertThat(stats.inflatedBytes()).isGreaterThan(100_000);
                switch (compression) {
                    case ZSTD, ZLIB ->
                        assertThat(stats.wireBytes()).isPositive().isLessThan(10_000);
                    // The scripted gateway compresses no single payload.
                    case PAYLOAD, NONE -> assertThat(stats.wireBytes()).isEqualTo(stats.inflatedBytes());
                }
            }
        }
    }

    @Test
    void aFleetHasTheSumsOfItsShards() {
        try (ScriptedGateway gateway = ScriptedGateway.start()) {
            GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                    .intents(Intent.GUILDS)
                    .gatewayUrl(gateway.url())
                    .identifyQueue(shard -> {})
                    .build();
            try (Fleet fleet = Fleet.open(ShardRange.all(3), config)) {
                for (int i = 0; i < 3; i++) {
                    Client client = gateway.accept();
                    client.hello(41_250);
                    client.expect(2);
                    client.ready("session-" + i);
                }
                int ready = 0;
                for (ShardEvent next : fleet.events()) {
                    ready += next.event() instanceof Ready ? 1 : 0;
                    if (ready == 3) {
                        break;
                    }
                }

                GatewayStats sums = fleet.stats();
                assertThat(sums.connections()).isEqualTo(3);
                assertThat(sums.sessionsBegun()).isEqualTo(3);
                assertThat(sums.dispatches()).containsOnly(entry(EventType.READY, 3L));
                assertThat(fleet.shards())
                        .allSatisfy(shard ->
                                assertThat(shard.stats().sessionsBegun()).isEqualTo(1));
            }
        }
    }

    @Test
    void latenciesFallIntoTheBucketWhoseBoundTheyDoNotExceed() {
        assertThat(LatencyHistogram.bucket(0)).isZero();
        assertThat(LatencyHistogram.bucket(TimeUnit.MILLISECONDS.toNanos(10))).isZero();
        assertThat(LatencyHistogram.bucket(TimeUnit.MILLISECONDS.toNanos(10) + 1))
                .isEqualTo(1);
        assertThat(LatencyHistogram.bucket(TimeUnit.SECONDS.toNanos(10) + 1)).isEqualTo(LatencyHistogram.BOUNDS.size());
        assertThat(LatencyHistogram.BOUNDS).isSorted();
    }

    @Test
    void aQuantileIsTheBoundOfTheBucketThatItIsIn() {
        List<Long> counts = new ArrayList<>(Collections.nCopies(LatencyHistogram.BOUNDS.size() + 1, 0L));
        counts.set(2, 98L);
        counts.set(6, 1L);
        counts.set(LatencyHistogram.BOUNDS.size(), 1L);
        var histogram = new LatencyHistogram(counts, Duration.ofSeconds(20));

        assertThat(histogram.quantile(0.5)).contains(Duration.ofMillis(50));
        assertThat(histogram.quantile(0.99)).contains(Duration.ofMillis(200));
        assertThat(histogram.quantile(1)).contains(Duration.ofSeconds(10));
        assertThat(histogram.plus(histogram).count()).isEqualTo(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> histogram.quantile(0))
                .withMessage("A quantile must be above 0 and at most 1, but is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatencyHistogram(List.of(1L), Duration.ZERO))
                .withMessageEndingWith("but has 1");
    }

    @Test
    void sumsHaveTheCountersOfBoth() {
        GatewayStats sum = GatewayStats.NONE.plus(GatewayStats.NONE);

        assertThat(sum).isEqualTo(GatewayStats.NONE);
        assertThat(sum.failedDials()).isEqualTo(Map.of());
    }
}
