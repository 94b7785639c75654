package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/** The whole application, at a simulated gateway instead of Discord's. */
@Timeout(120)
class BotApplicationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimulatedGateway gateway = SimulatedGateway.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path sessions;

    @AfterEach
    void close() {
        http.close();
        gateway.close();
    }

    /** Keeps the messages that come. */
    @TestConfiguration
    static class Received {

        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @EventListener
        void on(MessageCreate message) {
            messages.add(message.message().content());
        }

        String next() throws InterruptedException {
            return messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void listenersGetTheEvents() throws Exception {
        try (ConfigurableApplicationContext bot = start()) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", message("hello"));

            assertThat(bot.getBean(Received.class).next()).isEqualTo("hello");
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void theProbesPassAndSayWhyAndPrometheusGetsTheMeters() throws Exception {
        try (ConfigurableApplicationContext bot = start()) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                HttpResponse<String> readiness = get(bot, "/actuator/health/readiness");
                assertThat(readiness.statusCode()).isEqualTo(200);
                assertThat(readiness.body()).contains("\"botReadiness\"", "1 of 1 shard has a session");
            });
            HttpResponse<String> liveness = get(bot, "/actuator/health/liveness");
            assertThat(liveness.statusCode()).isEqualTo(200);
            assertThat(liveness.body()).contains("\"botLiveness\"", "No shard has failed.");
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(get(bot, "/actuator/prometheus").body()).contains("nightjar_shard_active{shard=\"0\"} 1.0");
            });
        }
    }

    @Test
    void theReadinessProbeFailsWhileTheBotCannotLogIn() throws Exception {
        gateway.holdUpgrades();
        try (ConfigurableApplicationContext bot = start()) {
            HttpResponse<String> readiness = get(bot, "/actuator/health/readiness");

            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("1 of 1 shard has had no session yet");
            assertThat(get(bot, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theNextStartGoesOnWhereTheBotWasStopped() throws Exception {
        SimulatedSession session;
        try (ConfigurableApplicationContext bot = start()) {
            session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", message("first"));
            assertThat(bot.getBean(Received.class).next()).isEqualTo("first");
        }
        session.dispatch("MESSAGE_CREATE", message("while nobody was there"));

        try (ConfigurableApplicationContext bot = start()) {
            assertThat(bot.getBean(Received.class).next()).isEqualTo("while nobody was there");
        }
        assertThat(gateway.identifies()).hasSize(1);
        assertThat(gateway.resumes()).hasSize(1);
        assertThat(gateway.violations()).isEmpty();
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(BotApplication.class, Received.class)
                .run(
                        "--server.port=0",
                        "--bot.token=any",
                        "--bot.sessions=" + sessions,
                        "--bot.gateway-url=" + gateway.url(),
                        "--bot.api-url=" + gateway.httpUrl());
    }

    private HttpResponse<String> get(ConfigurableApplicationContext bot, String path) throws Exception {
        String port = bot.getEnvironment().getProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String message(String text) {
        return """
                {"id":"1","channel_id":"2","guild_id":"3","author":{"id":"4","username":"wren"},"content":"%s"}
                """
                .formatted(text);
    }
}
