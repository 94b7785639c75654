package dev.nightjar.gateway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole bot against the simulated gateway, and an HTTP API that notes what is posted. */
@Timeout(60)
class EchoBotTest {

    private static final String COMMAND = "{\"id\":\"5\",\"application_id\":\"6\",\"type\":2,\"token\":\"secret\","
            + "\"version\":1,\"channel_id\":\"7\",\"data\":{\"id\":\"8\",\"name\":\"echo\",\"type\":1}}";

    private static final String MESSAGE = "{\"id\":\"9\",\"channel_id\":\"7\",\"content\":\"hello\","
            + "\"author\":{\"id\":\"10\",\"username\":\"ada\",\"discriminator\":\"0\"}}";

    private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    private HttpServer api;

    @TempDir
    Path sessions;

    @BeforeEach
    void startTheApi() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", this::note);
        api.start();
    }

    @AfterEach
    void stopTheApi() {
        api.stop(0);
    }

    private void note(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(exchange.getRequestURI() + " " + body);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Test
    void aCommandIsAnsweredAndTheMessageThatFollowsIsRepeatedAlsoAfterARestart() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.builder().raw(true).start()) {
            EchoBot first = bot(gateway);
            Thread running = Thread.ofVirtual().start(first::run);
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("INTERACTION_CREATE", COMMAND);
            assertThat(next())
                    .isEqualTo("/interactions/5/secret/callback "
                            + "{\"type\":4,\"data\":{\"content\":\"Say something!\"}}");
            session.dispatch("MESSAGE_CREATE", MESSAGE);
            assertThat(next()).isEqualTo("/webhooks/6/secret {\"content\":\"You said: hello\"}");
            first.stop();
            running.join();

            session.dispatch("INTERACTION_CREATE", COMMAND);
            EchoBot second = bot(gateway);
            Thread again = Thread.ofVirtual().start(second::run);

            assertThat(next()).startsWith("/interactions/5/secret/callback ");
            session.awaitResumes(1);
            session.dispatch("MESSAGE_CREATE", MESSAGE);
            assertThat(next()).isEqualTo("/webhooks/6/secret {\"content\":\"You said: hello\"}");
            second.stop();
            again.join();
            assertThat(gateway.identifies()).hasSize(1);
        }
    }

    private EchoBot bot(SimulatedGateway gateway) {
        GatewayConfig.Builder config = GatewayConfig.builder("any")
                .gatewayUrl(gateway.url())
                .apiUrl(URI.create("http://127.0.0.1:" + api.getAddress().getPort()));
        return new EchoBot(config, sessions);
    }

    private @Nullable String next() throws InterruptedException {
        String next = posted.poll(30, TimeUnit.SECONDS);
        // The order of a JSON object's fields is of no meaning.
        return next == null
                ? null
                : next.replace(
                        "{\"data\":{\"content\":\"Say something!\"},\"type\":4}",
                        "{\"type\":4,\"data\":{\"content\":\"Say something!\"}}");
    }
}
