package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.Received;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shard under hundreds of faults in random order is recorded; its recording is redacted twice, and replayed to another shard. {@code
 * -Dchaos.seed=N} repeats a row of faults.
 */
@Timeout(300)
class RecordReplayTest {

    private static final byte[] KEY = "a key of the tests".getBytes(UTF_8);
    private static final String OVER = "CHAOS_OVER";
    private static final int FAULTS = 80;
    private static final List<String> ENDS = List.of("reset", "reconnect", "resumable", "4000", "4009", "1001", "none");

    // A shard waits for seconds before it identifies anew, as Discord wants it.
    private static final int INVALID_OF = 40;

    @TempDir
    private Path folder;

    @Test
    void aRecordingOfChaosHasWhatTheLoopSawAndIsReplayedAsTheSameEventsInTheSameOrder() throws Exception {
        long seed = Long.getLong("chaos.seed", System.nanoTime());
        System.out.println("chaos.seed=" + seed);
        Path raw = folder.resolve("raw");
        List<Event> lived;
        try (Recorder recorder = Payloads.recorder(raw).raw().open()) {
            lived = live(new Random(seed), recorder);
        }
        Recording recording = Recording.open(raw);

        List<Event> replayed = replay(recording);
        Recording redacted = recording.redact(folder.resolve("redacted"), KEY);
        Recording again = recording.redact(folder.resolve("again"), KEY);
        List<Event> redactedReplayed = replay(redacted);

        assertThat(Payloads.stream(recording).map(RecordReplayTest::exactly))
                .as("what was recorded is what the loop was given")
                .containsExactlyElementsOf(
                        lived.stream().map(RecordReplayTest::exactly).toList());
        assertThat(told(replayed)).as("what is replayed").containsExactlyElementsOf(told(lived));
        assertThat(redacted.files()).hasSameSizeAs(again.files());
        for (int i = 0; i < redacted.files().size(); i++) {
            assertThat(redacted.files().get(i))
                    .hasSameBinaryContentAs(again.files().get(i));
        }
        assertThat(places(redactedReplayed)).as("what is replayed redacted").containsExactlyElementsOf(places(lived));
    }

    @Test
    void aRecordingThatBeginsWithinASessionIsReplayedWithAReadyThatIsMadeUp() throws Exception {
        try (Recorder recorder = Payloads.recorder(folder).open()) {
            for (long i = 500; i < 600; i++) {
                recorder.add(ShardId.ONE, Payloads.event(i));
            }
            recorder.add(
                    ShardId.ONE,
                    Payload.of(("{\"t\":\"" + OVER + "\",\"s\":600,\"op\":0,\"d\":{}}").getBytes(UTF_8))
                            .event());
        }

        List<Event> replayed = replay(Recording.open(folder));

        assertThat(dispatches(replayed).getFirst()).startsWith("READY");
        assertThat(dispatches(replayed)).hasSize(102).endsWith(OVER + " 600");
    }

    @Test
    void theSpeedIsThatOfTheRecordingTimesAFactor() {
        var from = java.time.Instant.parse("2026-11-01T12:00:00Z");

        assertThat(new Pacing(10).nanos(from, from.plusSeconds(20)))
                .isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(Pacing.NONE.nanos(from, from.plusSeconds(20))).isZero();
        assertThat(new Pacing(1).nanos(from, from.minusSeconds(1))).isZero();
    }

    /** The events of a shard whose connections end in all ways until the last event. */
    private static List<Event> live(Random random, Recorder recorder) throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                Shard shard = open(gateway)) {
            CompletableFuture<List<Event>> seen = loop(recorder.events(ShardId.ONE, shard.events()));
            var chaos = new Chaos(gateway, random);
            for (int i = 0; i < FAULTS; i++) {
                chaos.serve(i % INVALID_OF == 7 ? "invalid" : ENDS.get(random.nextInt(ENDS.size())));
            }
            chaos.serve(OVER);
            return seen.get(60, TimeUnit.SECONDS);
        }
    }

    private static List<Event> replay(Recording recording) throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                Replay replay = Replay.of(recording).on(gateway);
                Shard shard = open(gateway)) {
            CompletableFuture<List<Event>> seen = loop(shard.events());
            replay.await(Duration.ofMinutes(2));
            return seen.get(60, TimeUnit.SECONDS);
        }
    }

    private static Shard open(ScriptedGateway gateway) {
        return Shard.open(
                ShardId.ONE,
                GatewayConfig.builder("token-of-the-tests")
                        .intents(Intent.GUILDS)
                        .gatewayUrl(gateway.url())
                        .identifyQueue(id -> {})
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
                        .build());
    }

    /** The events of a loop up to the last one. */
    private static CompletableFuture<List<Event>> loop(Iterable<Event> events) {
        var seen = new CompletableFuture<List<Event>>();
        Thread.ofVirtual().start(() -> {
            List<Event> all = new ArrayList<>();
            try {
                for (Event event : events) {
                    all.add(event);
                    if (event.payload().name().equals(OVER)) {
                        break;
                    }
                }
                seen.complete(all);
            } catch (RuntimeException e) {
                seen.completeExceptionally(e);
            }
        });
        return seen;
    }

    private static String exactly(Event event) {
        return event instanceof Disconnected || event.payload().op() < 0
                ? event.toString()
                : event.getClass().getSimpleName() + event.payload().string();
    }

    /** What the gateway has told: all but the dials and the waits, which differ from time to time, and where READY lets resume. */
    private static List<String> told(List<Event> events) {
        return events.stream()
                .filter(event -> event.payload().op() == 0
                        || event instanceof Disconnected
                        || event instanceof SessionInvalidated)
                .map(event -> event instanceof Disconnected end
                        ? "Disconnected " + end.cause() + " " + end.code() + " " + end.next()
                        : event.getClass().getSimpleName()
                                + event.payload().string().replaceAll("\"resume_gateway_url\":\"[^\"]*\"", ""))
                .toList();
    }

    /** The same without any content. */
    private static List<String> places(List<Event> events) {
        return events.stream()
                .filter(event -> event.payload().op() == 0
                        || event instanceof Disconnected
                        || event instanceof SessionInvalidated)
                .map(event -> event instanceof Disconnected end
                        ? "Disconnected " + end.cause() + " " + end.code() + " " + end.next()
                        : event.getClass().getSimpleName() + " "
                                + event.payload().name() + " " + event.payload().sequence())
                .toList();
    }

    private static List<String> dispatches(List<Event> events) {
        return events.stream()
                .filter(event -> event.payload().op() == 0)
                .map(event -> event.payload().name() + " " + event.payload().sequence())
                .toList();
    }

    /** A gateway that keeps one session at a time, and replays what a resume asks for. Confined to the test. */
    private static final class Chaos {

        private final ScriptedGateway gateway;
        private final Random random;
        private int sessions;
        private long last;
        private boolean alive;

        Chaos(ScriptedGateway gateway, Random random) {
            this.gateway = gateway;
            this.random = random;
        }

        void serve(String end) {
            Client client = gateway.accept();
            client.hello(41_250);
            Received handshake = client.next();
            if (handshake.op() == 2) {
                sessions++;
                alive = true;
                last = 1;
                client.ready("session-" + sessions);
            } else if (!alive) {
                client.invalidSession(false);
                client.closed();
                serve(end);
                return;
            } else {
                long from = handshake.data().get("seq") instanceof Number seq ? seq.longValue() : 0;
                for (long s = from + 1; s <= last; s++) {
                    client.send(event(s));
                }
                client.resumed(++last);
            }
            for (int i = random.nextInt(60); i > 0; i--) {
                client.send(event(++last));
            }
            end(client, end);
        }

        private static String event(long s) {
            if (s % 7 == 0) {
                return Payloads.message(s, "ü\\\"\\\\\\n " + s).string();
            }
            List<Payload> samples = DISPATCHES;
            String sample = samples.get((int) (s % samples.size())).string();
            return sample.replaceFirst("\"s\":\\s*\\d+", "\"s\":" + s);
        }

        private void end(Client client, String end) {
            switch (end) {
                case OVER -> client.dispatch(OVER, ++last, "{}");
                case "reset" -> client.reset();
                case "reconnect" -> client.reconnect();
                case "resumable" -> client.invalidSession(true);
                case "invalid" -> {
                    alive = false;
                    client.invalidSession(false);
                }
                case "none" -> client.closeWithoutCode();
                default -> {
                    alive = !end.equals("4009");
                    client.close(Integer.parseInt(end), "chaos");
                }
            }
        }
    }

    // All samples but those that say something of the session.
    private static final List<Payload> DISPATCHES = Samples.payloads().stream()
            .filter(payload -> payload.type() != EventType.READY && payload.type() != EventType.RESUMED)
            .toList();
}
