package dev.nightjar.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** What shards cost that do nothing but heartbeat, each with a loop that waits on a virtual thread. */
public final class IdleShards {

    private static final Pattern TIMER = Pattern.compile("unparker|delayScheduler");

    private final int port;
    private final int intervalMillis;
    private final int windowMillis;
    private final Compression compression;
    private final HttpClient http =
            HttpClient.newBuilder().executor(Runnable::run).build();
    private final List<Client.OfShard> shards = new ArrayList<>();

    private IdleShards(int port, int intervalMillis, int windowMillis, Compression compression) {
        this.port = port;
        this.intervalMillis = intervalMillis;
        this.windowMillis = windowMillis;
        this.compression = compression;
    }

    /**
     * Takes the port, how many shards, their interval and for how long it measures them in milliseconds, and the compression; prints
     * its figures as JSON.
     */
    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[1]);
        IdleShards program = new IdleShards(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Compression.valueOf(arguments[4]));
        System.out.println(JSON.std.asString(program.run(number)));
        System.exit(0);
    }

    private Map<String, Object> run(int number) throws InterruptedException, IOException {
        open(Math.min(number, 20)); // what is loaded once is not a shard's
        int first = shards.size();
        double listener = listenerKilobytes(number);
        Settled before = Settled.now();
        open(number);
        Thread.sleep(intervalMillis + 500); // until all have beaten once
        Settled after = Settled.now();

        Meter start = Meter.now();
        long beats = beats();
        long timerWakeUps = timerWakeUps();
        Thread.sleep(windowMillis);
        Meter.Used used = start.until(Meter.now());
        beats = beats() - beats;
        timerWakeUps = timerWakeUps() - timerWakeUps;

        Map<String, Object> row = new LinkedHashMap<>();
        row.put("program", "idle");
        row.put("compression", compression.name());
        row.put("bufferBytes", Integer.getInteger("jdk.httpclient.bufsize", 16_384));
        row.put("shards", number);
        row.put("intervalMillis", intervalMillis);
        row.put("heapKilobytes", (after.heap - before.heap) / 1024.0 / number);
        row.put("listenerHeapKilobytes", listener);
        row.put("rssKilobytes", (after.rssKilobytes - before.rssKilobytes) / (double) number);
        row.put("threads", after.threads);
        row.put("threadsPerShard", (after.threads - before.threads) / (double) number);
        row.put("beats", beats);
        row.put("cpuMicrosPerBeat", used.cpuNanos() / 1e3 / beats);
        row.put("switchesPerBeat", used.switches() / (double) beats);
        row.put("timerWakeUpsPerBeat", timerWakeUps / (double) beats);
        row.put("live", shards.size() - first);
        return row;
    }

    /** The live heap of what a shard cannot do without: the JDK's WebSocket, with a listener that does nothing. */
    private double listenerKilobytes(int number) throws InterruptedException, IOException {
        List<Client> listeners = new ArrayList<>();
        Settled before = Settled.now();
        for (int i = 0; i < number; i++) {
            listeners.add(new Client.OfListener(url(), http, compression, new Arrivals(i, 1)));
        }
        for (Client listener : listeners) {
            listener.arrivals().awaitReady();
        }
        Settled after = Settled.now();
        listeners.forEach(Client::close);
        return (after.heap - before.heap) / 1024.0 / number;
    }

    private URI url() {
        return URI.create("ws://127.0.0.1:" + port + "/idle/" + intervalMillis + "/0");
    }

    private void open(int number) throws InterruptedException {
        int from = shards.size();
        for (int i = 0; i < number; i++) {
            Arrivals arrivals = new Arrivals(from + i, 1);
            shards.add(new Client.OfShard(url(), http, compression, false, ThreadKind.VIRTUAL, arrivals));
        }
        for (Client shard : shards) {
            shard.arrivals().awaitReady();
        }
    }

    private long beats() {
        return shards.stream().mapToLong(Client.OfShard::beats).sum();
    }

    /** How often the threads have gone to sleep that wake virtual threads whose time has come: one in 21, another in 25. */
    private static long timerWakeUps() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull) // it has ended in the meantime
                .filter(thread -> TIMER.matcher(thread.getThreadName()).find())
                .mapToLong(ThreadInfo::getWaitedCount)
                .sum();
    }

    /** The process after a collection. */
    private record Settled(long heap, long rssKilobytes, int threads) {

        static Settled now() throws InterruptedException, IOException {
            for (int i = 0; i < 3; i++) {
                System.gc();
                Thread.sleep(200);
            }
            return new Settled(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    Meter.status(Path.of("/proc/self/status"), "VmRSS:"),
                    ManagementFactory.getThreadMXBean().getThreadCount());
        }
    }
}
