package dev.nightjar.gateway;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the library sets out to reach, and what a run has shown. */
final class Targets {

    private static final List<String> SIZES = List.of("100", "1200", "60000");
    private static final List<String> DATA = List.of("HOT", "COLD");
    private static final int SIZE = 3; // where peekParameters has it

    private final Figures figures;
    private final StringBuilder rows = new StringBuilder();

    Targets(Figures figures) {
        this.figures = figures;
    }

    /** A table in Markdown. */
    String table() {
        peek();
        inflate();
        handOver();
        saturated();
        paced();
        idle();
        eight();
        return "\n## Targets\n\nWhat the project has set out to reach. Why some of it is missed, and what was tried, is in"
                + " [README.md](README.md#what-the-profiles-say).\n\n| what | target | measured | |\n|---|---|---|---|\n"
                + rows;
    }

    private void peek() {
        atMost("Peek, Discord's order, over jackson-core, worst", 0.6, worstPeek("DISCORD"));
        atMost(
                "Peek, Discord's order, 60 KB over 0.1 KB, hot",
                1.2,
                peek("nightjar", "DISCORD", "60000", "HOT") / peek("nightjar", "DISCORD", "100", "HOT"));
        DoubleSummaryStatistics bytes = payloadBytes();
        atMost(
                "Peek, up to 1.2 KB: bytes allocated beside the payload's own object, which is the same for all",
                0.5,
                bytes.getMax() - bytes.getMin());
        atMost(
                "Peek, d first, over jackson-core, worst",
                0.5,
                Math.max(worstPeek("D_FIRST"), worstPeek("D_FIRST_NESTED")));
    }

    private DoubleSummaryStatistics payloadBytes() {
        // The profiler allocates too; of large payloads an iteration sees too few for that to vanish in their mean.
        return peekParameters("DISCORD", "D_FIRST", "D_FIRST_NESTED")
                .filter(parameters -> !parameters[SIZE].equals("60000"))
                .mapToDouble(parameters -> figures.bytes("PeekBenchmark.payloadOf", parameters))
                .summaryStatistics();
    }

    private double worstPeek(String order) {
        return peekParameters(order)
                .mapToDouble(parameters -> figures.nanos("PeekBenchmark.nightjar", parameters)
                        / figures.nanos("PeekBenchmark.jacksonStreaming", parameters))
                .max()
                .orElseThrow();
    }

    private double peek(String method, String order, String size, String data) {
        return figures.nanos("PeekBenchmark." + method, "order", order, "size", size, "data", data);
    }

    private static Stream<String[]> peekParameters(String... orders) {
        return Stream.of(orders)
                .flatMap(order -> SIZES.stream()
                        .flatMap(size ->
                                DATA.stream().map(data -> new String[] {"order", order, "size", size, "data", data})));
    }

    private void inflate() {
        for (String compression : List.of("ZSTD", "ZLIB")) {
            for (InflateBenchmark.Stream stream : InflateBenchmark.Stream.values()) {
                String name = compression + " " + stream.name().toLowerCase(Locale.ROOT);
                double floor = inflate(compression, stream, "NATIVE");
                double array = inflate(compression, stream, "NATIVE_COPIED") - floor;
                atMost(
                        name + ": inflating over the native call, the making of one byte[] left out",
                        1.10,
                        (inflate(compression, stream, "NIGHTJAR") - array) / floor);
                atMost(name + ": bytes allocated beside that array", 32, overhead(compression, stream));
            }
        }
    }

    private double inflate(String compression, InflateBenchmark.Stream stream, String by) {
        return figures.nanos("InflateBenchmark.inflate", "compression", compression, "stream", stream.name(), "by", by);
    }

    private double overhead(String compression, InflateBenchmark.Stream stream) {
        return bytes(compression, stream, "NIGHTJAR") - bytes(compression, stream, "NATIVE_COPIED");
    }

    private double bytes(String compression, InflateBenchmark.Stream stream, String by) {
        return figures.bytes("InflateBenchmark.inflate", "compression", compression, "stream", stream.name(), "by", by);
    }

    private void handOver() {
        atMost(
                "Hand-over under backlog, platform over virtual",
                1.3,
                figures.nanos("HandOverBenchmark.backlog", "consumer", "PLATFORM")
                        / figures.nanos("HandOverBenchmark.backlog", "consumer", "VIRTUAL"));
    }

    private void saturated() {
        Map<String, Object> row = wholeWay("saturated", 1);
        atMost("Saturated, zstd, raw, virtual: CPU over a listener on the same client", 4.5, over(row, "LISTENER"));
        atMost(
                "Saturated, zstd, raw, virtual: CPU over a listener on the JDK's default client",
                4.5,
                over(row, "LISTENER_DEFAULT_EXECUTOR"));
        atMost(
                "Saturated, zstd, raw, virtual: KB allocated for one KB of payload",
                1.4 / 0.8,
                Figures.median(row, "NIGHTJAR", "allocatedBytes") / InflateBenchmark.Stream.MIXED.meanBytes());
    }

    private void paced() {
        Map<String, Object> row = wholeWay("paced", 1);
        atMost(
                "1,000 events/s, zstd, raw, virtual: CPU over a listener on the same client",
                2.7,
                over(row, "LISTENER"));
        atMost(
                "1,000 events/s, zstd, raw, virtual: CPU over a listener on the JDK's default client",
                2.7,
                over(row, "LISTENER_DEFAULT_EXECUTOR"));
        atMost("1,000 events/s, zstd, raw, virtual: p99 in ms", 1, Figures.median(row, "NIGHTJAR", "p99Micros") / 1e3);
    }

    private void idle() {
        for (Map<String, Object> row : figures.rows("idle")) {
            String name = "Idle, " + row.get("compression") + ", the client's buffers of " + row.get("bufferBytes")
                    + " bytes: ";
            atMost(name + "platform threads per shard", 0.01, Figures.number(row.get("threadsPerShard")));
            atMost(name + "KB of live heap per shard", 50, Figures.number(row.get("heapKilobytes")));
            atMost(
                    name + "wake-ups of the timer thread per heartbeat",
                    1,
                    Figures.number(row.get("timerWakeUpsPerBeat")));
        }
    }

    private void eight() {
        Map<String, Object> one = wholeWay("saturated", 1);
        Map<String, Object> eight = wholeWay("saturated", 8);
        atLeast(
                "Eight shards: events for the same CPU time, over one shard's",
                0.9,
                Figures.median(one, "NIGHTJAR", "cpuMicros") / Figures.median(eight, "NIGHTJAR", "cpuMicros"));
        atLeast(
                "Eight shards: the slowest's share when the first is through",
                0.5,
                Figures.median(eight, "NIGHTJAR", "fairness"));
    }

    private Map<String, Object> wholeWay(String program, int shards) {
        return figures.row(
                program,
                "compression",
                "ZSTD",
                "reading",
                "raw",
                "consumer",
                "VIRTUAL",
                "shards",
                Integer.toString(shards));
    }

    private static double over(Map<String, Object> row, String floor) {
        return Figures.ratio(row, "NIGHTJAR", floor, "cpuMicros");
    }

    private void atMost(String what, double limit, double measured) {
        row(what, "≤ " + Report.ratio(limit), measured, measured <= limit);
    }

    private void atLeast(String what, double limit, double measured) {
        row(what, "≥ " + Report.ratio(limit), measured, measured >= limit);
    }

    private void row(String what, String limit, double measured, boolean reached) {
        rows.append("| %s | %s | %s | %s |\n"
                .formatted(what, limit, Report.ratio(measured), reached ? "reached" : "**missed**"));
    }
}
