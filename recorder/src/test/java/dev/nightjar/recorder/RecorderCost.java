package dev.nightjar.recorder;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Intent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * What a recorder costs a raw loop over one shard, beside the load generator of the benchmarks: rounds without one, with one, and with
 * others take turns. A program, not a test:
 *
 * <pre>
 * java -cp CLASSES_OF_JMH dev.nightjar.gateway.LoadGenerator FILE     prints PORT
 * java -cp CLASSES dev.nightjar.recorder.RecorderCost PORT EVENTS ROUNDS [PER_SECOND]
 * </pre>
 */
public final class RecorderCost {

    private enum Subject {
        NONE,
        DEFAULT,
        RAW,
        WHOLE_PROCESSOR
    }

    /** What a round has cost: in microseconds an event, of all threads, of the loop's and of the writer's. */
    private record Cost(double perSecond, double all, double loop, double writer, long dropped) {}

    // What the generator waits for before it sends events.
    private static final String GO =
            "{\"op\":3,\"d\":{\"since\":null,\"activities\":[],\"status\":\"online\",\"afk\":false}}";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Path TASKS = Path.of("/proc/self/task");

    private final HttpClient http =
            HttpClient.newBuilder().executor(Runnable::run).build();
    private final int port;
    private final int events;
    private final int perSecond;
    private final Path folder = Files.createTempDirectory("recorder-cost");

    private RecorderCost(int port, int events, int perSecond) throws IOException {
        this.port = port;
        this.events = events;
        this.perSecond = perSecond;
    }

    /** Takes the generator's port, the events of a round, the number of rounds, and how many events come in a second, if not all. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[2]);
        var cost = new RecorderCost(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0);
        Map<Subject, List<Cost>> costs = new EnumMap<>(Subject.class);
        for (int round = -1; round < rounds; round++) {
            for (Subject subject : Subject.values()) {
                Cost measured = cost.round(subject);
                if (round >= 0) {
                    costs.computeIfAbsent(subject, key -> new ArrayList<>()).add(measured);
                }
            }
        }
        System.out.println("load " + Files.readString(Path.of("/proc/loadavg")).strip() + ", medians of " + rounds);
        costs.forEach((subject, all) -> System.out.printf(
                Locale.ROOT,
                "%-16s %9.0f events/s  %.3f us all threads  %.3f loop  %.3f writer  %d dropped%n",
                subject,
                median(all.stream().mapToDouble(Cost::perSecond).toArray()),
                median(all.stream().mapToDouble(Cost::all).toArray()),
                median(all.stream().mapToDouble(Cost::loop).toArray()),
                median(all.stream().mapToDouble(Cost::writer).toArray()),
                all.stream().mapToLong(Cost::dropped).sum()));
        for (Subject subject : Subject.values()) {
            List<Cost> own = costs.getOrDefault(subject, List.of());
            List<Cost> none = costs.getOrDefault(Subject.NONE, List.of());
            double[] ratios = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                ratios[i] = own.get(i).perSecond() / none.get(i).perSecond();
            }
            System.out.printf(Locale.ROOT, "%-16s events/s over NONE, of pairs: %.3f%n", subject, median(ratios));
        }
        System.exit(0);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Cost round(Subject subject) throws Exception {
        String kind = perSecond == 0 ? "/saturated/" : "/paced/";
        String path = kind + events + "/0" + (perSecond == 0 ? "" : "/" + perSecond);
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create("ws://127.0.0.1:" + port + path))
                .httpClient(http)
                .identifyQueue(id -> {})
                .closeTimeout(Duration.ofMillis(200))
                .build();
        Recorder.Builder builder = Recorder.builder(folder);
        if (subject == Subject.RAW) {
            builder.raw();
        }
        if (subject == Subject.WHOLE_PROCESSOR) {
            builder.share(1);
        }
        try (Recorder recorder = builder.open();
                Shard shard = Shard.open(ShardId.ONE, config)) {
            Loop loop = new Loop(
                    subject == Subject.NONE ? shard.messages() : recorder.messages(ShardId.ONE, shard.messages()),
                    events);
            Thread thread = Thread.ofPlatform().daemon().name("cost-loop").start(loop);
            loop.ready.await();
            long cpu = cpuNanos("");
            long writer = cpuNanos("nightjar-record");
            long start = System.nanoTime();
            long loopCpu = THREADS.getThreadCpuTime(thread.threadId());
            shard.sendJson(GO);
            loop.end.await();
            long nanos = System.nanoTime() - start;
            loopCpu = THREADS.getThreadCpuTime(thread.threadId()) - loopCpu;
            cpu = cpuNanos("") - cpu;
            writer = cpuNanos("nightjar-record") - writer;
            return new Cost(
                    events / (nanos / 1e9),
                    cpu / 1e3 / events,
                    loopCpu / 1e3 / events,
                    writer / 1e3 / events,
                    recorder.stats().dropped());
        }
    }

    /** The user's loop, which only counts. */
    private static final class Loop implements Runnable {

        private final Iterable<GatewayMessage> messages;
        private final int events;
        private final CountDownLatch ready = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        Loop(Iterable<GatewayMessage> messages, int events) {
            this.messages = messages;
            this.events = events;
        }

        @Override
        public void run() {
            int left = events;
            for (GatewayMessage message : messages) {
                if (message instanceof GatewayMessage.Text text && text.op() == 0) {
                    if (ready.getCount() > 0) {
                        ready.countDown();
                    } else if (--left == 0) {
                        end.countDown();
                    }
                }
            }
        }
    }

    /** The processor time of the threads whose names begin so, without that of the compilers. */
    private static long cpuNanos(String name) {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.mapToLong(task -> cpuNanos(task, name)).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long cpuNanos(Path task, String name) {
        try {
            String own = Files.readString(task.resolve("comm")).strip();
            boolean isCounted = own.startsWith(name) && !own.matches("C[12] CompilerThre");
            return isCounted
                    ? Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", -1)[0])
                    : 0;
        } catch (IOException e) {
            return 0; // the thread has ended
        }
    }
}
