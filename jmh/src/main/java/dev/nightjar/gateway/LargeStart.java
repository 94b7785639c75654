package dev.nightjar.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.GuildCreate;
import dev.nightjar.gateway.event.Intent;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The start of a large fleet: all shards get all their guilds at once, and one loop takes them, typed. */
public final class LargeStart {

    private LargeStart() {}

    /** Takes the port, how many shards, and how many guilds each has; prints its figures as JSON. */
    public static void main(String[] arguments) throws Exception {
        int shards = Integer.parseInt(arguments[1]);
        int guilds = Integer.parseInt(arguments[2]);
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create("ws://127.0.0.1:" + arguments[0] + "/arrival/" + guilds + "/0"))
                .compression(Compression.ZSTD)
                .identifyQueue(shard -> {})
                .build();
        Meter start = Meter.now();
        long expected = (long) shards * guilds;
        long arrived = 0;
        long ends = 0;
        try (Fleet fleet = Fleet.open(ShardRange.all(shards), config)) {
            for (ShardEvent next : fleet.events()) {
                arrived += next.event() instanceof GuildCreate ? 1 : 0;
                ends += next.event() instanceof Disconnected ? 1 : 0;
                if (arrived == expected) {
                    break;
                }
            }
        }
        Meter.Used used = start.until(Meter.now());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("program", "arrival");
        row.put("shards", shards);
        row.put("guilds", guilds);
        row.put("seconds", used.nanos() / 1e9);
        row.put("cpuMicros", used.cpuNanos() / 1e3 / expected);
        row.put("peakHeapMegabytes", peakHeap() / 1048576.0);
        row.put("connectionsLost", ends);
        System.out.println(JSON.std.asString(row));
        System.exit(0);
    }

    /** The most that the heap's parts have had together, looked at after the fact: the sum of their peaks, or the whole heap. */
    private static long peakHeap() {
        long sum = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        return Math.min(sum, Runtime.getRuntime().maxMemory());
    }
}
