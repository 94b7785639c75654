package dev.nightjar.guides;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightjar.console.Console;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.ShardSnapshot;
import dev.nightjar.metrics.GatewayMetrics;
import dev.nightjar.metrics.Health;
import dev.nightjar.recorder.Recorded;
import dev.nightjar.recorder.Recorder;
import dev.nightjar.recorder.Recording;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Ways to see what a bot does. */
final class Watching {

    private Watching() {}

    static GatewayConfig talkative(GatewayConfig.Builder builder) {
        // @start region="log"
        GatewayConfig config = builder.log(System.Logger.Level.INFO).build();
        // @end
        return config;
    }

    static void print(Fleet fleet) {
        // @start region="snapshot"
        for (ShardSnapshot shard : fleet.snapshot()) {
            String latency = shard.latency().average().map(Duration::toString).orElse("not known yet");
            System.out.println("Shard " + shard.id() + " is " + shard.state() + ", latency " + latency + ", "
                    + shard.backlog().events() + " events wait");
        }
        GatewayStats stats = fleet.stats();
        System.out.println(stats.sessionsResumed() + " resumes, " + stats.replayedEvents() + " events replayed");
        // @end
    }

    static void console(ShardRange shards, GatewayConfig config, int port, Consumer<ShardEvent> bot) {
        // @start region="console"
        try (Fleet fleet = Fleet.open(shards, config);
                Console console = Console.open(fleet, port)) {
            System.out.println("The console is at " + console.url());
            for (ShardEvent next : fleet.events()) {
                console.count(next);
                bot.accept(next);
            }
        }
        // @end
    }

    static void serve(Fleet fleet, PrometheusMeterRegistry registry, HttpServer server) {
        // @start region="metrics"
        GatewayMetrics.of(fleet).bindTo(registry);
        Health health = Health.of(fleet);
        server.createContext("/metrics", exchange -> answer(exchange, 200, registry.scrape()));
        server.createContext("/ready", exchange -> {
            Health.Report report = health.readiness();
            answer(exchange, report.status() == Health.Status.DOWN ? 503 : 200, report.reason());
        });
        // @end
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    static void record(Fleet fleet, Path folder, Consumer<ShardEvent> bot) {
        // @start region="record"
        try (Recorder recorder = Recorder.open(folder)) {
            for (ShardEvent next : recorder.events(fleet.events())) {
                bot.accept(next);
            }
        }
        // @end
    }

    static void read(Path folder) {
        // @start region="read"
        for (Recorded entry : Recording.open(folder).entries()) {
            System.out.println(entry);
        }
        // @end
    }
}
