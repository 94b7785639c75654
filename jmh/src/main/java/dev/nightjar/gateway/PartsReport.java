package dev.nightjar.gateway;

import static dev.nightjar.gateway.Page.number;
import static dev.nightjar.gateway.Page.ratio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the steps of an event's way cost, each by itself and beside what else could do it. */
final class PartsReport {

    private static final List<String> SIZES = List.of("100", "1200", "60000");
    private static final List<String> TYPES = List.of(
            "MIXED",
            "MESSAGE_CREATE",
            "PRESENCE_UPDATE",
            "TYPING_START",
            "GUILD_MEMBER_UPDATE",
            "MESSAGE_REACTION_ADD",
            "VOICE_STATE_UPDATE",
            "GUILD_CREATE");

    private final Figures figures;
    private final Page page;

    PartsReport(Figures figures, Page page) {
        this.figures = figures;
        this.page = page;
    }

    void write() throws IOException {
        decoding();
        inflating();
        peeking();
        handingOver();
    }

    private void inflating() throws IOException {
        page.heading("## What does inflating cost?");
        page.say(
                "One message of a connection after the other, by one context. *Native* is the native call alone, from direct"
                        + " memory into a buffer that is used again; *copied* adds the `byte[]` that the user keeps; *stream* is"
                        + " `ZstdInputStream` or `InflaterInputStream`, told the length.");
        for (String compression : List.of("ZSTD", "ZLIB")) {
            BarChart chart = new BarChart(
                    compression + ": ns for one message", true, List.of("native", "copied", "Nightjar", "stream"));
            page.table(
                    compression,
                    "payload, bytes",
                    "native ns",
                    "copied ns",
                    "Nightjar ns",
                    "stream ns",
                    "Nightjar MB/s",
                    "Nightjar over native",
                    "allocated: Nightjar",
                    "stream");
            for (InflateBenchmark.Stream stream : InflateBenchmark.Stream.values()) {
                double bytes = stream.meanBytes();
                List<Double> nanos = new ArrayList<>();
                for (String by : List.of("NATIVE", "NATIVE_COPIED", "NIGHTJAR", "STREAM")) {
                    nanos.add(inflate(compression, stream.name(), by));
                }
                page.line(
                        stream.name().toLowerCase(Locale.ROOT),
                        number(bytes),
                        number(nanos.get(0)),
                        number(nanos.get(1)),
                        number(nanos.get(2)),
                        number(nanos.get(3)),
                        number(bytes / nanos.get(2) * 1e3),
                        ratio(nanos.get(2) / nanos.get(0)),
                        number(inflateBytes(compression, stream.name(), "NIGHTJAR")),
                        number(inflateBytes(compression, stream.name(), "STREAM")));
                chart.group(stream.name().toLowerCase(Locale.ROOT), nanos);
            }
            page.plot("inflate-" + compression.toLowerCase(Locale.ROOT), chart);
        }
    }

    private void peeking() throws IOException {
        page.heading("## What does it cost to find op, s and t?");
        page.say(
                "*Hot* is one payload again and again, *cold* a walk over 16 MB of them. The streaming parser is jackson-core's"
                        + " and stops when it has all three; the map is jackson-jr's.");
        for (String data : List.of("COLD", "HOT")) {
            BarChart chart = new BarChart(
                    "Peek, " + data.toLowerCase(Locale.ROOT) + ": ns",
                    true,
                    List.of("Nightjar", "jackson-core", "map"));
            page.table(
                    data.toLowerCase(Locale.ROOT),
                    "bytes",
                    "Nightjar ns",
                    "Payload.of ns",
                    "jackson-core ns",
                    "map ns",
                    "Nightjar over jackson-core",
                    "allocated: Nightjar",
                    "Payload.of",
                    "jackson-core",
                    "map");
            for (PeekOrder order : PeekOrder.values()) {
                for (String size : SIZES) {
                    String[] parameters = {"order", order.name(), "size", size, "data", data};
                    List<Double> nanos = peeks("nightjar", "payloadOf", "jacksonStreaming", "jacksonJrMap").stream()
                            .map(by -> figures.nanos(by, parameters))
                            .toList();
                    List<String> cells = new ArrayList<>(List.of(order.label, size));
                    nanos.forEach(value -> cells.add(number(value)));
                    cells.add(ratio(nanos.get(0) / nanos.get(2)));
                    peeks("nightjar", "payloadOf", "jacksonStreaming", "jacksonJrMap")
                            .forEach(by -> cells.add(number(figures.bytes(by, parameters))));
                    page.line(cells.toArray(String[]::new));
                    chart.group(order.label + ", " + size, List.of(nanos.get(0), nanos.get(2), nanos.get(3)));
                }
            }
            page.plot("peek-" + data.toLowerCase(Locale.ROOT), chart);
        }
    }

    private enum PeekOrder {
        DISCORD("t, s, op, d"),
        D_FIRST("d first"),
        D_FIRST_NESTED("d first, same keys in d");

        private final String label;

        PeekOrder(String label) {
            this.label = label;
        }
    }

    private static List<String> peeks(String... methods) {
        return Arrays.stream(methods).map(method -> "PeekBenchmark." + method).toList();
    }

    private void handingOver() {
        page.heading("## What does it cost to hand an event to the loop?");
        page.say(
                "The reader is a virtual thread. *Backlog*: it hands over batches of 64 without a pause. *There and back*: each side"
                        + " is parked when its parcel comes, two hand-overs. *Paced*: one parcel each millisecond.");
        page.table(
                "loop on a thread that is",
                "backlog ns",
                "there and back ns",
                "allocated",
                "paced p50 µs",
                "p99 µs",
                "paced CPU µs");
        for (String consumer : List.of("VIRTUAL", "PLATFORM")) {
            Map<String, Object> paced = figures.row("handover", "consumer", consumer);
            page.line(
                    consumer.toLowerCase(Locale.ROOT),
                    number(figures.nanos("HandOverBenchmark.backlog", "consumer", consumer)),
                    number(figures.nanos("HandOverBenchmark.thereAndBack", "consumer", consumer)),
                    number(figures.bytes("HandOverBenchmark.backlog", "consumer", consumer)),
                    number(Figures.number(paced.get("p50Micros"))),
                    number(Figures.number(paced.get("p99Micros"))),
                    number(Figures.number(paced.get("cpuMicros"))));
        }
        page.endTable();
    }

    private void decoding() throws IOException {
        page.heading("## What does a typed event cost?");
        page.say(
                "`Payload.event()` beside jackson-core's walk over all tokens without reading one, and `Payload.map()`. *MIXED* is"
                        + " the stream of a shard, of events of all types.");
        BarChart chart = new BarChart("Decode: ns for one event", true, List.of("token scan", "typed", "map"));
        page.table("event", "token scan ns", "typed ns", "map ns", "typed over scan", "allocated: typed", "map");
        for (String type : TYPES) {
            double scan = figures.nanos("DecodeBenchmark.tokenScan", "type", type);
            double typed = figures.nanos("DecodeBenchmark.typed", "type", type);
            double map = figures.nanos("DecodeBenchmark.map", "type", type);
            page.line(
                    type,
                    number(scan),
                    number(typed),
                    number(map),
                    ratio(typed / scan),
                    number(figures.bytes("DecodeBenchmark.typed", "type", type)),
                    number(figures.bytes("DecodeBenchmark.map", "type", type)));
            chart.group(type, List.of(scan, typed, map));
        }
        page.plot("decode", chart);
    }

    private double inflate(String compression, String stream, String by) {
        return figures.nanos("InflateBenchmark.inflate", "compression", compression, "stream", stream, "by", by);
    }

    private double inflateBytes(String compression, String stream, String by) {
        return figures.bytes("InflateBenchmark.inflate", "compression", compression, "stream", stream, "by", by);
    }
}
