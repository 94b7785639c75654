package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.LifecycleEvent;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.ShardFailed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a recorder writes is what a recording reads. */
@Timeout(120)
class RecorderTest {

    private static final byte[] KEY = "a key of the tests".getBytes(UTF_8);
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void aRawRecordingHasEachPayloadByteForByteAndInOrder() {
        List<Payload> payloads = Samples.payloads();

        record(builder().raw(), payloads);

        Recording recording = Recording.open(folder);
        assertThat(recording.isRaw()).isTrue();
        assertThat(Payloads.stream(recording).map(event -> event.payload().bytes()))
                .containsExactlyElementsOf(payloads.stream().map(Payload::bytes).toList());
    }

    @Test
    void aRedactedRecordingHasTheSameTypesAndSequencesInOrder() {
        List<Payload> payloads = Samples.payloads();

        record(builder(), payloads);

        Recording recording = Recording.open(folder);
        assertThat(recording.isRaw()).isFalse();
        assertThat(Payloads.stream(recording)
                        .map(event -> event.getClass().getSimpleName()
                                + event.payload().sequence()))
                .containsExactlyElementsOf(payloads.stream()
                        .map(payload -> payload.event().getClass().getSimpleName() + payload.sequence())
                        .toList());
    }

    @Test
    void aLoopGetsWhatItWouldHaveGotWithoutARecorder() {
        List<Event> events = LongStream.range(0, 100).mapToObj(Payloads::event).toList();
        List<Event> seen = new ArrayList<>();

        try (Recorder recorder = builder().open()) {
            for (Event event : recorder.events(Payloads.SHARD, events)) {
                seen.add(event);
            }
        }

        assertThat(seen).containsExactlyElementsOf(events);
        assertThat(Payloads.sequences(Recording.open(folder))).containsExactlyElementsOf(sequences(0, 100));
    }

    @Test
    void eachLifecycleEventIsReadAsItWas() {
        Payload hello =
                Payload.of("{\"t\":null,\"s\":null,\"op\":10,\"d\":{\"heartbeat_interval\":41250}}".getBytes(UTF_8));
        List<LifecycleEvent> events = List.of(
                new Connected(hello, URI.create("wss://gateway.discord.gg/?v=10"), Duration.ofMillis(41_250), true),
                new ConnectFailed(
                        URI.create("wss://gateway.discord.gg"),
                        ConnectFailed.Reason.TIMED_OUT,
                        new IOException("no answer"),
                        Duration.ofNanos(1_234_567_891)),
                new Disconnected(
                        Disconnected.Cause.CLOSED_BY_GATEWAY,
                        4000,
                        "again",
                        Disconnected.Next.RESUME,
                        Duration.ofMillis(3)),
                new SessionInvalidated(hello, "abc", "a \"reason\""),
                new SessionStoreFailed(SessionStoreFailed.Action.SAVE, new IOException("full")),
                new IdentifyDelayed(IdentifyDelayed.Reason.DAILY_BUDGET, Duration.ofHours(3)),
                new CommandsDropped(List.of("{\"op\":3,\"d\":{}}")),
                new ShardFailed(new IllegalStateException("over")));

        try (Recorder recorder = builder().raw().open()) {
            events.forEach(event -> recorder.add(Payloads.SHARD, event));
        }

        List<Event> read = Payloads.stream(Recording.open(folder)).toList();
        assertThat(read.stream().map(RecorderTest::withoutClassOfException))
                .containsExactlyElementsOf(events.stream()
                        .map(RecorderTest::withoutClassOfException)
                        .toList());
        assertThat(((Connected) read.getFirst()).payload().bytes()).isEqualTo(hello.bytes());
        assertThat(((ShardFailed) read.getLast()).cause())
                .isInstanceOf(RecordedException.class)
                .hasMessage("over")
                .extracting(cause -> ((RecordedException) cause).original())
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void thePrivatePartsOfLifecycleEventsAreReplaced() throws Exception {
        Payload hello = Payload.of("{\"op\":10,\"d\":{\"_trace\":[\"secret\"]}}".getBytes(UTF_8));
        try (Recorder recorder = builder().open()) {
            recorder.add(
                    Payloads.SHARD,
                    new Connected(hello, URI.create("wss://secret.example.com/?token=secret"), Duration.ZERO, false));
            recorder.add(
                    Payloads.SHARD,
                    new ConnectFailed(
                            URI.create("wss://user:secret@gateway.discord.gg"),
                            ConnectFailed.Reason.OTHER,
                            new IOException("secret"),
                            Duration.ZERO));
            recorder.add(
                    Payloads.SHARD,
                    new Disconnected(
                            Disconnected.Cause.CLOSED_BY_GATEWAY,
                            4000,
                            "secret",
                            Disconnected.Next.STOP,
                            Duration.ZERO));
            recorder.add(Payloads.SHARD, new SessionInvalidated(Payload.EMPTY, "secret", "secret"));
            recorder.add(
                    Payloads.SHARD, new CommandsDropped(List.of("{\"op\":4,\"d\":{\"query\":\"secret\"}}", "secret")));
            recorder.add(Payloads.SHARD, new ShardFailed(new IllegalStateException("secret")));
            recorder.add(
                    Payloads.SHARD, new Malformed(Payload.of("secret".getBytes(UTF_8)), new IOException("secret")));
            recorder.add(Payloads.SHARD, new GatewayMessage.Close(Disconnected.Cause.USER_CLOSE, 1000, "secret"));
        }

        assertThat(RecordedBytes.plain(folder)).doesNotContain("secret").contains("CLOSED_BY_GATEWAY", "\"code\":4000");
        assertThat(Payloads.entries(Recording.open(folder))).hasSize(8);
    }

    @Test
    void messagesHaveTheirSessionsAndTheEndsOfConnections() {
        var close = new GatewayMessage.Close(Disconnected.Cause.CONNECTION_LOST, 1006, "lost");
        try (Recorder recorder = builder().raw().open()) {
            recorder.add(Payloads.SHARD, new GatewayMessage.Text(Payloads.message(1, "x")));
            recorder.add(Payloads.SHARD, new GatewayMessage.Text(Payload.of("{\"op\":11}".getBytes(UTF_8))));
            recorder.add(Payloads.SHARD, close);
        }

        Recording recording = Recording.open(folder);
        List<Recorded> entries = Payloads.entries(recording);
        assertThat(entries).hasSize(3);
        assertThat(entries.getLast())
                .isInstanceOfSatisfying(
                        Recorded.OfClose.class, of -> assertThat(of.close()).isEqualTo(close));
        // A loop over events has neither ACKs nor this form of an end.
        assertThat(Payloads.sequences(recording)).containsExactly(1L);
    }

    @Test
    void anEntryHasItsTimeAndItsShard() {
        try (Recorder recorder = builder().clock(() -> NOON).open()) {
            recorder.add(new ShardId(3, 16), Payloads.event(1));
        }

        assertThat(Payloads.entries(Recording.open(folder)).getFirst())
                .isInstanceOfSatisfying(Recorded.OfPayload.class, of -> {
                    assertThat(of.time()).isEqualTo(NOON);
                    assertThat(of.shard()).isEqualTo(new ShardId(3, 16));
                });
    }

    @Test
    void aPayloadThatIsBrokenOrHasLineFeedsIsKeptInARawRecordingAndDroppedInAnother() {
        List<Payload> odd = List.of(
                Payload.of("{\"op\":0,\n\"t\":\"X\",\"s\":1}".getBytes(UTF_8)),
                Payload.of("{\"op\":0,\"t\":\"secret".getBytes(UTF_8)),
                Payload.of(new byte[] {1, 2, 3, '\n'}),
                Payload.of(new byte[0]));

        record(builder().raw(), odd);

        assertThat(Payloads.stream(Recording.open(folder))
                        .map(event -> event.payload().bytes()))
                .containsExactlyElementsOf(odd.stream().map(Payload::bytes).toList());
    }

    @Test
    void theFilesNeverHaveMoreThanTheLimitAndTheNewestEventsAreKept() throws Exception {
        Random random = new Random(7);
        long limit = 1 << 20;
        try (Recorder recorder = builder().raw().limit(limit).open()) {
            for (long i = 0; i < 20_000; i++) {
                String text = Long.toHexString(random.nextLong()).repeat(4) + random.nextLong();
                recorder.add(Payloads.SHARD, Payloads.message(i, text).event());
                if (i % 500 == 0) {
                    assertThat(Payloads.size(folder)).isLessThanOrEqualTo(limit);
                }
            }
        }

        List<Long> sequences = Payloads.sequences(Recording.open(folder));
        assertThat(Payloads.size(folder)).isBetween(limit / 2, limit);
        assertThat(sequences).hasSizeGreaterThan(1000).isEqualTo(sequences(20_000 - sequences.size(), 20_000));
    }

    @Test
    void aSecondProcessGoesOnInTheSameFolder() {
        record(builder(), List.of(Payloads.message(1, "x")));
        record(builder(), List.of(Payloads.message(2, "x")));

        Recording recording = Recording.open(folder);
        assertThat(recording.runs()).containsExactly(1L, 2L);
        assertThat(Payloads.sequences(recording)).containsExactly(1L, 2L);
        assertThat(Payloads.sequences(recording.run(2))).containsExactly(2L);
        assertThatIllegalArgumentException().isThrownBy(() -> recording.run(3)).withMessageContaining("[1, 2]");
    }

    @Test
    void twoRecordersInOneFolderAreRefused() {
        try (Recorder recorder = builder().open()) {
            assertThatExceptionOfType(RecordingException.class)
                    .isThrownBy(() -> builder().open())
                    .withMessageContaining("Another recorder of this process writes into " + folder);
            assertThat(recorder.stats().trouble()).isEmpty();
        }
        builder().open().close();
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Recorder.open(file))
                .withMessageContaining(file.toString());
    }

    @Test
    void whatCannotBeChosenIsRefusedWithItsValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().limit(1000))
                .withMessageContaining("1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().share(0))
                .withMessageContaining("0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().key(new byte[8]))
                .withMessageContaining("8 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().queue(0, 1))
                .withMessageContaining("0 entries");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().flushInterval(Duration.ZERO))
                .withMessageContaining("PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().keep("a b"))
                .withMessageContaining("\"a b\"");
    }

    @Test
    void aTokenIsNowhere() throws Exception {
        String token = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs";
        try (Recorder recorder = builder().open()) {
            recorder.add(
                    Payloads.SHARD, Payloads.message(1, "my token is " + token).event());
            recorder.add(
                    Payloads.SHARD, new CommandsDropped(List.of("{\"op\":2,\"d\":{\"token\":\"" + token + "\"}}")));
            recorder.add(
                    Payloads.SHARD,
                    Payload.of(("{\"op\":0,\"s\":2,\"t\":\"INTERACTION_CREATE\",\"d\":{\"token\":\"" + token + "\",\""
                                            + token + "\":1}}")
                                    .getBytes(UTF_8))
                            .event());
        }

        assertThat(RecordedBytes.plain(folder)).isNotEmpty().doesNotContain(token, token.substring(0, 20));
    }

    @Test
    void aCopyOfARawRecordingIsRedactedAndTheSameEachTime(@TempDir Path copies) throws Exception {
        record(builder().raw(), Samples.payloads());
        Recording raw = Recording.open(folder);

        Recording first = raw.redact(copies.resolve("1"), KEY);
        Recording second = raw.redact(copies.resolve("2"), KEY);
        Recording other = raw.redact(copies.resolve("3"), "another key of the tests".getBytes(UTF_8));

        assertThat(first.isRaw()).isFalse();
        assertThat(first.files().getFirst())
                .hasSameBinaryContentAs(second.files().getFirst());
        assertThat(Files.readAllBytes(other.files().getFirst()))
                .isNotEqualTo(Files.readAllBytes(first.files().getFirst()));
        assertThat(Payloads.sequences(first)).isEqualTo(Payloads.sequences(raw));
        assertThatIllegalArgumentException().isThrownBy(() -> first.redact(copies.resolve("4"), KEY));
    }

    @Test
    void withAKeyTheSameInputGivesTheSameFile(@TempDir Path another) {
        for (Path target : List.of(folder, another)) {
            Recorder.Builder same =
                    Payloads.recorder(target).key(KEY).clock(() -> NOON).flushInterval(Duration.ofHours(1));
            record(same, Samples.payloads());
        }

        assertThat(Recording.open(folder).files().getFirst())
                .hasSameBinaryContentAs(Recording.open(another).files().getFirst());
    }

    @Test
    void anIteratorMayBeStoppedAndBegunAnew() {
        record(builder(), List.of(Payloads.message(1, "x"), Payloads.message(2, "x")));
        Recording recording = Recording.open(folder);
        Iterator<Event> first = recording.iterator();

        assertThat(first.next().payload().sequence()).isEqualTo(1);
        assertThat(Payloads.sequences(recording)).containsExactly(1L, 2L);
        assertThat(first.next().payload().sequence()).isEqualTo(2);
        assertThat(first.hasNext()).isFalse();
    }

    private static String withoutClassOfException(Event event) {
        return event.toString().replaceAll("cause=[\\w.]+Exception", "cause=");
    }

    private Recorder.Builder builder() {
        return Payloads.recorder(folder);
    }

    private static void record(Recorder.Builder builder, List<Payload> payloads) {
        try (Recorder recorder = builder.open()) {
            for (Payload payload : payloads) {
                recorder.add(Payloads.SHARD, new GatewayMessage.Text(payload));
            }
        }
    }

    private static List<Long> sequences(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
