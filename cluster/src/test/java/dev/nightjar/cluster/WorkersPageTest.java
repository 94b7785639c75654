package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page for workers in other languages, docs/workers.md, says what the server has. */
@Timeout(120)
@SuppressWarnings("try") // what must be closed is not always used before
final class WorkersPageTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Pattern ROW = Pattern.compile("\\| `([^`]*)` \\| `([^`]*)` \\|");

    @Test
    void theSettingsOnThePageAreThoseOfTheServer() throws Exception {
        try (NatsServer server = NatsServer.start();
                NatsEngine engine = NatsEngine.connect(server.url(), "mybot");
                Connection other = Nats.connect(server.url())) {
            EventLog log = engine.eventLog(EventLogLimits.DEFAULT);
            log.read("statistics", ">", Duration.ofSeconds(30)).close();

            assertSame("setting of the stream", ask(other, "$JS.API.STREAM.INFO.nightjar-mybot-events"));
            assertSame("setting of the consumer", ask(other, "$JS.API.CONSUMER.INFO.nightjar-mybot-events.statistics"));
        }
    }

    @Test
    void aPlainClientReadsEventsAsThePageSays() throws Exception {
        try (NatsServer server = NatsServer.start();
                NatsEngine engine = NatsEngine.connect(server.url(), "mybot");
                Connection other = Nats.connect(server.url())) {
            EventLog log = engine.eventLog(EventLogLimits.DEFAULT);
            EventLog.Reader reader = log.read("statistics", ">", Duration.ofSeconds(30));
            for (int i = 0; i < 2; i++) {
                log.append("MESSAGE_CREATE", "session:" + i, new byte[] {(byte) i})
                        .toCompletableFuture()
                        .get();
            }

            String inbox = other.createInbox();
            Subscription events = other.subscribe(inbox);
            String pull = "$JS.API.CONSUMER.MSG.NEXT.nightjar-mybot-events.statistics";
            other.publish(pull, inbox, "1".getBytes(StandardCharsets.US_ASCII));
            Message event = events.nextMessage(LONG);

            if (event == null) {
                throw new AssertionError("No event in " + LONG);
            }
            assertThat(event.getSubject()).isEqualTo("nightjar.mybot.events.MESSAGE_CREATE");
            assertThat(event.getHeaders().getLast("Nats-Msg-Id")).isEqualTo("session:0");
            assertThat(event.getData()).containsExactly(0);
            other.request(event.getReplyTo(), "+ACK".getBytes(StandardCharsets.US_ASCII), LONG);
            EventLog.Delivery next = EngineContractTest.next(reader);
            assertThat(next.id()).isEqualTo("session:1");
        }
    }

    @Test
    void itsProgramInJavaIsThatOfTheExample() throws Exception {
        String page = Files.readString(Path.of("../docs/workers.md"));
        String program = page.substring(page.indexOf("```java") + "```java".length());
        String example = Files.readString(Path.of("src/test/java/dev/nightjar/cluster/examples/StatisticsWorker.java"));

        assertThat(example.replaceAll("\\s+", ""))
                .contains(program.substring(0, program.indexOf("```")).replaceAll("\\s+", ""));
    }

    private static Map<String, Object> ask(Connection connection, String subject) throws Exception {
        Message answer = connection.request(subject, new byte[0], LONG);
        if (answer == null) {
            throw new AssertionError("No answer from " + subject);
        }
        Object config = JSON.std.mapFrom(answer.getData()).get("config");
        return JSON.std.mapFrom(JSON.std.asString(config));
    }

    /** Compares each row of the table whose first column has this title. */
    private static void assertSame(String title, Map<String, Object> server) throws Exception {
        Map<String, String> there = new LinkedHashMap<>();
        table(title).keySet().forEach(setting -> there.put(setting, String.valueOf(server.get(setting))));

        assertThat(table(title)).isNotEmpty().isEqualTo(there);
    }

    private static Map<String, String> table(String title) throws Exception {
        String page = Files.readString(Path.of("../docs/workers.md"));
        int begin = page.indexOf("| " + title + " |");
        assertThat(begin).as("the table of the " + title).isPositive();
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(page.substring(begin, page.indexOf("\n\n", begin)));
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        return rows;
    }
}
