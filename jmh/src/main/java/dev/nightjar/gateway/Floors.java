package dev.nightjar.gateway;

import static dev.nightjar.gateway.Figures.LISTENER;
import static dev.nightjar.gateway.Figures.NIGHTJAR;
import static dev.nightjar.gateway.Figures.ONE_HOP;
import static dev.nightjar.gateway.Page.number;
import static dev.nightjar.gateway.Page.ratio;

import java.util.Map;

/** What cannot be had: what stays above its floor, and why it does. */
final class Floors {

    private final Figures figures;

    Floors(Figures figures) {
        this.figures = figures;
    }

    void write(Page page) {
        page.heading("### What cannot be had");
        page.table("what", "measured", "floor", "why");
        Map<String, Object> idle = figures.row("idle", "shards", "1000", "compression", "ZSTD");
        page.line(
                "KB of live heap for an idle shard",
                number(Figures.number(idle.get("heapKilobytes"))),
                number(Figures.number(idle.get("listenerHeapKilobytes"))),
                "The floor is a bare listener: the JDK's WebSocket and its buffers of 16 KB, which three settings of the JDK make"
                        + " smaller and a library cannot");
        Map<String, Object> text =
                figures.row("saturated", "compression", "NONE", "reading", "raw", "consumer", "VIRTUAL", "shards", "1");
        page.line(
                "Without compression: CPU µs for an event",
                number(Figures.median(text, NIGHTJAR, "cpuMicros")),
                number(Figures.median(text, LISTENER, "cpuMicros")),
                "The JDK decodes text into chars, and the payload is encoded again. Ask for compression");
        for (ThreadKind loop : ThreadKind.values()) {
            Map<String, Object> row = figures.row("paced", "consumer", loop.name(), "reading", "raw", "shards", "1");
            page.line(
                    "Events one by one, " + Labels.load(row) + ": CPU over a bare listener's",
                    ratio(Figures.ratio(row, NIGHTJAR, LISTENER, "cpuMicros")),
                    ratio(Figures.ratio(row, ONE_HOP, LISTENER, "cpuMicros")),
                    "The floor is one hop: a loop on a thread of its own must be woken, and inflates with cold caches");
        }
        Map<String, Object> raw = figures.saturated(1, "raw");
        page.line(
                "As fast as it goes, zstd, raw: CPU over a bare listener's",
                ratio(Figures.ratio(raw, NIGHTJAR, LISTENER, "cpuMicros")),
                ratio(Figures.ratio(raw, ONE_HOP, LISTENER, "cpuMicros")),
                "The floor is one hop, of which libzstd alone has "
                        + ratio(libzstd() / 1e3 / Figures.median(raw, ONE_HOP, "cpuMicros")));
        page.endTable();
    }

    private double libzstd() {
        return figures.nanos("InflateBenchmark.inflate", "compression", "ZSTD", "stream", "MIXED", "by", "NATIVE");
    }
}
