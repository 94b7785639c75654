package dev.nightjar.gateway;

import static dev.nightjar.gateway.Figures.NIGHTJAR;
import static dev.nightjar.gateway.Figures.ONE_HOP;
import static dev.nightjar.gateway.Page.ratio;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a run must not exceed, with the reason. */
final class Bounds {

    private static final List<String> SIZES = List.of("100", "1200", "60000");
    private static final List<String> DATA = List.of("HOT", "COLD");
    private static final int SIZE = 3; // where peekParameters has it

    private final Figures figures;
    private int within;
    private int all;

    Bounds(Figures figures) {
        this.figures = figures;
    }

    void write(Page page) {
        page.heading("## Is it as fast as it should be?");
        page.say(
                "Each bound is what a change must keep. It leaves some room above what was measured when it was set, as these"
                        + " machines are never quite alone.");
        page.table("what", "bound", "measured", "", "why this bound");
        paced(page);
        saturated(page);
        typed(page);
        eight(page);
        idle(page);
        arrival(page);
        inflate(page);
        peek(page);
        page.endTable();
        page.say(within + " of " + all + " are kept.");
    }

    private void paced(Page page) {
        for (ThreadKind loop : ThreadKind.values()) {
            boolean platform = loop == ThreadKind.PLATFORM;
            for (Map<String, Object> row : figures.rows("paced", "consumer", loop.name(), "reading", "raw")) {
                String what = "Events one by one, " + Labels.load(row) + ": ";
                atMost(
                        page,
                        what + "CPU over one hop's",
                        platform ? 1.25 : 1.35,
                        over(row, ONE_HOP),
                        "the same two threads are woken; the rest is order, limits and the session"
                                + (platform ? "" : ", and a carrier that looks for work"));
                atMost(
                        page,
                        what + "p50 over one hop's",
                        platform ? 1.25 : 1.35,
                        Figures.ratio(row, NIGHTJAR, ONE_HOP, "p50Micros"),
                        "the same, seen by the loop");
            }
        }
    }

    private void saturated(Page page) {
        Map<String, Object> row = figures.saturated(1, "raw");
        atMost(
                page,
                "As fast as it goes, zstd, raw: CPU over one hop's",
                1.6,
                over(row, ONE_HOP),
                "reader and loop work beside each other on two processors, with the mailbox between them");
        atMost(
                page,
                "As fast as it goes, zstd, raw: KB allocated for one KB of payload",
                1.75,
                Figures.median(row, NIGHTJAR, "allocatedBytes") / InflateBenchmark.Stream.MIXED.meanBytes(),
                "the payload itself is one of them");
    }

    private void typed(Page page) {
        for (String type : List.of("MESSAGE_CREATE", "PRESENCE_UPDATE", "GUILD_CREATE")) {
            atMost(
                    page,
                    type + ": decoding over jackson-core's walk over its tokens",
                    2.0,
                    figures.nanos("DecodeBenchmark.typed", "type", type)
                            / figures.nanos("DecodeBenchmark.tokenScan", "type", type),
                    "a walk that keeps nothing, as a measure of the machine");
        }
        atMost(
                page,
                "The mixed stream: KB allocated for the events of one KB of payload",
                2.0,
                figures.bytes("DecodeBenchmark.typed", "type", "MIXED") / InflateBenchmark.Stream.MIXED.meanBytes(),
                "texts, ids and records are what the user asked for; it may not grow");
    }

    private void eight(Page page) {
        Map<String, Object> eight = figures.saturated(8, "raw");
        atLeast(
                page,
                "Eight shards: events for the same CPU time, over one shard's",
                0.9,
                Figures.median(figures.saturated(1, "raw"), NIGHTJAR, "cpuMicros")
                        / Figures.median(eight, NIGHTJAR, "cpuMicros"),
                "shards share nothing that they would have to wait for");
        atLeast(
                page,
                "Eight shards: how far the slowest has come when the first is through",
                0.5,
                Figures.median(eight, NIGHTJAR, "fairness"),
                "no shard may starve beside a busy one");
    }

    private void idle(Page page) {
        for (Map<String, Object> row : figures.rows("idle", "shards", "1000")) {
            String what = "A thousand idle shards, " + Labels.idle(row) + ": ";
            atMost(
                    page,
                    what + "platform threads for each",
                    0.01,
                    number(row, "threadsPerShard"),
                    "all threads of a shard are virtual");
            atMost(
                    page,
                    what + "KB of live heap for each beside a bare listener's",
                    40,
                    number(row, "heapKilobytes") - number(row, "listenerHeapKilobytes"),
                    "parked threads, whose stacks have 11 to 20 KB: more while the JVM interprets their code");
            atMost(
                    page,
                    what + "wake-ups of the clock for a heartbeat",
                    2.0,
                    number(row, "timerWakeUpsPerBeat"),
                    "JDK 25 wakes its timer when an alarm is set and when it rings, JDK 21 only for the latter");
        }
    }

    private void arrival(Page page) {
        for (Map<String, Object> row : figures.rows("arrival")) {
            atMost(
                    page,
                    "A thousand shards that get 2,000 guilds each: connections lost",
                    0,
                    number(row, "connectionsLost"),
                    "a loop that cannot keep pace costs no session");
        }
    }

    private void inflate(Page page) {
        for (String compression : List.of("ZSTD", "ZLIB")) {
            atMost(
                    page,
                    compression
                            + ": inflating over the native call, the making of the user's byte[] left out, worst stream",
                    compression.equals("ZSTD") ? 1.5 : 1.25,
                    streams()
                            .mapToDouble(stream -> inflate(compression, stream))
                            .max()
                            .orElseThrow(),
                    "the check for UTF-8 and a copy into direct memory come on top, and a second copy above 8 KB");
        }
    }

    private void peek(Page page) {
        atMost(
                page,
                "op, s and t in Discord's order, over jackson-core, worst size",
                0.6,
                worstPeek("DISCORD"),
                "it stops at the third key, as jackson-core does there");
        atMost(
                page,
                "op, s and t in Discord's order, 60 KB over 0.1 KB",
                1.2,
                peek("nightjar", "DISCORD", "60000", "HOT") / peek("nightjar", "DISCORD", "100", "HOT"),
                "what follows the third key is not looked at");
        atMost(
                page,
                "op, s and t after d, over jackson-core, worst size",
                0.5,
                Math.max(worstPeek("D_FIRST"), worstPeek("D_FIRST_NESTED")),
                "d is passed by eight bytes at a time");
        DoubleSummaryStatistics bytes = payloadBytes();
        atMost(
                page,
                "Up to 1.2 KB: bytes allocated beside the payload's own object",
                0.5,
                bytes.getMax() - bytes.getMin(),
                "a payload is the result of its own search");
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

    private static Stream<InflateBenchmark.Stream> streams() {
        return Stream.of(InflateBenchmark.Stream.values());
    }

    private double inflate(String compression, InflateBenchmark.Stream stream) {
        double floor = nanos(compression, stream.name(), "NATIVE");
        double array = nanos(compression, stream.name(), "NATIVE_COPIED") - floor;
        return (nanos(compression, stream.name(), NIGHTJAR) - array) / floor;
    }

    private double nanos(String compression, String stream, String by) {
        return figures.nanos("InflateBenchmark.inflate", "compression", compression, "stream", stream, "by", by);
    }

    private static double over(Map<String, Object> row, String floor) {
        return Figures.ratio(row, NIGHTJAR, floor, "cpuMicros");
    }

    private static double number(Map<String, Object> row, String figure) {
        return Figures.number(row.get(figure));
    }

    private void atMost(Page page, String what, double bound, double measured, String reason) {
        row(page, what, "≤ " + ratio(bound), measured, measured <= bound, reason);
    }

    private void atLeast(Page page, String what, double bound, double measured, String reason) {
        row(page, what, "≥ " + ratio(bound), measured, measured >= bound, reason);
    }

    private void row(Page page, String what, String bound, double measured, boolean kept, String reason) {
        all++;
        within += kept ? 1 : 0;
        page.line(what, bound, ratio(measured), kept ? "kept" : "**not kept**", reason);
    }
}
