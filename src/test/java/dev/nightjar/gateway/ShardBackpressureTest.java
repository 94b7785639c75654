package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Behaviours 73 and 74: a slow user, and a gateway that stops reading. */
@Timeout(60)
class ShardBackpressureTest {

    private static final String FILL = "{\"fill\":\"" + "x".repeat(1_000) + "\"}";

    @Test
    void aSlowUserBoundsTheBacklogStopsTheReadingAndLosesNothing() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(50).compression(Compression.NONE))) {
            Client client = bench.identified(250);
            for (int s = 2; s <= 10_000; s++) {
                client.dispatch("NEW_THING", s, FILL);
            }
            for (int i = 0; i < 4; i++) {
                client.expectBeat();
            }
            Backlog full = bench.shard.backlog();

            long sequence = 1;
            for (Event event : bench.shard.events()) {
                assertThat(event).isNotInstanceOf(Disconnected.class);
                if (event instanceof Unknown unknown) {
                    sequence++;
                    assertThat(unknown.payload().sequence()).isEqualTo(sequence);
                }
                if (sequence == 10_000) {
                    break;
                }
            }

            assertThat(full.events()).isEqualTo(50);
            assertThat(full.stalls()).isPositive();
            assertThat(bench.gateway.connections()).isEqualTo(1);
        }
    }

    @Test
    void theBacklogIsBoundedInBytesToo() {
        try (Bench bench = Bench.unread(config -> config.eventBufferBytes(10_000))) {
            Client client = bench.identified(250);
            for (int s = 2; s <= 1_000; s++) {
                client.dispatch("NEW_THING", s, FILL);
            }
            for (int i = 0; i < 3; i++) {
                client.expectBeat();
            }

            Backlog full = bench.shard.backlog();

            assertThat(full.bytes()).isBetween(10_000L, 12_000L);
            assertThat(full.events()).isLessThan(20);
        }
    }

    @Test
    void aReconnectGoesOnWhileTheMailboxIsFull() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(4))) {
            Client client = bench.identified(250);
            for (int s = 2; s <= 50; s++) {
                client.dispatch("NEW_THING", s, FILL);
            }
            client.expectBeat();
            client.expectBeat();

            // The reader waits for the user and cannot see this; the next beats find it out.
            client.reset();

            Client second = bench.gateway.accept();
            second.hello(250);
            int sequence = Bench.sequence(second.expect(6));
            for (int s = sequence + 1; s <= 50; s++) {
                second.dispatch("NEW_THING", s, FILL);
            }
            second.resumed(51);
            long expected = 1;
            for (Event event : bench.shard.events()) {
                if (event instanceof Unknown unknown) {
                    expected++;
                    assertThat(unknown.payload().sequence()).isEqualTo(expected);
                }
                if (expected == 50) {
                    break;
                }
            }
        }
    }

    @Test
    void aFailedWriteEndsTheConnectionAlsoWhileTheReaderWaitsForASlowUser() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(4).writeTimeout(Duration.ofMillis(200)))) {
            Client client = bench.identified(500);
            for (int s = 2; s <= 50; s++) {
                client.dispatch("NEW_THING", s, FILL);
            }
            do {
                client.expectBeat();
            } while (bench.shard.backlog().stalls() == 0);
            client.reset();

            bench.gateway.accept();
            for (Event event : bench.shard.events()) {
                if (event instanceof Disconnected end) {
                    assertThat(end.reason()).contains("a write failed");
                    break;
                }
            }
        }
    }

    @Test
    void aBeatThatTheGatewayAsksForDoesNotWaitForASlowUser() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(4))) {
            Client client = bench.identified();
            client.acks(false);

            // HELLO, READY and the first two of these fill the buffer.
            for (int i = 0; i < 3; i++) {
                client.requestBeat();
                assertThat(client.expectBeat().d()).isEqualTo(1);
            }

            assertThat(bench.shard.backlog().events()).isEqualTo(4);
        }
    }

    @Test
    void whatCameBeforeACloseThatEndsTheSessionIsGivenToASlowUserFirst() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(4))) {
            Client client = bench.identified(250);
            // More than the reader takes before it hands over, so the close comes while it waits for the user.
            for (int s = 2; s <= 1_000; s++) {
                client.dispatch("NEW_THING", s, FILL);
            }
            client.close(4009, "timed out");
            client.expectBeat();
            client.expectBeat();

            long sequence = 1;
            for (Event event : bench.shard.events()) {
                if (event instanceof Unknown unknown) {
                    sequence++;
                    assertThat(unknown.payload().sequence()).isEqualTo(sequence);
                }
                if (event instanceof Disconnected end) {
                    assertThat(Bench.trace(end)).isEqualTo("CLOSED_BY_GATEWAY 4009 IDENTIFY");
                    break;
                }
            }

            assertThat(sequence).isEqualTo(1_000);
        }
    }

    @Test
    void aGatewayThatStopsReadingIsFoundAndItsEventsAreStillRead() {
        try (Bench bench = Bench.open(
                config -> config.limitCommands(false).commandBuffer(20_000).writeTimeout(Duration.ofSeconds(3)))) {
            Client client = bench.identified();
            bench.next(Ready.class);
            client.stopReading();
            String big = "{\"op\":3,\"d\":\"" + "x".repeat(4_000) + "\"}";
            // More than the socket buffers of both sides take.
            for (int i = 0; i < 10_000; i++) {
                bench.shard.sendJson(big);
            }

            client.dispatch("NEW_THING", 2, "{}");

            bench.next(Unknown.class);
            Disconnected end = bench.next(Disconnected.class);
            assertThat(Bench.trace(end)).isEqualTo("WRITE_TIMED_OUT 1006 RESUME");
            assertThat(end.reason()).contains("took no data");
            bench.resuming(2);
        }
    }
}
