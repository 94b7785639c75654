package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Options;
import io.nats.client.impl.ErrorListenerLoggerImpl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the program's log has about the connection to NATS. */
@Timeout(240)
final class NatsLogTest {

    private static final NatsSettings SETTINGS = NatsSettings.of("bot").withTimeout(Duration.ofSeconds(5));
    private static final Logger LOG = Logger.getLogger(NatsEngine.class.getName());
    private static final Logger CLIENT = Logger.getLogger(ErrorListenerLoggerImpl.class.getName());

    private final Lines lines = new Lines();
    private final Lines ofTheClient = new Lines();

    @BeforeEach
    void listen() {
        LOG.addHandler(lines);
        CLIENT.addHandler(ofTheClient);
    }

    @AfterEach
    void endListening() {
        LOG.removeHandler(lines);
        CLIENT.removeHandler(ofTheClient);
    }

    @Test
    void anOutageIsOneWarningAndItsEndIsOneLine() throws Exception {
        try (NatsServer server = NatsServer.start()) {
            try (NatsEngine engine = NatsEngine.connect(server.url(), "bot")) {
                for (int outage = 0; outage < 2; outage++) {
                    server.kill();
                    assertThat(lines.next())
                            .isEqualTo("WARNING The connection to NATS at " + server.url()
                                    + " has ended; it is tried again, several times a second, until it is back");
                    awaitExceptions(engine, 5);
                    server.restart();
                    assertThat(lines.next())
                            .startsWith("INFO The connection to NATS at " + server.url() + " is back after PT");
                }
            }

            assertThat(lines.all).isEmpty();
            assertThat(ofTheClient.all).isEmpty();
        }
    }

    /** Waits until so many more attempts to connect have failed. */
    private static void awaitExceptions(NatsEngine engine, int count) throws Exception {
        Connection connection = engine.wire().connection();
        long wanted = connection.getStatistics().getExceptions() + count;
        NatsEngineFaultsTest.eventually(() -> {
            if (connection.getStatistics().getExceptions() < wanted) {
                throw new EngineException("Not yet");
            }
            return true;
        });
    }

    @Test
    void aRefusedSubjectIsOneWarningAndTheirNumberHasALimit() throws Exception {
        int subjects = 70;
        int each = 3;
        CountDownLatch refused = new CountDownLatch(subjects * each);
        ErrorListener users = new ErrorListener() {
            @Override
            public void errorOccurred(Connection connection, String error) {
                refused.countDown();
            }
        };
        List<String> rights = List.of(
                "authorization {",
                "users: [ { user: bot, password: bot, permissions: { publish: { deny: \"denied.>\" } } } ]",
                "timeout: 60",
                "}");
        try (NatsServer server = NatsServer.startWith(rights);
                NatsEngine engine = NatsEngine.connect(
                        Options.builder()
                                .server(server.url())
                                .userInfo("bot", "bot")
                                .errorListener(users),
                        SETTINGS)) {
            for (int i = 0; i < subjects * each; i++) {
                engine.wire().publish("denied." + i / each, new byte[0]);
            }
            assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();

            List<String> warnings = new ArrayList<>(lines.all);
            assertThat(warnings).hasSize(64);
            assertThat(warnings.getFirst())
                    .isEqualTo("WARNING NATS at " + server.url()
                            + " refuses a subject: Permissions Violation for Publish to \"denied.0\""
                            + "; give this user the permission, or use the bot and prefix that are this user's");
            assertThat(warnings.getLast()).contains("denied.63").endsWith("are not logged");
            assertThat(ofTheClient.all).isEmpty();
        }
    }

    @Test
    void aConnectionThatTheClientGivesUpIsAnError() throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("BOT_PASSWORD", "old1"));
        List<String> password = List.of("authorization { user: bot, password: $BOT_PASSWORD, timeout: 60 }");
        try (NatsServer server = NatsServer.startWith(password, environment);
                NatsEngine engine = NatsEngine.connect(
                        Options.builder().server(server.url()).userInfo("bot", "old1"), SETTINGS)) {
            environment.put("BOT_PASSWORD", "new1");
            server.kill();
            assertThat(lines.next()).contains("has ended; it is tried again");
            server.restart();

            String refused = lines.next();
            assertThat(refused)
                    .startsWith("WARNING NATS at " + server.url())
                    .containsIgnoringCase("authorization violation");
            assertThat(lines.next())
                    .startsWith("SEVERE The connection to NATS at " + server.url() + " has ended for good")
                    .contains("credentials");
            assertThatExceptionOfType(EngineClosedException.class)
                    .isThrownBy(() -> engine.ledger().read("key"));
            assertThat(lines.all).isEmpty();
        }
    }

    @Test
    void aConnectionThatIsNeverMadeIsAnExceptionAndNoLine() throws Exception {
        try (NatsServer server = NatsServer.start()) {
            server.kill();

            assertThatExceptionOfType(EngineException.class).isThrownBy(() -> NatsEngine.connect(server.url(), "bot"));

            assertThat(lines.all).isEmpty();
            assertThat(ofTheClient.all).isEmpty();
        }
    }

    /** The lines of a logger, each with its level. */
    private static final class Lines extends Handler {

        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        Lines() {
            setLevel(Level.ALL);
        }

        String next() throws InterruptedException {
            String line = all.poll(60, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("No line has come in a minute");
            }
            return line;
        }

        @Override
        public void publish(LogRecord line) {
            all.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
