package dev.nightjar.metrics;

import dev.nightjar.gateway.IdentifyBudget;
import dev.nightjar.gateway.LatencyHistogram;
import dev.nightjar.gateway.ShardState;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.EventType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The meters of all shards together. Each value of their tags is there from the beginning, at zero, because Prometheus takes no
 * notice of the first increase of a series that was not there before. A registry refers weakly to what a meter reads, so it is the
 * functions that keep the binding in memory. Pure but for the registry.
 */
final class TotalMeters {

    private static final String STATES = "nightjar.shards";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Binding binding;
    private final List<Meter> added = new ArrayList<>();

    private TotalMeters(MeterRegistry registry, Tags tags, Binding binding) {
        this.registry = registry;
        this.tags = tags;
        this.binding = binding;
    }

    /** Whether a registry has them already. */
    static boolean areIn(MeterRegistry registry, Tags tags) {
        return registry.find(STATES).tags(tags).meters().stream()
                .anyMatch(
                        meter -> meter.getId().getTags().size() == tags.stream().count() + 1);
    }

    static List<Meter> register(MeterRegistry registry, Tags tags, Binding binding) {
        TotalMeters meters = new TotalMeters(registry, tags, binding);
        meters.states();
        meters.identifying();
        meters.causes();
        meters.types();
        meters.latency();
        return meters.added;
    }

    private void states() {
        for (ShardState state : ShardState.values()) {
            gauge(
                    STATES,
                    "shards",
                    "Shards by state",
                    tags.and("state", state.name()),
                    all -> all.states().getOrDefault(state, 0));
        }
    }

    private void identifying() {
        gauge(
                "nightjar.identify.permits",
                "permits",
                "Permits to identify that are left until Discord's reset; NaN where the identify queue does not know",
                tags,
                all -> budget(all, budget -> budget.limit().remaining()));
        gauge(
                "nightjar.identify.waiting.shards",
                "shards",
                "Shards that wait for a permit to identify; NaN where the identify queue does not know",
                tags,
                all -> budget(all, IdentifyBudget::waiting));
    }

    private static double budget(Totals all, ToDoubleFunction<IdentifyBudget> figure) {
        return all.identifyBudget().map(figure::applyAsDouble).orElse(Double.NaN);
    }

    private void causes() {
        for (ConnectFailed.Reason reason : ConnectFailed.Reason.values()) {
            counter(
                    "nightjar.failed.dials",
                    "dials",
                    "Dials that came to nothing, by reason",
                    tags.and("reason", reason.name()),
                    all -> count(all.stats().failedDials(), reason));
        }
        for (Disconnected.Cause cause : Disconnected.Cause.values()) {
            counter(
                    "nightjar.ended.connections",
                    BaseUnits.CONNECTIONS,
                    "Connections that have ended, by cause",
                    tags.and("cause", cause.name()),
                    all -> count(all.stats().endedConnections(), cause));
            counter(
                    "nightjar.lost.sessions",
                    BaseUnits.SESSIONS,
                    "Sessions that could not be resumed, by the cause of the end of their connection",
                    tags.and("cause", cause.name()),
                    all -> count(all.stats().sessionsLost(), cause));
        }
    }

    private void types() {
        for (EventType type : EventType.values()) {
            counter(
                    "nightjar.received.events",
                    BaseUnits.EVENTS,
                    "Dispatches that were received, by type; `other` for those that the library does not know",
                    tags.and("type", type == EventType.UNKNOWN ? "other" : type.name()),
                    all -> count(all.stats().dispatches(), type));
        }
    }

    /*
     * Micrometer's timers count into buckets of their own and take no counts from outside, and to record each answer again would
     * say that it came at the bound of its bucket. So the buckets are counters, each with the answers up to its bound, which is the
     * tag `le`. That is how Prometheus has histograms, and its histogram_quantile works on them. The timer beside them has the exact
     * count and sum.
     */
    private void latency() {
        added.add(FunctionTimer.builder(
                        "nightjar.heartbeat.latency",
                        binding,
                        each -> binding.totals().stats().latency().count(),
                        each -> binding.totals().stats().latency().total().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Heartbeats that were answered, and the time that it took")
                .tags(tags)
                .register(registry));
        List<Duration> bounds = LatencyHistogram.BOUNDS;
        for (int at = 0; at <= bounds.size(); at++) {
            int upTo = at + 1;
            counter(
                    "nightjar.heartbeat.latency.answers",
                    "answers",
                    "Heartbeats that were answered in at most `le` seconds",
                    tags.and("le", at == bounds.size() ? "+Inf" : seconds(bounds.get(at))),
                    all -> all.stats().latency().counts().stream()
                            .limit(upTo)
                            .mapToLong(Long::longValue)
                            .sum());
        }
    }

    private static String seconds(Duration bound) {
        return Double.toString(bound.toMillis() / 1000.0);
    }

    private static <K> long count(Map<K, Long> counts, K key) {
        return counts.getOrDefault(key, 0L);
    }

    private void counter(String name, String unit, String description, Tags all, ToLongFunction<Totals> value) {
        added.add(FunctionCounter.builder(name, binding, each -> value.applyAsLong(binding.totals()))
                .baseUnit(unit)
                .description(description)
                .tags(all)
                .register(registry));
    }

    private void gauge(String name, String unit, String description, Tags all, ToDoubleFunction<Totals> value) {
        added.add(Gauge.builder(name, binding, each -> value.applyAsDouble(binding.totals()))
                .baseUnit(unit)
                .description(description)
                .tags(all)
                .register(registry));
    }
}
