package dev.nightjar.guides;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the guide on watching a bot. */
@Timeout(120)
@SuppressWarnings("try") // what must be closed is not always used before
class WatchingTest {

    private final SimulatedGateway gateway = SimulatedGateway.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        gateway.close();
    }

    @Test
    void theConsoleIsServedWhileTheBotRuns() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        try (Printed printed = new Printed();
                Running bot = Running.start(() ->
                        Watching.console(ShardRange.all(1), config().build(), 0, next -> countReady(next, ready)))) {
            URI url = URI.create(printed.await("The console is at ").substring("The console is at ".length()));
            ready.await();

            assertThat(get(url).body()).contains("<html");
        }
    }

    @Test
    void metricsAndReadinessAreServedAndASnapshotIsPrinted() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        CountDownLatch ready = new CountDownLatch(1);
        try (Printed printed = new Printed();
                Fleet fleet = Fleet.open(ShardRange.all(1), Watching.talkative(config()));
                Running bot = Running.start(() -> fleet.events().forEach(next -> countReady(next, ready)))) {
            Watching.serve(fleet, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), server);
            ready.await();
            URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

            assertThat(get(root.resolve("/metrics")).body()).contains("nightjar_shard_active{shard=\"0\"} 1.0");
            assertThat(get(root.resolve("/ready")).statusCode()).isEqualTo(200);
            Watching.print(fleet);
            assertThat(printed.await("Shard 0/1 is ACTIVE")).endsWith("events wait");
            printed.await("0 resumes, 0 events replayed");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatTheLoopWasGivenIsRecordedAndRead(@TempDir Path folder) throws Exception {
        CountDownLatch handled = new CountDownLatch(1);
        try (Fleet fleet = Fleet.open(ShardRange.all(1), config().build());
                Running bot = Running.start(() -> Watching.record(fleet, folder, next -> {
                    if (next.event() instanceof MessageCreate) {
                        handled.countDown();
                    }
                }))) {
            gateway.awaitSession()
                    .dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"guild_id\":\"2\",\"content\":\"secret\"}");
            handled.await();
            fleet.close(); // ends the loop, and then the recorder
            bot.thread().join();
        }
        try (Printed printed = new Printed()) {
            Watching.read(folder);

            assertThat(printed.await("OfEvent")).doesNotContain("secret");
        }
    }

    private static void countReady(ShardEvent next, CountDownLatch ready) {
        if (next.event() instanceof Ready) {
            ready.countDown();
        }
    }

    private HttpResponse<String> get(URI url) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(60)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private GatewayConfig.Builder config() {
        return GatewayConfig.builder("any")
                .intents(Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .gatewayUrl(gateway.url());
    }
}
