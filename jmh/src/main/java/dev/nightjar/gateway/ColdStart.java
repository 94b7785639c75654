package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A bot whose process has just begun, which looks at the clock and at its processor time on the way: in main, connected, at READY,
 * at its first typed event, and after the last. Prints both in milliseconds, one line for each moment. {@link ColdStarts} runs it.
 */
public final class ColdStart {

    private static final File TASKS = new File("/proc/self/task");

    private final long began;
    private final StringBuilder lines = new StringBuilder();

    private ColdStart(long began) {
        this.began = began;
    }

    /** Takes the URL, the number of events, the compression, and {@code System.nanoTime()} of the parent when it started this. */
    public static void main(String[] arguments) throws IOException {
        ColdStart start = new ColdStart(Long.parseLong(arguments[3]));
        start.mark("main");
        start.run(URI.create(arguments[0]), Integer.parseInt(arguments[1]), Compression.valueOf(arguments[2]));
        System.out.print(start.lines);
        System.out.flush();
        System.exit(0);
    }

    private void run(URI url, int events, Compression compression) throws IOException {
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                .gatewayUrl(url)
                .compression(compression)
                .closeTimeout(Duration.ofMillis(200))
                .build();
        int seen = 0;
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            for (Event event : shard.events()) {
                if (event instanceof Connected) {
                    mark("connected");
                } else if (event instanceof Ready) {
                    mark("ready");
                    pause();
                    mark("paused");
                    shard.sendJson(Client.GO);
                } else if (event.payload().op() == 0) {
                    seen++;
                    if (seen == 1) {
                        mark("first event");
                        shard.sendJson(Client.GO);
                    }
                    if (seen == events) {
                        mark("last event");
                        return;
                    }
                }
            }
        }
    }

    /** Until what READY has set going is done, such as the JIT's work, so that it is not counted as the first event's. */
    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void mark(String moment) throws IOException {
        long nanos = System.nanoTime() - began;
        lines.append(moment)
                .append('=')
                .append(nanos / 1000)
                .append(' ')
                .append(cpuNanos() / 1000)
                .append('\n');
    }

    /** Of all threads, with little that would have to be loaded for it. A thread that has ended does not count. */
    private static long cpuNanos() throws IOException {
        long sum = 0;
        String[] threads = TASKS.list();
        for (String thread : threads) {
            try (FileInputStream file = new FileInputStream("/proc/self/task/" + thread + "/schedstat")) {
                String line = new String(file.readNBytes(100), StandardCharsets.ISO_8859_1);
                sum += Long.parseLong(line.substring(0, line.indexOf(' ')));
            } catch (IOException e) {
                // The thread has ended in the meantime.
            }
        }
        return sum;
    }
}
