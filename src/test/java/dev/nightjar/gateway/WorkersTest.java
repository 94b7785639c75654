package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The subtasks of a connection, each alone and without a socket. */
@Timeout(60)
class WorkersTest {

    private static final String HELLO = "{\"t\":null,\"s\":null,\"op\":10,\"d\":{\"heartbeat_interval\":41250}}";

    private final FakeWire wire = new FakeWire();
    private final FakeTime time = new FakeTime().standStill();

    /** The parts of one connection, put together as the connection does it. */
    private final class Parts {

        final ShardContext shard;
        final Vitals vitals;
        final Outbox outbox = new Outbox();
        final LatencyLog latency;
        final Beats beats;
        final Heartbeat heartbeat;
        final Intake intake;
        final Reader reader;
        final Writer writer;

        Parts(@Nullable Session resumes, UnaryOperator<GatewayConfig.Builder> configure) {
            GatewayConfig config = configure
                    .apply(GatewayConfig.builder("token").compression(Compression.NONE))
                    .build();
            var mailbox = new Mailbox(config.eventBuffer(), config.eventBufferBytes(), resumes);
            var commands = new CommandQueue(ShardId.ONE, config.commandBuffer());
            var requests = new MemberRequests(ShardId.ONE, mailbox, commands, time);
            shard = new ShardContext(
                    ShardId.ONE,
                    config,
                    time,
                    mailbox,
                    commands,
                    new Presence(config.presence(), config.limitCommands()),
                    requests,
                    new Permits(config.identifyQueue(), ShardId.ONE),
                    new Tally(time));
            latency = new LatencyLog(shard.tally());
            vitals = new Vitals(config, time, resumes != null, false);
            beats = new Beats(wire, latency, vitals, mailbox.ledger(), time);
            heartbeat = new Heartbeat(config, time, vitals, wire, outbox, latency, beats);
            intake = new Intake(
                    shard,
                    new Dial(Samples.MAIN_URL, resumes, false),
                    config.compression().openInflater(config.maxPayloadBytes(), config.maxZstdWindowBytes()),
                    vitals,
                    outbox,
                    latency,
                    heartbeat,
                    new CountDownLatch(1),
                    new Handshake(ShardId.ONE));
            reader = new Reader(ShardId.ONE, wire, intake, mailbox, vitals);
            writer = new Writer(wire, outbox, shard, beats, vitals, heartbeat);
        }

        void receive(String json) throws Ending.Signal {
            assertThat(intake.accept(text(json))).isTrue();
        }
    }

    private static Frame text(String json) {
        return new Frame.Text(json, true);
    }

    private static String dispatch(long sequence) {
        return new String(Samples.dispatch(sequence).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void anInterruptedReaderKeepsWhatTheMailboxHasNotTaken() throws Exception {
        var parts = new Parts(null, config -> config.eventBuffer(1));
        parts.shard.mailbox().deliver(Samples.events(1, 1));
        wire.receive(text(HELLO));
        Task<?> reader = Task.run(parts.reader::run).untilItWaits();

        reader.interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(reader::result);

        List<String> kept = new ArrayList<>();
        for (Parcel parcel = parts.intake.batch().first();
                parcel != null;
                parcel = parts.intake.batch().first()) {
            kept.add(
                    switch (parcel) {
                        case Parcel.Received received ->
                            "op " + received.payload().op();
                        case Parcel.Notice notice -> notice.event().getClass().getSimpleName();
                    });
            parts.intake.batch().removeFirst();
        }
        assertThat(kept).containsExactly("op 10", Connected.class.getSimpleName());
    }

    @Test
    void whatAReplayRepeatsAddsNothingToTheNextHandOver() throws Exception {
        var parts = new Parts(Samples.session("a", 1_000), config -> config);
        parts.receive(HELLO);
        parts.intake.batch().removeFirst();
        parts.intake.batch().removeFirst();

        for (int i = 0; i < 100_000; i++) {
            parts.receive(dispatch(1 + i % 1_000));
        }

        assertThat(parts.intake.batch().isEmpty()).isTrue();
        assertThat(parts.intake.batch().isFull()).isFalse();
        assertThat(parts.intake.batch().bytes()).isZero();
    }

    @Test
    void aPartOfAPayloadIsNoSignOfLife() throws Exception {
        var parts = new Parts(null, config -> config);
        wire.receive(text(HELLO));
        Task<?> reader = Task.run(parts.reader::run).untilItWaits();
        long since = parts.vitals.waitingSince();

        time.advance(Duration.ofSeconds(50));
        for (int i = 0; i < 100; i++) {
            wire.receive(new Frame.Text("", false));
        }
        while (wire.hasUnread()) {
            Thread.onSpinWait();
        }
        reader.untilItWaits();
        assertThat(parts.vitals.waitingSince()).isEqualTo(since);

        wire.receive(text("{\"op\":11}"));
        while (parts.vitals.waitingSince() != since + Duration.ofSeconds(50).toNanos()) {
            Thread.onSpinWait();
        }
        reader.interrupt();
    }

    @Test
    void aWriterWhoseWriteFailsLeavesTheEndToTheReaderAndTellsTheHeartbeat() throws Exception {
        var parts = new Parts(null, config -> config.writeTimeout(Duration.ofMillis(50)));
        wire.breakDown();
        parts.outbox.handshake("identify");

        parts.writer.run();

        assertThat(wire.inbox).singleElement().isInstanceOf(Frame.End.class);
        Task<?> heartbeat = Task.run(parts.heartbeat::run).untilItWaits();
        time.advance(Duration.ofMillis(50));
        assertThat(signal(heartbeat::result).ending).satisfies(ending -> {
            assertThat(ending.cause()).isEqualTo(Cause.CONNECTION_LOST);
            assertThat(ending.reason()).isEqualTo("a write failed: broken");
        });
    }

    @Test
    void aCommandLeavesTheQueueWhenItWasWrittenAndNotBefore() throws Exception {
        var parts = new Parts(null, config -> config);
        CommandQueue.Entry command =
                parts.shard.commands().add(List.of("command")).getFirst();
        Task<?> writer = Task.run(parts.writer::run).untilItWaits();
        assertThat(parts.shard.commands().isWaiting(command)).isTrue();

        parts.vitals.established();
        parts.outbox.wake();

        assertThat(wire.sent()).isEqualTo("command");
        writer.untilItWaits();
        assertThat(parts.shard.commands().isWaiting(command)).isFalse();
        writer.interrupt();
    }

    @Test
    void aBeatIsOverdueAnEighthOfTheIntervalAfterItsTimeAndThenAgainEachInterval() throws Exception {
        var parts = new Parts(Samples.session("a", 5), config -> config);
        parts.beats.begin(
                Duration.ofSeconds(8), time.nanoTime() + Duration.ofSeconds(4).toNanos());
        assertThat(parts.beats.nanosUntilOverdue())
                .isEqualTo(Duration.ofSeconds(5).toNanos());
        parts.beats.writeOverdue();
        assertThat(wire.hasSentNothing()).isTrue();

        time.advance(Duration.ofSeconds(5));
        parts.beats.writeOverdue();
        assertThat(wire.sent()).isEqualTo("{\"op\":1,\"d\":5}");
        assertThat(parts.beats.nanosUntilOverdue())
                .isEqualTo(Duration.ofSeconds(8).toNanos());

        parts.beats.write();
        assertThat(wire.sent()).isEqualTo("{\"op\":1,\"d\":5}");
        assertThat(parts.beats.nanosUntilOverdue())
                .isEqualTo(Duration.ofSeconds(9).toNanos());
        assertThat(parts.latency.beats()).isEqualTo(2);
    }

    @Test
    void theGraceOfALongIntervalIsFiveSeconds() {
        var parts = new Parts(null, config -> config);

        parts.beats.begin(Duration.ofMinutes(10), time.nanoTime());

        assertThat(parts.beats.nanosUntilOverdue())
                .isEqualTo(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void aReplayThatGoesOnForTenReadyTimeoutsWithoutAResumedIsOver() throws Exception {
        var parts = new Parts(Samples.session("a", 1), config -> config.readyTimeout(Duration.ofMillis(20)));
        parts.receive(HELLO);
        parts.receive(dispatch(2));
        Task<?> heartbeat = Task.run(parts.heartbeat::run);
        parts.heartbeat.tell(new Heartbeat.Input.HandshakeSent());
        heartbeat.untilItWaits();

        // The replay goes on: without the absolute bound this would end the connection never.
        parts.vitals.works();
        time.advance(Duration.ofMillis(200));

        assertThat(signal(heartbeat::result).ending.cause()).isEqualTo(Cause.ENDLESS_REPLAY);
    }

    @Test
    void theTimeThatAReplayWaitsForTheUserDoesNotCountAlsoWhileItWaits() throws Exception {
        var parts = new Parts(
                Samples.session("a", 1), config -> config.eventBuffer(1).readyTimeout(Duration.ofMillis(20)));
        parts.shard.mailbox().deliver(Samples.events(1, 1));
        parts.receive(HELLO);
        parts.receive(dispatch(2));
        Task<?> reader = Task.run(parts.reader::run).untilItWaits();
        Task<?> heartbeat = Task.run(parts.heartbeat::run);
        parts.heartbeat.tell(new Heartbeat.Input.HandshakeSent());
        heartbeat.untilItWaits();

        for (int i = 0; i < 30; i++) {
            time.advance(Duration.ofMillis(20));
            heartbeat.untilItWaits();
        }

        assertThat(parts.vitals.waitedForUser())
                .isEqualTo(Duration.ofMillis(600).toNanos());
        assertThat(heartbeat.isDone()).isFalse();
        reader.interrupt();
        heartbeat.interrupt();
    }

    @Test
    void aGatewayThatKeepsTheReaderBusyWithOtherThingsIsNotWaitedForForEver() throws Exception {
        var parts = new Parts(Samples.session("a", 1), config -> config.readyTimeout(Duration.ofMillis(20)));
        parts.receive(HELLO);
        Task<?> heartbeat = Task.run(parts.heartbeat::run);
        parts.heartbeat.tell(new Heartbeat.Input.HandshakeSent());
        heartbeat.untilItWaits();

        parts.vitals.works();
        time.advance(Duration.ofMillis(200));

        assertThat(signal(heartbeat::result).ending.cause()).isEqualTo(Cause.NOT_READY);
    }

    @Test
    void aBeatThatFindsTheSocketBusyIsNotCountedAndComesSoon() throws Exception {
        var parts = new Parts(null, config -> config);
        parts.beats.begin(Duration.ofSeconds(8), time.nanoTime());
        time.advance(Duration.ofSeconds(1));

        wire.busy(true);
        parts.beats.writeOverdue();

        assertThat(wire.hasSentNothing()).isTrue();
        assertThat(parts.latency.beats()).isZero();
        assertThat(parts.beats.nanosUntilOverdue())
                .isEqualTo(Duration.ofSeconds(1).toNanos());
        wire.busy(false);
        time.advance(Duration.ofSeconds(1));
        parts.beats.writeOverdue();
        assertThat(wire.sent()).isEqualTo("{\"op\":1,\"d\":null}");
        assertThat(parts.latency.beats()).isOne();
    }

    private interface Ends {
        void run() throws Exception;
    }

    private static Ending.Signal signal(Ends body) {
        return Objects.requireNonNull(catchThrowableOfType(Ending.Signal.class, body::run));
    }
}
