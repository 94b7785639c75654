package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application as it is deployed, a process that SIGTERM ends, at a simulated gateway instead of Discord's. */
@Timeout(180)
class BotIT {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://\\S+:(\\d+)");

    private final SimulatedGateway gateway = SimulatedGateway.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path sessions;

    @AfterEach
    void close() {
        http.close();
        gateway.close();
    }

    @Test
    void theProbesPassAndSayWhyAndPrometheusGetsTheMeters() throws Exception {
        try (BotProcess bot = new BotProcess()) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", message("hello"));
            bot.awaitLine(Pattern.compile("wren: hello"));

            HttpResponse<String> readiness = bot.get("/q/health/ready");
            assertThat(readiness.statusCode()).isEqualTo(200);
            assertThat(readiness.body()).contains("1 of 1 shard has a session");
            HttpResponse<String> liveness = bot.get("/q/health/live");
            assertThat(liveness.statusCode()).isEqualTo(200);
            assertThat(liveness.body()).contains("No shard has failed.");
            assertThat(bot.get("/q/metrics").body()).contains("nightjar_received_events_total{type=\"MESSAGE_CREATE\"}");
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void theReadinessProbeFailsWhileTheBotCannotLogIn() throws Exception {
        gateway.holdUpgrades();
        try (BotProcess bot = new BotProcess()) {
            HttpResponse<String> readiness = bot.get("/q/health/ready");

            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("1 of 1 shard has had no session yet");
            assertThat(bot.get("/q/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theNextProcessGoesOnWhereSigtermHasEndedTheOneBefore() throws Exception {
        SimulatedSession session;
        try (BotProcess bot = new BotProcess()) {
            session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", message("first"));
            bot.awaitLine(Pattern.compile("wren: first"));
            bot.terminate();
        }
        session.dispatch("MESSAGE_CREATE", message("while nobody was there"));

        try (BotProcess bot = new BotProcess()) {
            bot.awaitLine(Pattern.compile("wren: while nobody was there"));
            bot.terminate();
        }
        assertThat(gateway.identifies()).hasSize(1);
        assertThat(gateway.resumes()).hasSize(1);
        assertThat(gateway.violations()).isEmpty();
    }

    private static String message(String text) {
        return """
                {"id":"1","channel_id":"2","guild_id":"3","author":{"id":"4","username":"wren"},"content":"%s"}
                """
                .formatted(text);
    }

    /** A process with the bot. */
    private final class BotProcess implements AutoCloseable {

        private final Process process;
        private final BufferedReader output;
        private final StringBuilder said = new StringBuilder();
        private final String port;

        BotProcess() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Dquarkus.http.port=0",
                            "-Dbot.token=any",
                            "-Dbot.sessions=" + sessions,
                            "-Dbot.gateway-url=" + gateway.url(),
                            "-Dbot.api-url=" + gateway.httpUrl(),
                            "-jar",
                            "target/quarkus-app/quarkus-run.jar")
                    .redirectErrorStream(true)
                    .start();
            output = process.inputReader();
            // Nothing interrupts a read: should the process hang, its end ends it.
            CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(process::destroyForcibly);
            port = awaitLine(LISTENING).group(1);
        }

        Matcher awaitLine(Pattern wanted) throws IOException {
            Matcher before = wanted.matcher(said);
            if (before.find()) {
                return before;
            }
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                Matcher found = wanted.matcher(line);
                if (found.find()) {
                    return found;
                }
            }
            throw new AssertionError("The bot did not say " + wanted + ", but:\n" + said);
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        void terminate() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
