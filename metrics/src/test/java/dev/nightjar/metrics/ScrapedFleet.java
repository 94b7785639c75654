package dev.nightjar.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedGatewayBuilder;
import dev.nightjar.gateway.simulator.SimulatedSession;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A fleet at a simulated gateway, a loop that takes its events, and a registry of Prometheus that has its meters. */
final class ScrapedFleet implements AutoCloseable {

    final SimulatedGateway gateway;
    final Fleet fleet;
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final AtomicLong clock = new AtomicLong(System.nanoTime());
    final AtomicInteger looks = new AtomicInteger();
    final GatewayMetrics metrics;

    private final BlockingQueue<ShardEvent> events = new LinkedBlockingQueue<>();

    private ScrapedFleet(
            SimulatedGatewayBuilder simulated,
            UnaryOperator<GatewayConfig.Builder> settings,
            int shards,
            Fleet.OnFailure onFailure) {
        this.gateway = simulated.limitIdentifies(false).raw(true).start();
        GatewayConfig config = settings.apply(GatewayConfig.builder("token")
                        .intents(Intent.GUILD_MESSAGES)
                        .gatewayUrl(gateway.url())
                        .identifyQueue(shard -> {})
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(5)))
                .build();
        this.fleet = Fleet.open(ShardRange.all(shards), id -> config, onFailure);
        this.metrics = GatewayMetrics.of(
                fleet,
                owner -> {
                    looks.incrementAndGet();
                    return owner.shards();
                },
                clock::get);
        metrics.bindTo(registry);
        Thread.ofVirtual().start(this::loop);
    }

    static ScrapedFleet open(int shards) {
        return open(SimulatedGateway.builder(), config -> config, shards, Fleet.OnFailure.STOP_ALL);
    }

    static ScrapedFleet open(
            SimulatedGatewayBuilder simulated,
            UnaryOperator<GatewayConfig.Builder> settings,
            int shards,
            Fleet.OnFailure onFailure) {
        return new ScrapedFleet(simulated, settings, shards, onFailure);
    }

    private void loop() {
        try {
            fleet.events().forEach(events::add);
        } catch (GatewayException e) {
            // The test asks the shards why.
        }
    }

    /** The next event of a type; those before it are skipped. */
    ShardEvent next(Class<? extends Event> type) throws InterruptedException {
        while (true) {
            ShardEvent next = events.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("a %s", type.getSimpleName()).isNotNull();
            if (type.isInstance(next.event())) {
                return next;
            }
        }
    }

    /** The living session of a shard. */
    SimulatedSession session(int shard) {
        return gateway.sessions().stream()
                .filter(session -> session.shard() == shard && session.isAlive())
                .findFirst()
                .orElseThrow();
    }

    /** A scrape of figures that are not older than this call. */
    String scrape() {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
        registry.scrape(); // adds the meters of new shards
        return registry.scrape();
    }

    /** The figures of a new scrape, by series as in the text. */
    Map<String, Double> figures() {
        return figures(scrape());
    }

    static Map<String, Double> figures(String scrape) {
        Map<String, Double> figures = new TreeMap<>();
        scrape.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            assertThat(figures.put(line.substring(0, end), Double.valueOf(line.substring(end + 1))))
                    .as(line)
                    .isNull();
        });
        return figures;
    }

    @Override
    public void close() {
        metrics.close();
        fleet.close();
        gateway.close();
        registry.close();
    }
}
