package dev.nightjar.metrics;

import dev.nightjar.gateway.CommandBudget;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The meters of one shard. Their names end with their unit, which Prometheus then does not add. Pure but for the registry. */
final class ShardMeters {

    private static final List<Figure> GAUGES = List.of(
            new Figure(
                    "nightjar.shard.active",
                    "",
                    "1 while the session is up, 0 otherwise",
                    shard -> shard.snapshot().state().isIdentified() ? 1 : 0),
            new Figure(
                    "nightjar.shard.reconnect.attempts",
                    "attempts",
                    "How many attempts in a row have failed since the session was last up",
                    shard -> shard.snapshot().reconnectAttempts()),
            new Figure(
                    "nightjar.shard.backlog.events",
                    BaseUnits.EVENTS,
                    "Payloads that were received and wait for the loop",
                    shard -> shard.snapshot().backlog().events()),
            new Figure(
                    "nightjar.shard.backlog.bytes",
                    BaseUnits.BYTES,
                    "Bytes of JSON that wait for the loop",
                    shard -> shard.snapshot().backlog().bytes()),
            new Figure(
                    "nightjar.shard.waiting.commands",
                    "commands",
                    "Commands that wait to be sent",
                    shard -> shard.snapshot().commandsWaiting()),
            new Figure(
                    "nightjar.shard.available.commands",
                    "commands",
                    "Commands that could be sent at once; NaN when the limit is switched off",
                    shard -> available(shard.snapshot().commandBudget())));

    private static final List<Span> TIME_GAUGES = List.of(
            new Span(
                    "nightjar.shard.uptime",
                    "How long the shard has run, until its end",
                    shard -> Optional.of(shard.uptime())),
            new Span(
                    "nightjar.shard.latency",
                    "The time to the answer to the newest heartbeat that was answered; NaN before the first of a connection",
                    shard -> shard.snapshot().latency().recent().stream().findFirst()),
            new Span(
                    "nightjar.shard.answer.age",
                    "How long ago a heartbeat was last answered; NaN before the first answer of a connection",
                    shard -> shard.snapshot().latency().sinceAnswered()));

    private static final List<Count> COUNTERS = List.of(
            new Count(
                    "nightjar.shard.received.events",
                    BaseUnits.EVENTS,
                    "Dispatches that were received",
                    shard -> shard.stats().dispatches().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()),
            new Count(
                    "nightjar.shard.replayed.events",
                    BaseUnits.EVENTS,
                    "Missed events that resumes have brought",
                    shard -> shard.stats().replayedEvents()),
            new Count(
                    "nightjar.shard.other.payloads",
                    "payloads",
                    "Received payloads of other opcodes, such as HELLO and the answers to heartbeats",
                    shard -> shard.stats().otherPayloads()),
            new Count(
                    "nightjar.shard.received.bytes",
                    BaseUnits.BYTES,
                    "Bytes of messages as they arrived, without TLS and the heads of frames",
                    shard -> shard.stats().wireBytes()),
            new Count(
                    "nightjar.shard.inflated.bytes",
                    BaseUnits.BYTES,
                    "Bytes of JSON that they contained",
                    shard -> shard.stats().inflatedBytes()),
            new Count(
                    "nightjar.shard.opened.connections",
                    BaseUnits.CONNECTIONS,
                    "Connections that were opened",
                    shard -> shard.stats().connections()),
            new Count(
                    "nightjar.shard.failed.dials",
                    "dials",
                    "Dials that came to nothing",
                    shard -> shard.stats().failedDials().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()),
            new Count(
                    "nightjar.shard.begun.sessions",
                    BaseUnits.SESSIONS,
                    "Sessions that have begun: READY was received",
                    shard -> shard.stats().sessionsBegun()),
            new Count(
                    "nightjar.shard.resumed.sessions",
                    BaseUnits.SESSIONS,
                    "Sessions that were resumed: RESUMED was received",
                    shard -> shard.stats().sessionsResumed()),
            new Count(
                    "nightjar.shard.lost.sessions",
                    BaseUnits.SESSIONS,
                    "Sessions that could not be resumed",
                    shard -> shard.stats().sessionsLost().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()),
            new Count(
                    "nightjar.shard.sent.heartbeats",
                    "heartbeats",
                    "Heartbeats that were sent",
                    shard -> shard.stats().heartbeats()),
            new Count(
                    "nightjar.shard.answered.heartbeats",
                    "heartbeats",
                    "Heartbeats that were answered",
                    shard -> shard.stats().latency().count()),
            new Count(
                    "nightjar.shard.sent.commands",
                    "commands",
                    "Commands that were written, presences included",
                    shard -> shard.stats().commandsSent()),
            new Count(
                    "nightjar.shard.lost.commands",
                    "commands",
                    "Commands that were never sent, because the shard has ended",
                    shard -> shard.stats().commandsLost()),
            new Count(
                    "nightjar.shard.mismatched.fields",
                    "fields",
                    "Fields of events that had another shape than documented and were read as absent",
                    shard -> shard.stats().mismatchedFields()));

    private ShardMeters() {}

    static List<Meter> register(MeterRegistry registry, Tags tags, Binding binding, Binding.Seen shard) {
        List<Meter> added = new ArrayList<>();
        for (Figure figure : GAUGES) {
            added.add(Gauge.builder(figure.name, shard, seen -> figure.value.applyAsDouble(binding.reading(seen)))
                    .baseUnit(figure.unit.isEmpty() ? null : figure.unit)
                    .description(figure.description)
                    .tags(tags)
                    .register(registry));
        }
        for (Span span : TIME_GAUGES) {
            added.add(TimeGauge.builder(
                            span.name,
                            shard,
                            TimeUnit.NANOSECONDS,
                            seen -> nanos(span.value.apply(binding.reading(seen))))
                    .description(span.description)
                    .tags(tags)
                    .register(registry));
        }
        for (Count count : COUNTERS) {
            added.add(FunctionCounter.builder(count.name, shard, seen -> count.value.applyAsLong(binding.reading(seen)))
                    .baseUnit(count.unit)
                    .description(count.description)
                    .tags(tags)
                    .register(registry));
        }
        added.add(FunctionTimer.builder(
                        "nightjar.shard.stalls",
                        shard,
                        seen -> binding.reading(seen).stats().stalls(),
                        seen -> binding.reading(seen).stats().stalled().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Times in which the shard read nothing, because the buffer of events was full")
                .tags(tags)
                .register(registry));
        return added;
    }

    private static double available(CommandBudget budget) {
        return budget.max() == Integer.MAX_VALUE ? Double.NaN : budget.available();
    }

    private static double nanos(Optional<Duration> time) {
        return time.map(Duration::toNanos).map(Long::doubleValue).orElse(Double.NaN);
    }

    private record Figure(String name, String unit, String description, ToDoubleFunction<Reading> value) {}

    private record Count(String name, String unit, String description, ToLongFunction<Reading> value) {}

    private record Span(String name, String description, Function<Reading, Optional<Duration>> value) {}
}
