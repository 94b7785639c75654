package dev.nightjar.metrics.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.metrics.GatewayMetrics;
import dev.nightjar.metrics.Health;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A fleet that is scraped and probed over the JDK's own HTTP server. */
public final class Observed {

    private Observed() {}

    /**
     * Adds the meters of two bots to one registry.
     *
     * @param music a bot
     * @param chess another one
     * @param registry the registry
     */
    public static void two(Fleet music, Fleet chess, MeterRegistry registry) {
        // @start region="two"
        GatewayMetrics.of(music).withTags(Tags.of("bot", "music")).bindTo(registry);
        GatewayMetrics.of(chess).withTags(Tags.of("bot", "chess")).bindTo(registry);
        // @end
    }

    /**
     * Serves metrics and probes.
     *
     * @param fleet a fleet
     * @param address where to listen
     * @return the server, which is to be stopped
     * @throws IOException when the address is in use
     */
    public static HttpServer serve(Fleet fleet, InetSocketAddress address) throws IOException {
        // @start region="bind"
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        GatewayMetrics.of(fleet).bindTo(registry);
        // @end
        // @start region="serve"
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/metrics", exchange -> answer(exchange, 200, registry.scrape()));
        // @end
        // @start region="probes"
        Health health = Health.of(fleet);
        server.createContext("/ready", exchange -> answer(exchange, health.readiness()));
        server.createContext("/live", exchange -> answer(exchange, health.liveness()));
        server.start();
        // @end
        return server;
    }

    // @start region="answer"
    static void answer(HttpExchange exchange, Health.Report report) throws IOException {
        int status = report.status() == Health.Status.DOWN ? 503 : 200;
        answer(exchange, status, report.status() + ": " + report.reason() + "\n");
    }

    static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
    // @end
}
