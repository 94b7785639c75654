package dev.nightjar.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.ShardFailed;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The meters of real shards at the simulated gateway, as Prometheus scrapes them. */
@Timeout(120)
class GatewayMetricsTest {

    @Test
    void aScrapeHasTheFiguresOfEachShardAndOfAll() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(2)) {
            bot.next(Ready.class);
            bot.next(Ready.class);
            bot.session(1).dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"author\":7}");
            bot.session(1).dispatch("NEW_THING", "{}");
            bot.next(Unknown.class);

            assertThat(bot.figures())
                    .contains(
                            entry("nightjar_shard_active{shard=\"0\"}", 1.0),
                            entry("nightjar_shard_active{shard=\"1\"}", 1.0),
                            entry("nightjar_shards{state=\"ACTIVE\"}", 2.0),
                            entry("nightjar_shards{state=\"FAILED\"}", 0.0),
                            entry("nightjar_shard_received_events_total{shard=\"0\"}", 1.0),
                            entry("nightjar_shard_received_events_total{shard=\"1\"}", 3.0),
                            entry("nightjar_received_events_total{type=\"READY\"}", 2.0),
                            entry("nightjar_received_events_total{type=\"MESSAGE_CREATE\"}", 1.0),
                            entry("nightjar_received_events_total{type=\"other\"}", 1.0),
                            entry("nightjar_received_events_total{type=\"TYPING_START\"}", 0.0),
                            entry("nightjar_shard_opened_connections_total{shard=\"1\"}", 1.0),
                            entry("nightjar_shard_begun_sessions_total{shard=\"1\"}", 1.0),
                            entry("nightjar_shard_mismatched_fields_total{shard=\"1\"}", 1.0),
                            entry("nightjar_shard_stalls_seconds_count{shard=\"1\"}", 0.0))
                    .hasEntrySatisfying(
                            "nightjar_shard_received_bytes_total{shard=\"1\"}",
                            bytes -> assertThat(bytes).isPositive())
                    .hasEntrySatisfying(
                            "nightjar_shard_uptime_seconds{shard=\"1\"}",
                            seconds -> assertThat(seconds).isBetween(0.0, 120.0));
        }
    }

    @Test
    void aReconnectIsAnEndWithItsCauseAndASessionThatWasResumed() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(1)) {
            bot.next(Ready.class);
            bot.session(0).faults().reconnect();
            bot.next(Resumed.class);

            assertThat(bot.figures())
                    .contains(
                            entry("nightjar_ended_connections_total{cause=\"RECONNECT_REQUESTED\"}", 1.0),
                            entry("nightjar_ended_connections_total{cause=\"CONNECTION_LOST\"}", 0.0),
                            entry("nightjar_shard_opened_connections_total{shard=\"0\"}", 2.0),
                            entry("nightjar_shard_resumed_sessions_total{shard=\"0\"}", 1.0),
                            entry("nightjar_shard_lost_sessions_total{shard=\"0\"}", 0.0));

            bot.session(0).faults().invalidSession(false);
            bot.next(Ready.class);

            assertThat(bot.figures())
                    .contains(
                            entry("nightjar_lost_sessions_total{cause=\"INVALID_SESSION\"}", 1.0),
                            entry("nightjar_shard_lost_sessions_total{shard=\"0\"}", 1.0),
                            entry("nightjar_shard_begun_sessions_total{shard=\"0\"}", 2.0));
        }
    }

    @Test
    void aWrongTokenIsAShardThatHasFailed() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(
                SimulatedGateway.builder().token("another"), config -> config, 1, Fleet.OnFailure.GO_ON)) {
            bot.next(ShardFailed.class);

            assertThat(bot.figures())
                    .contains(
                            entry("nightjar_shard_active{shard=\"0\"}", 0.0),
                            entry("nightjar_shards{state=\"FAILED\"}", 1.0),
                            entry("nightjar_ended_connections_total{cause=\"CLOSED_BY_GATEWAY\"}", 1.0));
            assertThat(bot.scrape()).doesNotContain("token");
        }
    }

    @Test
    void aDialThatFailsHasItsReason() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(
                SimulatedGateway.builder(),
                config -> config.gatewayUrl(URI.create("ws://127.0.0.1:1")),
                1,
                Fleet.OnFailure.STOP_ALL)) {
            bot.next(ConnectFailed.class);

            Map<String, Double> figures = bot.figures();
            assertThat(figures.get("nightjar_failed_dials_total{reason=\"REFUSED\"}"))
                    .isPositive();
            assertThat(figures.get("nightjar_shard_failed_dials_total{shard=\"0\"}"))
                    .isPositive();
            assertThat(figures.get("nightjar_shard_reconnect_attempts{shard=\"0\"}"))
                    .isPositive();
            assertThat(figures).containsEntry("nightjar_shard_latency_seconds{shard=\"0\"}", Double.NaN);
        }
    }

    @Test
    void heartbeatsAreAHistogramOfPrometheus() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(
                SimulatedGateway.builder().heartbeatInterval(Duration.ofMillis(50)),
                config -> config,
                1,
                Fleet.OnFailure.STOP_ALL)) {
            bot.next(Ready.class);
            Map<String, Double> figures;
            do {
                figures = bot.figures();
            } while (figures.getOrDefault("nightjar_heartbeat_latency_seconds_count", 0.0) < 3);

            Map<String, Double> found = figures;
            List<Double> buckets = figures.entrySet().stream()
                    .filter(each -> each.getKey().startsWith("nightjar_heartbeat_latency_answers_total"))
                    .sorted((one, other) -> Double.compare(bound(one.getKey()), bound(other.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(buckets).hasSize(15).isSorted();
            assertThat(buckets.getLast()).isEqualTo(found.get("nightjar_heartbeat_latency_seconds_count"));
            assertThat(found).containsKey("nightjar_heartbeat_latency_answers_total{le=\"0.025\"}");
            assertThat(found.get("nightjar_heartbeat_latency_seconds_sum")).isPositive();
            assertThat(found.get("nightjar_shard_answered_heartbeats_total{shard=\"0\"}"))
                    .isEqualTo(found.get("nightjar_heartbeat_latency_seconds_count"));
        }
    }

    private static double bound(String series) {
        String bound = series.replaceAll(".*le=\"(.*)\".*", "$1");
        return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
    }

    @Test
    void oneScrapeTakesOneLook() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(3)) {
            bot.clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            int before = bot.looks.get();

            bot.registry.scrape();

            assertThat(bot.looks).hasValue(before + 1);
            bot.registry.scrape();
            assertThat(bot.looks).as("within a second").hasValue(before + 1);
        }
    }

    @Test
    void aBotHasAsManySeriesAsTheDocumentationSaysWhateverItReceives() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(2)) {
            bot.next(Ready.class);
            bot.next(Ready.class);
            Set<String> before = new TreeSet<>(bot.figures().keySet());
            for (EventType type : EventType.values()) {
                if (type != EventType.READY && type != EventType.RESUMED) {
                    bot.session(0).dispatch(type.name(), "{}");
                }
            }
            bot.session(0).dispatch("NEW_THING", "{}");
            while (!bot.next(Unknown.class).event().payload().name().equals("NEW_THING")) {}

            assertThat(bot.figures().keySet()).isEqualTo(before);
            assertThat(before.stream().filter(series -> series.startsWith("nightjar_shard_")))
                    .hasSize(2 * 26);
            assertThat(before.stream().filter(series -> !series.startsWith("nightjar_shard_")))
                    .hasSize(76 + EventType.values().length);
        }
    }

    @Test
    void shardsComeAndGoWithTheirMetersAndWhatTheyHaveCountedStays() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(2)) {
            bot.next(Ready.class);
            bot.next(Ready.class);
            assertThat(shards(bot.figures())).containsExactly("0", "1");

            bot.fleet.shard(new ShardId(1, 2)).orElseThrow().suspend();

            Map<String, Double> suspended = bot.figures();
            assertThat(shards(suspended)).containsExactly("0");
            assertThat(suspended)
                    .contains(
                            entry("nightjar_shards{state=\"CLOSED\"}", 1.0),
                            entry("nightjar_received_events_total{type=\"READY\"}", 2.0),
                            entry("nightjar_ended_connections_total{cause=\"USER_SUSPEND\"}", 1.0));

            bot.fleet.start(new ShardId(1, 2));
            bot.next(Resumed.class);

            Map<String, Double> again = bot.figures();
            assertThat(shards(again)).containsExactly("0", "1");
            assertThat(again)
                    .contains(
                            entry("nightjar_shard_begun_sessions_total{shard=\"1\"}", 1.0),
                            entry("nightjar_shard_resumed_sessions_total{shard=\"1\"}", 1.0),
                            entry("nightjar_received_events_total{type=\"READY\"}", 2.0),
                            entry("nightjar_received_events_total{type=\"RESUMED\"}", 1.0));

            bot.fleet.reshard(ShardRange.all(3), new Resharding(Duration.ofMinutes(1), 1, Duration.ZERO));

            Map<String, Double> resharded = bot.figures();
            assertThat(shards(resharded)).containsExactly("0", "1", "2");
            assertThat(resharded)
                    .contains(
                            entry("nightjar_shard_begun_sessions_total{shard=\"1\"}", 2.0),
                            entry("nightjar_received_events_total{type=\"READY\"}", 5.0));
        }
    }

    private static Set<String> shards(Map<String, Double> figures) {
        return figures.keySet().stream()
                .filter(series -> series.startsWith("nightjar_shard_active{"))
                .map(series -> series.replaceAll(".*shard=\"(.*)\".*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void closingRemovesTheMeters() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(2)) {
            assertThat(bot.scrape()).contains("nightjar_");

            bot.metrics.close();

            assertThat(bot.scrape()).doesNotContain("nightjar_");
            bot.metrics.bindTo(bot.registry);
            assertThat(shards(bot.figures())).containsExactly("0", "1");
        }
    }

    @Test
    void theMetersKeepNoFleetInMemoryAndGoWithIt() throws Exception {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        List<WeakReference<Object>> references = openScrapeAndForget(registry, collected);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (int left = references.size(); left > 0; ) {
            System.gc();
            left -= collected.remove(100) == null ? 0 : 1;
            assertThat(System.nanoTime()).as("%s are not collected", left).isLessThan(deadline);
        }

        awaitNextLook(registry, deadline);
    }

    /** References to a fleet that was closed and to its shard, after a scrape; nothing else refers to them. */
    private static List<WeakReference<Object>> openScrapeAndForget(
            PrometheusMeterRegistry registry, ReferenceQueue<Object> collected) {
        try (SimulatedGateway gateway = SimulatedGateway.start()) {
            Fleet fleet = Fleet.open(ShardRange.all(1), config(gateway.url()));
            GatewayMetrics.of(fleet).bindTo(registry);
            assertThat(registry.scrape()).contains("nightjar_shard_active{shard=\"0\"}");
            fleet.close();
            return List.of(
                    new WeakReference<>(fleet, collected),
                    new WeakReference<>(fleet.shards().getFirst(), collected));
        }
    }

    private static void awaitNextLook(PrometheusMeterRegistry registry, long deadline) {
        while (registry.scrape().contains("nightjar_")) {
            assertThat(System.nanoTime()).as("the meters are still there").isLessThan(deadline);
        }
    }

    private static GatewayConfig config(URI url) {
        return GatewayConfig.builder("token")
                .intents(Intent.GUILD_MESSAGES)
                .gatewayUrl(url)
                .identifyQueue(shard -> {})
                .build();
    }

    @Test
    void metersAreReadAlsoWhenNobodyKeepsTheBinder() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(1)) {
            var registry = new SimpleMeterRegistry();
            registry.config().meterFilter(MeterFilter.denyNameStartsWith("nightjar.shard."));
            bindAndForget(bot.fleet, registry);
            bot.next(Ready.class);

            WeakReference<Object> garbage = new WeakReference<>(new Object());
            while (garbage.get() != null) {
                System.gc();
            }

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (registry.get("nightjar.received.events")
                            .tag("type", "READY")
                            .functionCounter()
                            .count()
                    < 1) {
                assertThat(System.nanoTime()).as("nothing is counted").isLessThan(deadline);
            }
        }
    }

    private static void bindAndForget(Fleet fleet, MeterRegistry registry) {
        GatewayMetrics.of(fleet).bindTo(registry);
    }

    @Test
    void twoBotsInOneRegistryNeedTagsOfTheirOwn() throws Exception {
        try (ScrapedFleet one = ScrapedFleet.open(1);
                ScrapedFleet other = ScrapedFleet.open(1)) {
            GatewayMetrics second = GatewayMetrics.of(other.fleet);

            assertThatIllegalStateException()
                    .isThrownBy(() -> second.bindTo(one.registry))
                    .withMessageContaining("give each bot a tag of its own");

            one.metrics.close();
            GatewayMetrics.of(one.fleet).withTags(Tags.of("bot", "music")).bindTo(one.registry);
            GatewayMetrics.of(other.fleet).withTags(Tags.of("bot", "chess")).bindTo(one.registry);
            assertThat(one.figures())
                    .containsKeys(
                            "nightjar_shard_active{bot=\"music\",shard=\"0\"}",
                            "nightjar_shard_active{bot=\"chess\",shard=\"0\"}");
        }
    }

    @Test
    void theMetersOfShardsCanBeDenied() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(1)) {
            var registry = new SimpleMeterRegistry();
            registry.config().meterFilter(MeterFilter.denyNameStartsWith("nightjar.shard."));

            GatewayMetrics.of(bot.fleet).bindTo(registry);

            assertThat(registry.getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .isNotEmpty()
                    .noneMatch(name -> name.startsWith("nightjar.shard."));
        }
    }

    @Test
    void noMeterHasBothTheShardAndAnotherTag() {
        try (ScrapedFleet bot = ScrapedFleet.open(1)) {
            for (Meter meter : bot.registry.getMeters()) {
                List<String> keys =
                        meter.getId().getTags().stream().map(Tag::getKey).toList();
                assertThat(keys).as(meter.getId().getName()).hasSizeLessThanOrEqualTo(1);
                assertThat(keys.contains("shard"))
                        .isEqualTo(meter.getId().getName().startsWith("nightjar.shard."));
            }
        }
    }

    @Test
    void endsOfConnectionsAreAddedUpOverFaults() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(2)) {
            bot.next(Ready.class);
            bot.next(Ready.class);
            for (int round = 0; round < 3; round++) {
                for (SimulatedSession session : List.of(bot.session(0), bot.session(1))) {
                    session.faults().reset();
                    bot.next(Disconnected.class);
                    bot.next(Resumed.class);
                }
            }

            Map<String, Double> figures = bot.figures();
            assertThat(figures)
                    .contains(
                            entry("nightjar_ended_connections_total{cause=\"CONNECTION_LOST\"}", 6.0),
                            entry("nightjar_shard_opened_connections_total{shard=\"0\"}", 4.0),
                            entry("nightjar_shard_resumed_sessions_total{shard=\"1\"}", 3.0));
            assertThat(Arrays.stream(Disconnected.Cause.values())
                            .mapToDouble(
                                    cause -> figures.get("nightjar_ended_connections_total{cause=\"" + cause + "\"}"))
                            .sum())
                    .isEqualTo(6);
        }
    }
}
