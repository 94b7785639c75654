package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A process with a fleet: it says READY when all shards are up, what they cost when it reads a line, and RESUMED with the time
 * since the first disconnect when all have resumed; then it ends.
 */
final class ManyShards {

    private ManyShards() {}

    /** Takes the gateway's URL and how many shards. */
    public static void main(String[] arguments) throws IOException {
        int number = Integer.parseInt(arguments[1]);
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create(arguments[0]))
                .identifyQueue(shard -> {})
                .build();
        runOne(config);
        long heap = heapBytes();
        long rss = rssKilobytes();
        try (Fleet fleet = Fleet.open(ShardRange.all(number), config)) {
            await(fleet, number, Ready.class);
            System.out.println("READY");
            // Answered when they have beaten for a while.
            if (System.in.read() < 0) {
                return;
            }
            System.out.printf(
                    "%d shards: %.1f KB of live heap and %.1f KB of RSS a shard, %d platform threads%n",
                    number,
                    (heapBytes() - heap) / 1024.0 / number,
                    (rssKilobytes() - rss) / (double) number,
                    ManagementFactory.getThreadMXBean().getThreadCount());
            System.out.println(
                    "RESUMED in " + await(fleet, number, Resumed.class).toMillis() + " ms");
        }
    }

    /** What is loaded and made once is no shard's. */
    private static void runOne(GatewayConfig config) {
        try (Fleet fleet = Fleet.open(ShardRange.all(1), config)) {
            await(fleet, 1, Ready.class);
        }
    }

    /** Loops until so many of these events have come, and says how long that took since the first disconnect. */
    private static Duration await(Fleet fleet, int number, Class<?> type) {
        Instant first = Instant.MAX;
        int seen = 0;
        for (ShardEvent next : fleet.events()) {
            if (next.event() instanceof Disconnected && first.equals(Instant.MAX)) {
                first = Instant.now();
            }
            seen += type.isInstance(next.event()) ? 1 : 0;
            if (seen == number) {
                break;
            }
        }
        return first.equals(Instant.MAX) ? Duration.ZERO : Duration.between(first, Instant.now());
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long rssKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElse(0);
    }
}
