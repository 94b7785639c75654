package dev.nightjar.gateway;

import static dev.nightjar.gateway.Samples.MAIN_URL;
import static dev.nightjar.gateway.Samples.RESUME_URL;
import static dev.nightjar.gateway.Samples.payload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Protocol.Phase;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {

    private static final long RECEIVED = 7;

    /** A row of the table: a payload, and a cell for each phase. */
    private static final Pattern ROW = Pattern.compile("\\| `(.+)` \\| ((?:\\w+ \\| ){3}\\w+) \\|");

    private final Protocol protocol = new Protocol(ShardId.ONE, MAIN_URL, null);
    private final Protocol resuming = new Protocol(ShardId.ONE, MAIN_URL, "old");

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void thePhaseAndThePayloadSayWhatToDo(String json, List<String> cells) {
        Payload payload = Payload.of(json.getBytes(StandardCharsets.UTF_8));

        assertThat(steps(payload)).isEqualTo(cells);
    }

    @Test
    void theTableHasEachKindOfPayload() {
        List<Payload> payloads = rows().map(row -> Payload.of(row.group(1).getBytes(StandardCharsets.UTF_8)))
                .toList();

        assertThat(payloads).extracting(Payload::op).contains(-1, 0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12);
        assertThat(payloads)
                .extracting(Payload::type)
                .contains(EventType.READY, EventType.RESUMED, EventType.MESSAGE_CREATE, EventType.UNKNOWN);
    }

    private static Stream<Arguments> table() {
        return rows().map(row -> Arguments.of(row.group(1), List.of(row.group(2).split(" \\| "))));
    }

    /** The rows of the table in the documentation. Runs in the project's folder, as Maven does. */
    private static Stream<Matcher> rows() {
        try {
            return Files.readAllLines(Path.of("docs/protocol-table.md")).stream()
                    .map(ROW::matcher)
                    .filter(Matcher::matches);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aReadyThatAnswersAResumeNamesTheSessionThatItReplaces() {
        Payload ready = payload("{'t':'READY','s':1,'op':0,'d':{'session_id':'new'}}");

        assertThat(resuming.on(Phase.RESUMING, RECEIVED, ready))
                .isEqualTo(new Step.Establish(new Session("new", 1, MAIN_URL, ShardId.ONE), "old", ""));
    }

    @Test
    void aReplayedSequenceIsNewOnlyAboveWhatWasReceivedAndZeroIsOne() {
        assertThat(resuming.on(Phase.RESUMING, RECEIVED, payload("{'op':0,'t':'MESSAGE_CREATE','s':0,'d':{}}")))
                .isEqualTo(new Step.Skip());
        assertThat(resuming.on(Phase.RESUMING, 0, payload("{'op':0,'t':'MESSAGE_CREATE','s':1,'d':{}}")))
                .isEqualTo(new Step.Deliver());
    }

    @Test
    void aReadyThatAnswersAResumeAndCannotBeReadBreaksTheConnection() {
        Payload ready = payload("{'op':0,'t':'READY','s':8,'d':{'session_id':'old','user':{'name':tru}}}");

        Ending ending = ending(resuming.on(Phase.RESUMING, RECEIVED, ready));

        assertThat(ending.cause()).isEqualTo(Cause.PROTOCOL_VIOLATION);
        assertThat(ending.reason()).startsWith("READY cannot be read: ");
    }

    @Test
    void aReadyWhoseSessionCannotBeResumedIsUsedWithoutOne() {
        Payload ready = payload("{'t':'READY','s':1,'op':0,'d':{'session_id':'" + "x".repeat(501) + "'}}");

        assertThat(protocol.on(Phase.IDENTIFYING, 0, ready))
                .isEqualTo(new Step.Establish(
                        null,
                        null,
                        "READY's session cannot be resumed: A session id must be at most 500 characters, but has 501"));
        assertThat(ending(resuming.on(Phase.RESUMING, RECEIVED, ready)).cause()).isEqualTo(Cause.INVALID_SESSION);
    }

    @Test
    void aResumeUrlThatIsTooLongIsIgnored() {
        Step.Establish step =
                ready(protocol, "{'session_id':'abc','resume_gateway_url':'wss://h/" + "x".repeat(1_000) + "'}");

        assertThat(session(step).resumeUrl()).isEqualTo(MAIN_URL);
        assertThat(step.warning()).endsWith("xxx... (808 characters more)");
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 41_250, 45_000, 3_600_000})
    void helloBringsTheHeartbeatInterval(long millis) {
        Payload hello = payload("{'op':10,'d':{'heartbeat_interval':" + millis + ",'_trace':['a']}}");

        assertThat(protocol.on(Phase.AWAITING_HELLO, 0, hello)).isEqualTo(new Step.Hello(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'heartbeat_interval':0}",
                "{'heartbeat_interval':-1}",
                "{'heartbeat_interval':9}",
                "{'heartbeat_interval':3600001}",
                "{'heartbeat_interval':9223372036854775807}",
                "{'heartbeat_interval':9223372036854775808}",
                "{'heartbeat_interval':41250.5}",
                "{'heartbeat_interval':1e4}",
                "{'heartbeat_interval':'41250'}",
                "{'heartbeat_interval':null}",
                "{'heartbeat_interval':[41250]}",
                "{'heartbeat_interval':NaN}",
                "{'heartbeat_interval'",
                "{'other':{'heartbeat_interval':41250}}",
                "[{'heartbeat_interval':41250}]",
                "{}",
                "null,'heartbeat_interval':41250",
                "41250"
            })
    void aHelloWithoutAUsableIntervalBreaksTheConnectionAndNotTheSession(String data) {
        Payload hello = payload("{'op':10,'d':" + data + "}");

        Ending ending = ending(protocol.on(Phase.AWAITING_HELLO, 0, hello));

        assertThat(ending.cause()).isEqualTo(Cause.PROTOCOL_VIOLATION);
        assertThat(ending.code()).isEqualTo(4000);
        assertThat(ending.reason()).startsWith("HELLO").contains("heartbeat_interval");
        assertThat(ending.payload()).isSameAs(hello);
        assertThat(Recovery.keepsSession(ending)).isTrue();
    }

    @Test
    void aHelloWithoutDataBreaksTheConnection() {
        Ending ending = ending(protocol.on(Phase.AWAITING_HELLO, 0, payload("{'op':10}")));

        assertThat(ending.reason()).isEqualTo("HELLO has no usable heartbeat_interval: the payload has no d");
    }

    @Test
    void readyEstablishesTheSessionThatItNames() {
        Payload ready = payload("{'t':'READY','s':1,'op':0,'d':{'v':10,'session_id':'abc',"
                + "'resume_gateway_url':'wss://resume.example','shard':[0,1],'guilds':[{'id':'1'}]}}");

        Step step = protocol.on(Phase.IDENTIFYING, 0, ready);

        assertThat(step).isEqualTo(new Step.Establish(new Session("abc", 1, RESUME_URL, ShardId.ONE), null, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'resume_gateway_url':null,", "'resume_gateway_url':7,", "'resume_gateway_url':{},"})
    void withoutAResumeUrlTheMainOneStandsIn(String resumeUrl) {
        Step.Establish step = ready(protocol, "{" + resumeUrl + "'session_id':'abc'}");

        assertThat(session(step).resumeUrl()).isEqualTo(MAIN_URL);
        assertThat(step.warning()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://resume.example", // the token would go there in the clear
                "https://resume.example",
                "resume.example",
                "wss://",
                "wss://a b",
                "wss://resume.example?v=9",
                ""
            })
    void aResumeUrlThatMustNotBeDialledIsReportedAndTheMainOneStandsIn(String resumeUrl) {
        Step.Establish step = ready(protocol, "{'session_id':'abc','resume_gateway_url':'" + resumeUrl + "'}");

        assertThat(session(step).resumeUrl()).isEqualTo(MAIN_URL);
        assertThat(step.warning()).isEqualTo("READY's resume_gateway_url is unusable and was ignored: " + resumeUrl);
    }

    @Test
    void whereTheMainUrlIsNotEncryptedTheResumeUrlNeedNotBeEither() {
        URI plain = URI.create("ws://localhost:8080");

        Step.Establish step = ready(
                new Protocol(ShardId.ONE, plain, null),
                "{'session_id':'abc','resume_gateway_url':'ws://localhost:8081'}");

        assertThat(session(step).resumeUrl()).isEqualTo(URI.create("ws://localhost:8081"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "[0,2]", "[0]", "[]", "[0,1,2]", "['x',1]", "[[0],1]", "[9223372036854775808,1]"})
    void aReadyForAnotherShardIsReportedAndTheSessionWorks(String shard) {
        Step.Establish step = ready(protocol, "{'session_id':'abc','shard':" + shard + "}");

        assertThat(session(step).shard()).isEqualTo(ShardId.ONE);
        assertThat(step.warning()).startsWith("READY is for shard [").endsWith("], but this is shard 0/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "7", "'0/1'", "[0,1]"})
    void aReadyThatNamesNoOtherShardIsFine(String shard) {
        Step.Establish step = ready(protocol, "{'session_id':'abc','shard':" + shard + "}");

        assertThat(step.warning()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'session_id':''}",
                "{'session_id':' '}",
                "{'session_id':null}",
                "{'session_id':7}",
                "{'session_id':['abc']}",
                "{'user':{'session_id':'abc'}}",
                "null,'session_id':'abc'",
                "[]",
                "{'session_id':'abc',",
                "{'session_id':'abc','user':{'name':tru}}"
            })
    void aReadyWithoutASessionBreaksTheConnection(String data) {
        Ending ending =
                ending(protocol.on(Phase.IDENTIFYING, 0, payload("{'t':'READY','s':1,'op':0,'d':" + data + "}")));

        assertThat(ending.cause()).isEqualTo(Cause.PROTOCOL_VIOLATION);
        assertThat(ending.reason()).startsWith("READY ");
    }

    @Test
    void aReadyWithoutASequenceStartsAtZero() {
        Step step = protocol.on(Phase.IDENTIFYING, 99, payload("{'t':'READY','op':0,'d':{'session_id':'abc'}}"));

        assertThat(step).isEqualTo(new Step.Establish(new Session("abc", 0, MAIN_URL, ShardId.ONE), null, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':9,'d':'true'}",
                "{'op':9,'d':1}",
                "{'op':9,'d':null}",
                "{'op':9,'d':{'resumable':true}}",
                "{'op':9,'d':tru}",
                "{'op':9}"
            })
    void anInvalidSessionThatIsNotClearlyResumableIsGone(String json) {
        Payload payload = payload(json);

        assertThat(ending(protocol.on(Phase.ACTIVE, 7, payload))).isEqualTo(Ending.invalid(payload));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void reconnectKeepsTheSession(Phase phase) {
        Ending ending = ending(protocol.on(phase, 7, payload("{'op':7,'d':null}")));

        assertThat(ending.code()).isEqualTo(4000);
        assertThat(Recovery.keepsSession(ending)).isTrue();
    }

    private List<String> steps(Payload payload) {
        return Arrays.stream(Phase.values())
                .map(phase -> (phase == Phase.RESUMING ? resuming : protocol).on(phase, RECEIVED, payload))
                .map(step -> step instanceof Step.End end
                        ? end.ending().cause().name()
                        : step.getClass().getSimpleName())
                .toList();
    }

    private static Step.Establish ready(Protocol protocol, String data) {
        Step step = protocol.on(Phase.IDENTIFYING, 0, payload("{'t':'READY','s':1,'op':0,'d':" + data + "}"));
        assertThat(step).isInstanceOf(Step.Establish.class);
        return (Step.Establish) step;
    }

    private static Session session(Step.Establish step) {
        return Objects.requireNonNull(step.session());
    }

    private static Ending ending(Step step) {
        assertThat(step).isInstanceOf(Step.End.class);
        return ((Step.End) step).ending();
    }
}
