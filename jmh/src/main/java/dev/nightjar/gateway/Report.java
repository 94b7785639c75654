package dev.nightjar.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns the results of a run into {@code RESULTS.md} with its plots. */
public final class Report {

    private static final String NIGHTJAR = "NIGHTJAR";
    private static final String LISTENER = "LISTENER";
    private static final String DEFAULT = "LISTENER_DEFAULT_EXECUTOR";
    private static final List<String> SIZES = List.of("100", "1200", "60000");
    private static final List<String> TYPES = List.of(
            "MESSAGE_CREATE",
            "PRESENCE_UPDATE",
            "TYPING_START",
            "GUILD_MEMBER_UPDATE",
            "MESSAGE_REACTION_ADD",
            "VOICE_STATE_UPDATE",
            "GUILD_CREATE");

    private final Figures figures;
    private final Path folder;
    private final StringBuilder text = new StringBuilder();

    private Report(Figures figures, Path folder) {
        this.figures = figures;
        this.folder = folder;
    }

    /** Takes the folder of the results and the one to write to. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        Files.createDirectories(folder.resolve("plots"));
        Report report = new Report(Figures.read(Path.of(arguments[0])), folder);
        report.write();
        Files.writeString(folder.resolve("RESULTS.md"), report.text);
    }

    private void write() throws IOException {
        machine();
        text.append(new Targets(figures).table());
        inflating();
        peeking();
        handingOver();
        decoding();
        saturated();
        paced();
        idle();
    }

    private void machine() {
        Map<String, Object> machine = figures.row("machine");
        say("# Results");
        say(
                "Made by `jmh/run`; do not edit. What is measured, and what the profiles show, is in [README.md](README.md).");
        table("what", "this run's");
        for (String key : List.of("processor", "system", "jdk", "when", "loadBefore", "loadHalfway")) {
            line(key, String.valueOf(machine.get(key)));
        }
        say(
                "\nTimes are medians of the iterations or rounds. Ratios are of the same run, those of the whole way of the same"
                        + " process and moment: a ratio says more than a time.");
    }

    private void inflating() throws IOException {
        say("\n## 1. Inflating");
        say(
                "One message of a connection after the other, by one context. *Native* is the native call alone, from direct"
                        + " memory into a buffer that is used again; *copied* adds the `byte[]` that the user keeps; *stream* is"
                        + " `ZstdInputStream` or `InflaterInputStream`, told the length.");
        for (String compression : List.of("ZSTD", "ZLIB")) {
            BarChart chart = new BarChart(
                    compression + ": ns for one message", true, List.of("native", "copied", "Nightjar", "stream"));
            table(
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
                line(
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
            plot("inflate-" + compression.toLowerCase(Locale.ROOT), chart);
        }
    }

    private void peeking() throws IOException {
        say("\n## 2. Finding op, s and t");
        say(
                "*Hot* is one payload again and again, *cold* a walk over 16 MB of them. The streaming parser is jackson-core's"
                        + " and stops when it has all three; the map is jackson-jr's.");
        for (String data : List.of("COLD", "HOT")) {
            BarChart chart = new BarChart(
                    "Peek, " + data.toLowerCase(Locale.ROOT) + ": ns",
                    true,
                    List.of("Nightjar", "jackson-core", "map"));
            table(
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
                    line(cells.toArray(String[]::new));
                    chart.group(order.label + ", " + size, List.of(nanos.get(0), nanos.get(2), nanos.get(3)));
                }
            }
            plot("peek-" + data.toLowerCase(Locale.ROOT), chart);
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
        say("\n## 3. From the reader to the user's loop");
        say(
                "The reader is a virtual thread. *Backlog*: it hands over batches of 64 without a pause. *There and back*: each side"
                        + " is parked when its parcel comes, two hand-overs. *Paced*: one parcel each millisecond.");
        table(
                "loop on a thread that is",
                "backlog ns",
                "there and back ns",
                "allocated",
                "paced p50 µs",
                "p99 µs",
                "paced CPU µs");
        for (String consumer : List.of("VIRTUAL", "PLATFORM")) {
            Map<String, Object> paced = figures.row("handover", "consumer", consumer);
            line(
                    consumer.toLowerCase(Locale.ROOT),
                    number(figures.nanos("HandOverBenchmark.backlog", "consumer", consumer)),
                    number(figures.nanos("HandOverBenchmark.thereAndBack", "consumer", consumer)),
                    number(figures.bytes("HandOverBenchmark.backlog", "consumer", consumer)),
                    number(Figures.number(paced.get("p50Micros"))),
                    number(Figures.number(paced.get("p99Micros"))),
                    number(Figures.number(paced.get("cpuMicros"))));
        }
    }

    private void decoding() throws IOException {
        say("\n## 4. Typed events");
        say("`Payload.event()` beside jackson-core's walk over all tokens without reading one, and `Payload.map()`.");
        BarChart chart = new BarChart("Decode: ns for one event", true, List.of("token scan", "typed", "map"));
        table("event", "token scan ns", "typed ns", "map ns", "typed over scan", "allocated: typed", "map");
        for (String type : TYPES) {
            double scan = figures.nanos("DecodeBenchmark.tokenScan", "type", type);
            double typed = figures.nanos("DecodeBenchmark.typed", "type", type);
            double map = figures.nanos("DecodeBenchmark.map", "type", type);
            line(
                    type,
                    number(scan),
                    number(typed),
                    number(map),
                    ratio(typed / scan),
                    number(figures.bytes("DecodeBenchmark.typed", "type", type)),
                    number(figures.bytes("DecodeBenchmark.map", "type", type)));
            chart.group(type, List.of(scan, typed, map));
        }
        plot("decode", chart);
    }

    private void saturated() throws IOException {
        say("\n## 5. The whole way, saturated");
        say(
                "As many events as the client can take. The floors are a `java.net.http.WebSocket.Listener` that counts messages,"
                        + " on a client with the executor `Runnable::run`, as Nightjar's own, and on one as the JDK makes it. The load"
                        + " generator shares the machine's processors. Latency is from before the"
                        + " write of the hundred messages that an event is among, so it is mostly time in the socket's buffers."
                        + " *Slowest*: how far the slowest shard had come when the first was through.");
        BarChart chart = new BarChart(
                "Saturated: CPU µs for one event",
                false,
                List.of("Nightjar", "listener", "listener, default executor"));
        table(
                "load",
                "events/s",
                "CPU µs",
                "listener µs",
                "default executor µs",
                "over listener",
                "over default",
                "allocated",
                "listener",
                "p50 ms",
                "p99 ms",
                "listener p50 ms",
                "p99 ms",
                "slowest");
        for (Map<String, Object> row : figures.rows("saturated")) {
            List<Double> cpu = List.of(
                    Figures.median(row, NIGHTJAR, "cpuMicros"),
                    Figures.median(row, LISTENER, "cpuMicros"),
                    Figures.median(row, DEFAULT, "cpuMicros"));
            line(
                    label(row),
                    number(Figures.median(row, NIGHTJAR, "eventsPerSecond")),
                    number(cpu.get(0)),
                    number(cpu.get(1)),
                    number(cpu.get(2)),
                    ratio(Figures.ratio(row, NIGHTJAR, LISTENER, "cpuMicros")),
                    ratio(Figures.ratio(row, NIGHTJAR, DEFAULT, "cpuMicros")),
                    number(Figures.median(row, NIGHTJAR, "allocatedBytes")),
                    number(Figures.median(row, LISTENER, "allocatedBytes")),
                    number(Figures.median(row, NIGHTJAR, "p50Micros") / 1e3),
                    number(Figures.median(row, NIGHTJAR, "p99Micros") / 1e3),
                    number(Figures.median(row, LISTENER, "p50Micros") / 1e3),
                    number(Figures.median(row, LISTENER, "p99Micros") / 1e3),
                    row.get("shards").equals(1) ? "" : ratio(Figures.median(row, NIGHTJAR, "fairness")));
            chart.group(label(row), cpu);
        }
        plot("saturated", chart);
    }

    private void paced() throws IOException {
        say("\n## 6. The whole way, paced");
        say(
                "Each event is written to its socket by itself, so what counts is waking threads. Latency is from before the write"
                        + " to the loop's body.");
        BarChart chart = new BarChart(
                "Paced: CPU µs for one event", false, List.of("Nightjar", "listener", "listener, default executor"));
        table(
                "load",
                "CPU µs",
                "listener µs",
                "default executor µs",
                "over listener",
                "over default",
                "p50 µs",
                "p99 µs",
                "listener p50 µs",
                "p99 µs");
        for (Map<String, Object> row : figures.rows("paced")) {
            List<Double> cpu = List.of(
                    Figures.median(row, NIGHTJAR, "cpuMicros"),
                    Figures.median(row, LISTENER, "cpuMicros"),
                    Figures.median(row, DEFAULT, "cpuMicros"));
            String label = row.get("perSecond") + "/s on each, " + label(row);
            line(
                    label,
                    number(cpu.get(0)),
                    number(cpu.get(1)),
                    number(cpu.get(2)),
                    ratio(Figures.ratio(row, NIGHTJAR, LISTENER, "cpuMicros")),
                    ratio(Figures.ratio(row, NIGHTJAR, DEFAULT, "cpuMicros")),
                    number(Figures.median(row, NIGHTJAR, "p50Micros")),
                    number(Figures.median(row, NIGHTJAR, "p99Micros")),
                    number(Figures.median(row, LISTENER, "p50Micros")),
                    number(Figures.median(row, LISTENER, "p99Micros")));
            chart.group(label, cpu);
        }
        plot("paced", chart);
    }

    private void idle() {
        say("\n## 7. Idle shards");
        say(
                "Connected shards that only heartbeat, each with a loop that waits on a virtual thread; plain sockets, the serial"
                        + " collector. Switches are those of all threads of the process; timer wake-ups those of the JDK's thread"
                        + " that wakes virtual threads when their time has come.");
        table(
                "compression",
                "client's buffers",
                "shards",
                "live heap KB/shard",
                "KB/bare listener",
                "RSS KB/shard",
                "platform threads in all",
                "more per shard",
                "CPU µs/heartbeat",
                "thread switches/heartbeat",
                "timer wake-ups/heartbeat");
        for (Map<String, Object> row : figures.rows("idle")) {
            line(
                    row.get("compression").toString(),
                    row.get("bufferBytes").toString(),
                    row.get("shards").toString(),
                    number(Figures.number(row.get("heapKilobytes"))),
                    number(Figures.number(row.get("listenerHeapKilobytes"))),
                    number(Figures.number(row.get("rssKilobytes"))),
                    row.get("threads").toString(),
                    ratio(Figures.number(row.get("threadsPerShard"))),
                    number(Figures.number(row.get("cpuMicrosPerBeat"))),
                    ratio(Figures.number(row.get("switchesPerBeat"))),
                    ratio(Figures.number(row.get("timerWakeUpsPerBeat"))));
        }
    }

    private double inflate(String compression, String stream, String by) {
        return figures.nanos("InflateBenchmark.inflate", "compression", compression, "stream", stream, "by", by);
    }

    private double inflateBytes(String compression, String stream, String by) {
        return figures.bytes("InflateBenchmark.inflate", "compression", compression, "stream", stream, "by", by);
    }

    private static String label(Map<String, Object> row) {
        int shards = (Integer) row.get("shards");
        return (row.get("compression") + ", " + row.get("reading") + ", " + row.get("consumer"))
                        .toLowerCase(Locale.ROOT)
                + (shards == 1 ? "" : ", " + shards + " shards");
    }

    private void say(String paragraph) {
        text.append(paragraph).append("\n\n");
    }

    private void table(String... heads) {
        if (text.charAt(text.length() - 2) != '\n') {
            text.append('\n');
        }
        line(heads);
        text.append("|---".repeat(heads.length)).append("|\n");
    }

    private void line(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void plot(String name, BarChart chart) throws IOException {
        Files.writeString(folder.resolve("plots").resolve(name + ".svg"), chart.svg());
        text.append("\n![").append(name).append("](plots/").append(name).append(".svg)\n");
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Three digits that count, or all before the point. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || size < 0.005 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
