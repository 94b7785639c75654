package dev.nightjar.gateway;

import static dev.nightjar.gateway.Page.number;
import static dev.nightjar.gateway.Page.ratio;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** How the cost grows with the number of shards. */
final class ManyShardsReport {

    private static final int MANY = 100;

    private final Figures figures;
    private final Page page;

    ManyShardsReport(Figures figures, Page page) {
        this.figures = figures;
        this.page = page;
    }

    void write() throws IOException {
        idle();
        arrival();
    }

    private void idle() throws IOException {
        page.heading("## What does one more shard cost?");
        page.say(
                "Connected shards that only heartbeat, each with a loop that waits on a virtual thread; plain sockets, the serial"
                        + " collector, 250 heartbeats a second in all, and two for each shard where there are fewer than 125: what the process does by"
                        + " itself weighs more there. Switches are those of all threads of the process; wake-ups of the clock"
                        + " those of the JDK's thread that wakes virtual threads when their time has come. *Listener*: the live heap of the"
                        + " JDK's WebSocket alone. Memory is shared out from " + MANY
                        + " shards on: with fewer it is that of the process.");
        BarChart chart =
                new BarChart("zstd: for one idle shard", false, List.of("live heap KB", "CPU µs for a heartbeat"));
        page.table(
                "load",
                "shards",
                "live heap KB for each",
                "listener",
                "RSS KB for each",
                "platform threads in all",
                "CPU µs for a heartbeat",
                "switches",
                "wake-ups of the clock");
        for (Map<String, Object> row : figures.rows("idle")) {
            double heap = Figures.number(row.get("heapKilobytes"));
            double cpu = Figures.number(row.get("cpuMicrosPerBeat"));
            page.line(
                    Labels.idle(row),
                    row.get("shards").toString(),
                    share(row, "heapKilobytes"),
                    share(row, "listenerHeapKilobytes"),
                    share(row, "rssKilobytes"),
                    row.get("threads").toString(),
                    number(cpu),
                    ratio(Figures.number(row.get("switchesPerBeat"))),
                    ratio(Figures.number(row.get("timerWakeUpsPerBeat"))));
            if (row.get("compression").equals("ZSTD") && row.get("bufferBytes").equals(16_384)) {
                chart.group(row.get("shards") + " shards", List.of(isMany(row) ? heap : Double.NaN, cpu));
            }
        }
        page.plot("shards", chart);
    }

    /** A shard's share of the process's memory, or nothing where the process by itself is the larger part of it. */
    private static String share(Map<String, Object> row, String figure) {
        return isMany(row) ? number(Figures.number(row.get(figure))) : "";
    }

    private static boolean isMany(Map<String, Object> row) {
        return (Integer) row.get("shards") >= MANY;
    }

    private void arrival() {
        page.heading("## What does the start of a large fleet take?");
        page.say(
                "All shards log in at once, each gets all its guilds, and one loop takes them, typed. The loop cannot keep pace, so"
                        + " the shards wait for it: what waits has a share of the heap, and heartbeats go on.");
        page.table(
                "shards",
                "guilds for each",
                "seconds to the last guild",
                "CPU µs for a guild",
                "peak heap MB of 1,024",
                "connections lost");
        for (Map<String, Object> row : figures.rows("arrival")) {
            page.line(
                    row.get("shards").toString(),
                    row.get("guilds").toString(),
                    number(Figures.number(row.get("seconds"))),
                    number(Figures.number(row.get("cpuMicros"))),
                    number(Figures.number(row.get("peakHeapMegabytes"))),
                    row.get("connectionsLost").toString());
        }
        page.endTable();
    }
}
