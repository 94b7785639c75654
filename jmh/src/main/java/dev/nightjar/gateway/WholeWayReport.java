package dev.nightjar.gateway;

import static dev.nightjar.gateway.Figures.LISTENER;
import static dev.nightjar.gateway.Figures.NIGHTJAR;
import static dev.nightjar.gateway.Figures.ONE_HOP;
import static dev.nightjar.gateway.Page.number;
import static dev.nightjar.gateway.Page.ratio;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an event costs on its whole way, from the socket to the user's loop. */
final class WholeWayReport {

    private final Figures figures;
    private final Page page;

    WholeWayReport(Figures figures, Page page) {
        this.figures = figures;
        this.page = page;
    }

    void write() throws IOException {
        paced();
        saturated();
    }

    private void paced() throws IOException {
        page.heading("## What does an event cost, when they come one by one?");
        page.say(
                "This is how bots live. Each event is written to its socket by itself, so what counts is waking threads: *switches*,"
                        + " of all threads of the process. There are two floors on a client as Nightjar's own. *Listener*: a"
                        + " `java.net.http.WebSocket.Listener` that counts messages. *One hop*: such a listener, a queue, and a loop that"
                        + " takes from it, inflates, and looks for op and s, which is as little as a loop on a thread of its own can do."
                        + " Latency is from before the write to the loop's body.");
        BarChart chart = new BarChart("Paced: CPU µs for one event", false, List.of("Nightjar", "one hop", "listener"));
        page.table(
                "load",
                "CPU µs",
                "one hop µs",
                "listener µs",
                "over one hop",
                "over listener",
                "p50 µs",
                "p99 µs",
                "one hop p50 µs",
                "p99 µs",
                "listener p50 µs",
                "p99 µs",
                "switches",
                "one hop's",
                "listener's");
        for (Map<String, Object> row : figures.rows("paced")) {
            List<Double> cpu = cpu(row);
            String label = Labels.load(row);
            page.line(
                    label,
                    number(cpu.get(0)),
                    number(cpu.get(1)),
                    number(cpu.get(2)),
                    ratio(Figures.ratio(row, NIGHTJAR, ONE_HOP, "cpuMicros")),
                    ratio(Figures.ratio(row, NIGHTJAR, LISTENER, "cpuMicros")),
                    number(Figures.median(row, NIGHTJAR, "p50Micros")),
                    number(Figures.median(row, NIGHTJAR, "p99Micros")),
                    number(Figures.median(row, ONE_HOP, "p50Micros")),
                    number(Figures.median(row, ONE_HOP, "p99Micros")),
                    number(Figures.median(row, LISTENER, "p50Micros")),
                    number(Figures.median(row, LISTENER, "p99Micros")),
                    ratio(Figures.median(row, NIGHTJAR, "switches")),
                    ratio(Figures.median(row, ONE_HOP, "switches")),
                    ratio(Figures.median(row, LISTENER, "switches")));
            chart.group(label, cpu);
        }
        page.plot("paced", chart);
    }

    private void saturated() throws IOException {
        page.heading("## What does an event cost, as fast as they go?");
        page.say(
                "As many events as the client can take: after a deploy, or in a replay. The load generator shares the machine's"
                        + " processors. Latency is from before the write of the hundred messages that an event is among, so it is"
                        + " mostly time in the socket's buffers."
                        + " *Slowest*: how far the slowest shard had come when the first was through.");
        BarChart chart =
                new BarChart("Saturated: CPU µs for one event", false, List.of("Nightjar", "one hop", "listener"));
        page.table(
                "load",
                "events/s",
                "CPU µs",
                "one hop µs",
                "listener µs",
                "over one hop",
                "over listener",
                "allocated",
                "one hop",
                "listener",
                "p50 ms",
                "p99 ms",
                "one hop p50 ms",
                "p99 ms",
                "slowest");
        for (Map<String, Object> row : figures.rows("saturated")) {
            List<Double> cpu = cpu(row);
            page.line(
                    Labels.load(row),
                    number(Figures.median(row, NIGHTJAR, "eventsPerSecond")),
                    number(cpu.get(0)),
                    number(cpu.get(1)),
                    number(cpu.get(2)),
                    ratio(Figures.ratio(row, NIGHTJAR, ONE_HOP, "cpuMicros")),
                    ratio(Figures.ratio(row, NIGHTJAR, LISTENER, "cpuMicros")),
                    number(Figures.median(row, NIGHTJAR, "allocatedBytes")),
                    number(Figures.median(row, ONE_HOP, "allocatedBytes")),
                    number(Figures.median(row, LISTENER, "allocatedBytes")),
                    number(Figures.median(row, NIGHTJAR, "p50Micros") / 1e3),
                    number(Figures.median(row, NIGHTJAR, "p99Micros") / 1e3),
                    number(Figures.median(row, ONE_HOP, "p50Micros") / 1e3),
                    number(Figures.median(row, ONE_HOP, "p99Micros") / 1e3),
                    row.get("shards").equals(1) ? "" : ratio(Figures.median(row, NIGHTJAR, "fairness")));
            chart.group(Labels.load(row), cpu);
        }
        page.plot("saturated", chart);
    }

    /** The processor time for an event: the library's, that of one hop, and the listener's. */
    private static List<Double> cpu(Map<String, Object> row) {
        return Stream.of(NIGHTJAR, ONE_HOP, LISTENER)
                .map(subject -> Figures.median(row, subject, "cpuMicros"))
                .toList();
    }
}
