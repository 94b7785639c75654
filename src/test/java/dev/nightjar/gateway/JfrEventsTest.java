package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdateVoiceState;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.jfr.Flight;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Recording;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording has of shards, and what the docs say of it. Runs in the project's folder, as Maven does. */
@Timeout(180)
class JfrEventsTest {

    private static final Path PAGE = Path.of("docs/jfr.md");

    /** What a JDK adds to each event. */
    private static final Set<String> OF_EVERY_EVENT = Set.of("startTime", "duration", "eventThread", "stackTrace");

    @TempDir
    private Path folder;

    @Test
    void thePageInTheDocsHasEachEventAndFieldAsTheSourcesDescribeThem() throws IOException {
        List<String> said = new ArrayList<>();
        for (EventType type : types()) {
            said.add("## `" + type.getName() + "`");
            said.add(type.getDescription() + ".");
            type.getFields().stream()
                    .filter(field -> !OF_EVERY_EVENT.contains(field.getName()))
                    .map(JfrEventsTest::row)
                    .forEach(said::add);
        }

        List<String> page = Files.readAllLines(PAGE);
        assertThat(page).as("what %s lacks", PAGE).containsAll(said);
        assertThat(page.stream()
                        .filter(line -> line.startsWith("## ") || (line.startsWith("| `") && line.contains("` | "))))
                .as("what %s has beside that", PAGE)
                .isSubsetOf(said);
    }

    private static String row(ValueDescriptor field) {
        String type = field.getTypeName().replace("java.lang.", "");
        String unit = field.getAnnotation(Timespan.class) != null
                ? ", nanoseconds"
                : field.getAnnotation(DataAmount.class) != null ? ", bytes" : "";
        return "| `" + field.getName() + "` | " + type + unit + " | " + field.getDescription() + " |";
    }

    @Test
    void eachEventIsNamedAndDescribedAsJfrWantsItAndHasNoStackTrace() {
        assertThat(types()).hasSize(12).allSatisfy(type -> {
            assertThat(type.getName()).matches("dev\\.nightjar\\.[A-Z][A-Za-z]+");
            assertThat(type.getLabel()).matches("[A-Z][a-z]+( [A-Z][a-z]+)*");
            assertThat(type.getCategoryNames()).containsExactly("Nightjar");
            assertThat(type.getAnnotation(Description.class)).isNotNull();
            assertThat(type.getSettingDescriptors())
                    .filteredOn(setting -> setting.getName().equals("stackTrace"))
                    .singleElement()
                    .satisfies(setting -> assertThat(setting.getDefaultValue()).isEqualTo("false"));
            assertThat(type.getFields())
                    .filteredOn(field -> !OF_EVERY_EVENT.contains(field.getName()))
                    .allSatisfy(field -> {
                        assertThat(field.getAnnotation(Label.class)).isNotNull();
                        assertThat(field.getAnnotation(Description.class)).isNotNull();
                    });
        });
    }

    @Test
    void whileNobodyRecordsNoEventIsMade() throws ReflectiveOperationException {
        for (Method begin : begins()) {
            assertThat(begin.invoke(null, 0, 1)).as(begin.getName()).isNull();
        }
    }

    @Test
    void shortStallsAreNotRecordedUnlessAskedFor() {
        Map<String, String> thresholds = types().stream()
                .collect(Collectors.toMap(
                        type -> type.getName().substring(type.getName().lastIndexOf('.') + 1),
                        type -> type.getSettingDescriptors().stream()
                                .filter(setting -> setting.getName().equals("threshold"))
                                .findFirst()
                                .orElseThrow()
                                .getDefaultValue()));

        assertThat(thresholds.remove("ReaderStall")).isEqualTo("10 ms");
        assertThat(thresholds.values()).containsOnly("0 ns");
    }

    @Test
    void aShardUnderFaultsLeavesOneOfEachKindAndNeitherItsTokenNorContent() throws Exception {
        Map<String, List<RecordedEvent>> found;
        try (Recording recording = new Recording()) {
            types().forEach(type -> recording.enable(type.getName()).withoutThreshold());
            recording.start();

            dials();
            lives();
            stalls();
            reshards();

            recording.stop();
            Path file = folder.resolve("shard.jfr");
            recording.dump(file);
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(Bench.TOKEN);
            found = RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().startsWith("dev.nightjar."))
                    .collect(Collectors.groupingBy(
                            event -> event.getEventType().getName().substring("dev.nightjar.".length())));
        }

        assertThat(found)
                .containsOnlyKeys(types().stream()
                        .map(type -> type.getName().substring("dev.nightjar.".length()))
                        .toList());
        assertThat(found.values().stream().flatMap(List::stream).map(RecordedEvent::toString))
                .noneMatch(text -> text.contains(Bench.TOKEN) || text.contains("secret"));
        assertThat(of(found, "Dial", "outcome")).contains("OPENED", "REFUSED");
        assertThat(found.get("Dial")).allSatisfy(dial -> {
            assertThat(dial.getInt("shard")).isNotNegative();
            assertThat(dial.getString("host")).isNotEmpty();
            assertThat(dial.getInt("port")).isPositive();
            assertThat(dial.getDuration()).isPositive();
            assertThat(dial.getString("cause").isEmpty())
                    .isEqualTo(!dial.getString("outcome").equals("REFUSED"));
        });
        assertThat(of(found, "Connection", "cause")).contains("CLOSED_BY_GATEWAY", "USER_CLOSE");
        assertThat(of(found, "Connection", "reached")).contains("ESTABLISHED");
        assertThat(of(found, "Connection", "next")).contains("RESUME", "STOP");
        assertThat(of(found, "PermitWait", "outcome")).contains("GRANTED");
        assertThat(of(found, "Identify", "succeeded")).contains(true);
        assertThat(found.get("Resume")).anySatisfy(resume -> {
            assertThat(resume.getBoolean("succeeded")).isTrue();
            assertThat(resume.getLong("replayedEvents")).isEqualTo(2);
        });
        assertThat(found.get("Heartbeat")).allSatisfy(beat -> {
            assertThat(beat.getDuration("latency")).isPositive();
            assertThat(beat.getDuration()).isZero();
        });
        assertThat(found.get("ReaderStall"))
                .allSatisfy(stall -> assertThat(stall.getDuration()).isPositive());
        assertThat(of(found, "Command", "kind")).contains("COMMAND", "PRESENCE");
        assertThat(found.get("Command"))
                .allSatisfy(command -> assertThat(command.getLong("size")).isPositive());
        assertThat(of(found, "MemberRequest", "outcome")).containsExactly("TIMED_OUT");
        assertThat(of(found, "SessionStore", "action")).contains("SAVE");
        assertThat(of(found, "SessionStore", "succeeded")).contains(true);
        assertThat(found.get("DecodeMismatch")).singleElement().satisfies(mismatch -> {
            assertThat(mismatch.getString("type")).isEqualTo("MESSAGE_CREATE");
            assertThat(mismatch.getInt("fields")).isEqualTo(1);
            assertThat(mismatch.getString("place")).isEqualTo("/d/author");
        });
        assertThat(found.get("Reshard")).singleElement().satisfies(reshard -> {
            assertThat(reshard.getInt("from")).isEqualTo(1);
            assertThat(reshard.getInt("to")).isEqualTo(2);
            assertThat(reshard.getBoolean("succeeded")).isTrue();
        });
    }

    /** A dial that is refused. */
    private static void dials() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create("ws://127.0.0.1:" + port))
                .log(System.Logger.Level.OFF)
                .build();
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            assertThat(shard.events().iterator().next()).isInstanceOf(ConnectFailed.class);
        }
    }

    /** A session that identifies, sends, loses its connection, and resumes with two events replayed. */
    private static void lives() throws Exception {
        CountDownLatch saved = new CountDownLatch(1);
        SessionStore store = new SessionStore() {
            @Override
            public Optional<Session> load(Key key) {
                return Optional.empty();
            }

            @Override
            public void save(Key key, Session session) {
                saved.countDown();
            }

            @Override
            public void clear(Key key) {}
        };
        try (Bench bench = Bench.open(config -> config.sessionStore(store))) {
            Client client = bench.identified();
            client.dispatch("MESSAGE_CREATE", 2, "{\"id\":\"1\",\"content\":\"secret\",\"author\":7}");
            bench.next(MessageCreate.class);
            client.requestBeat();
            client.expectBeat();
            bench.shard.send(UpdatePresence.of(UpdatePresence.Status.IDLE));
            client.expect(3);
            bench.shard.send(UpdateVoiceState.leave(5));
            client.expect(4);
            assertThat(saved.await(30, TimeUnit.SECONDS)).isTrue();
            try {
                bench.shard.requestMembers(RequestGuildMembers.all(5), Duration.ofMillis(50));
            } catch (MemberRequestException expected) {
                assertThat(expected.reason()).isEqualTo(MemberRequestException.Reason.TIMED_OUT);
            }
            client.close(4000, "again");
            bench.next(Disconnected.class);
            Client resuming = bench.resuming(2);
            resuming.dispatch("X", 3, "{}");
            resuming.dispatch("X", 4, "{}");
            resuming.resumed(5);
            bench.next(Resumed.class);
        }
    }

    /** A loop that takes nothing until its buffer is full. */
    private static void stalls() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(1))) {
            Client client = bench.identified(500);
            for (int i = 2; i < 10; i++) {
                client.dispatch("X", i, "{}");
            }
            do {
                client.expectBeat();
            } while (bench.shard.backlog().stalls() == 0);
            bench.read();
            while (bench.next(Unknown.class).payload().sequence() < 9) {}
        }
    }

    private static void reshards() throws InterruptedException {
        try (SimulatedGateway gateway = SimulatedGateway.builder().start()) {
            GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                    .intents(Intent.GUILDS)
                    .gatewayUrl(gateway.url())
                    .identifyQueue(shard -> {})
                    .build();
            Thread loop;
            try (Fleet fleet = Fleet.open(ShardRange.all(1), config)) {
                loop = Thread.ofVirtual().start(() -> fleet.events().forEach(event -> {}));
                fleet.reshard(ShardRange.all(2), new Resharding(Duration.ofMinutes(1), 1.0, Duration.ofMillis(1)));
            }
            loop.join();
        }
    }

    private static List<Object> of(Map<String, List<RecordedEvent>> found, String type, String field) {
        return found.getOrDefault(type, List.of()).stream()
                .<Object>map(event -> event.getValue(field))
                .toList();
    }

    private static List<Method> begins() {
        return Arrays.stream(Flight.class.getDeclaredMethods())
                .filter(method -> Event.class.isAssignableFrom(method.getReturnType()))
                .toList();
    }

    /** The types of all events, by what the door to the recorder can begin. */
    private static List<EventType> types() {
        Map<String, EventType> types = new TreeMap<>();
        for (Method begin : begins()) {
            EventType type = EventType.getEventType(begin.getReturnType().asSubclass(Event.class));
            types.put(type.getName(), type);
        }
        return List.copyOf(types.values());
    }
}
