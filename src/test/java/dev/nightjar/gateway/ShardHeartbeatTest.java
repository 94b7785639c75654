package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.Received;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 18 to 29: heartbeats. Their timing is {@link PulseTest}'s. */
@Timeout(60)
class ShardHeartbeatTest {

    private static final int INTERVAL = 250;

    @Test
    void beatsComeBeforeReadyWithoutASequenceAndAfterADispatchWithIts() {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.hello(INTERVAL);
            assertThat(client.expectBeat().d()).isNull();

            client.expect(2);
            client.ready("session");
            client.dispatch("NEW_THING", 7, "{}");
            client.requestBeat();

            assertThat(beatAfterReady(client).d()).isEqualTo(7);
        }
    }

    /** Beats that were on their way before the dispatch still carry what was there. */
    private static Received beatAfterReady(Client client) {
        Received beat = client.expectBeat();
        while (!Integer.valueOf(7).equals(beat.d())) {
            assertThat(beat.d()).isIn(null, 1);
            beat = client.expectBeat();
        }
        return beat;
    }

    @Test
    void aRequestedBeatComesAtOnceAndThePeriodicOneStillDoes() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified(41_250);

            client.requestBeat();

            assertThat(client.expectBeat().d()).isEqualTo(1);

            client.reconnect();
            Client second = bench.gateway.accept();
            second.hello(INTERVAL);
            second.expect(6);
            second.requestBeat();
            second.expectBeat();
            second.expectBeat();
            second.expectBeat();
        }
    }

    @Test
    void aSilentPeerIsDroppedWithoutACloseFrameAndTheSessionResumed() {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.acks(false);
            client.hello(INTERVAL);
            client.expect(2);
            client.ready("session");
            client.expectBeat();

            assertThat(client.closed().code()).isEqualTo(1006);
            Disconnected end = bench.next(Disconnected.class);
            assertThat(Bench.trace(end)).isEqualTo("GATEWAY_SILENT 1006 RESUME");
            assertThat(end.reason()).contains("nothing since the last heartbeat");
            bench.resuming(1);
        }
    }

    @Test
    void aPeerThatSendsNothingButEmptyFramesIsSilent() {
        try (Bench bench = Bench.open();
                var sender = Executors.newSingleThreadScheduledExecutor()) {
            Client client = bench.gateway.accept();
            client.acks(false);
            client.hello(INTERVAL);
            client.expect(2);
            client.ready("session");
            client.rawBytes(new byte[] {0x01, 0}); // a text message begins, with nothing in it
            var frames = sender.scheduleAtFixedRate(
                    () -> client.rawBytes(new byte[] {0x00, 0}), 0, INTERVAL / 10, TimeUnit.MILLISECONDS);

            Disconnected end = bench.next(Disconnected.class);
            frames.cancel(false);

            assertThat(end.reason()).contains("nothing since the last heartbeat");
        }
    }

    @Test
    void aHalfOpenPeerIsFound() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified(INTERVAL);
            bench.next(Ready.class);

            client.silence();

            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("GATEWAY_SILENT 1006 RESUME");
            bench.resuming(1);
        }
    }

    @Test
    void missingAcksAreMeasuredButDispatchesKeepTheConnection() {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.acks(false);
            // Long, as this thread must be quick enough to answer each beat.
            client.hello(2 * INTERVAL);
            client.expect(2);
            client.ready("session");
            for (int i = 0; i < 6; i++) {
                client.expectBeat();
                client.dispatch("NEW_THING", 2 + i, "{}");
            }

            for (int i = 0; i < 6; i++) {
                bench.next(Unknown.class);
            }

            Latency latency = bench.shard.latency();
            assertThat(latency.beats()).isGreaterThanOrEqualTo(6);
            assertThat(latency.acks()).isZero();
            assertThat(latency.average()).isEmpty();
            assertThat(bench.gateway.connections()).isEqualTo(1);
        }
    }

    @Test
    void aMissedAckOfTheOldSocketDoesNotCondemnTheNewOne() {
        try (Bench bench = Bench.open()) {
            Client first = bench.gateway.accept();
            first.acks(false);
            first.hello(INTERVAL);
            first.expect(2);
            first.ready("session");
            first.closed();

            Client second = bench.gateway.accept();
            second.hello(INTERVAL);
            second.expect(6);
            for (int i = 0; i < 4; i++) {
                second.expectBeat();
            }

            assertThat(second.isOpen()).isTrue();
        }
    }

    @Test
    void anAckThatNobodyAskedForChangesNothing() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            client.ack();
            client.dispatch("NEW_THING", 2, "{}");
            bench.next(Unknown.class);

            assertThat(bench.shard.latency()).isEqualTo(Latency.NONE);
        }
    }

    @Test
    void latencyIsMeasuredAndStartsAnewOnAReconnect() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            for (int i = 0; i < 7; i++) {
                client.requestBeat();
                client.expectBeat();
                client.dispatch("NEW_THING", 2 + i, "{}");
                bench.next(Unknown.class);
            }
            Latency before = bench.shard.latency();

            client.reconnect();
            bench.resuming(8);
            Latency after = bench.shard.latency();

            assertThat(before.beats()).isEqualTo(7);
            assertThat(before.acks()).isEqualTo(7);
            assertThat(before.recent()).hasSize(5).allMatch(Duration::isPositive);
            assertThat(before.average()).isPresent();
            assertThat(after.acks()).isZero();
        }
    }

    @Test
    void aFloodOfRequestsForBeatsIsAnsweredAndHoldsUpNoEvent() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            for (int i = 0; i < 1_000; i++) {
                client.requestBeat();
            }
            client.dispatch("NEW_THING", 2, "{}");
            bench.next(Unknown.class);

            client.expectBeat();
            assertThat(bench.gateway.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"heartbeat_interval\":0}",
                "{\"heartbeat_interval\":-1}",
                "{\"heartbeat_interval\":99999999999999}",
                "{\"heartbeat_interval\":99999999999999999999999999}",
                "{\"heartbeat_interval\":\"41250\"}",
                "{\"heartbeat_interval\":1.5}",
                "{\"heartbeat_interval\":null}",
                "{}",
                "null",
                "[]",
                "5"
            })
    void aHelloWithoutAUsableIntervalIsAProtocolErrorAndTriedAgain(String data) {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();

            client.send("{\"op\":10,\"d\":" + data + "}");

            assertThat(client.closed().code()).isEqualTo(4000);
            Disconnected end = bench.next(Disconnected.class);
            assertThat(end.reason()).contains("heartbeat_interval");
            assertThat(end.delay()).isPositive();
            bench.identified();
        }
    }

    @Test
    void aLoopBodyThatBlocksForFiveIntervalsLosesNothingAndKeepsItsSession() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Bench bench = Bench.unread(config -> config.eventBuffer(8))) {
            Client client = bench.identified(INTERVAL);
            Task<?> feeder = Task.run(() -> {
                await(blocked);
                // Far more than the mailbox, the inbox and this machine's socket buffers would drain while it blocks.
                for (int s = 2; s <= 2_000; s++) {
                    client.dispatch("NEW_THING", s, "{\"fill\":\"" + "x".repeat(5_000) + "\"}");
                }
                // Beats prove that the intervals pass, while the ACKs lie unread behind the events.
                for (int i = 0; i < 5; i++) {
                    client.expectBeat();
                }
                release.countDown();
            });

            long expected = 1;
            for (Event event : bench.shard.events()) {
                assertThat(event).isNotInstanceOf(Disconnected.class);
                if (event instanceof Ready) {
                    blocked.countDown();
                    await(release);
                } else if (event instanceof Unknown unknown) {
                    expected++;
                    assertThat(unknown.payload().sequence()).isEqualTo(expected);
                    if (expected == 2_000) {
                        break;
                    }
                }
            }

            feeder.result();
            assertThat(bench.gateway.connections()).isEqualTo(1);
            assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
            assertThat(bench.shard.backlog().stalls()).isPositive();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
