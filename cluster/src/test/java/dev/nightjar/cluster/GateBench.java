package dev.nightjar.cluster;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Measures what a cluster costs: the CPU time of the process, of a loop over a fleet and of one over a cluster of one member on a
 * NATS server. The time of the JIT compilers is left out, because they are done after some minutes and a bot runs for days. The
 * simulated gateway, in a process of its own, sends events to 8 shards, 1,000 a second if the argument names no other number;
 * runs of 20 seconds of both alternate, five of each after one of a minute to warm up. A rate of 8 shows what a cluster costs when
 * hardly anything comes. Run {@code main} on Linux, on a machine that has nothing else to do; nothing is asserted.
 */
final class GateBench {

    private static final int SHARDS = 8;
    private static final int RUNS = 5;
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final Duration RUN = Duration.ofSeconds(20);

    private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThre");
    private static final Path TASKS = Path.of("/proc/self/task");

    private GateBench() {}

    /** Takes the number of events a second, or nothing. */
    public static void main(String[] arguments) throws Exception {
        String rate = arguments.length == 0 ? "1000" : arguments[0];
        try (NatsServer server = NatsServer.start();
                Gateway gateway = Gateway.start(rate)) {
            System.out.println(server.version());
            List<Double> fleets = new ArrayList<>();
            List<Double> clusters = new ArrayList<>();
            fleet(gateway, WARM_UP);
            cluster(gateway, server, WARM_UP, 0);
            for (int run = 1; run <= RUNS; run++) {
                fleets.add(fleet(gateway, RUN));
                clusters.add(cluster(gateway, server, RUN, run));
                System.out.printf(
                        "run %d: fleet %.2f, cluster %.2f milliseconds of CPU a second%n",
                        run, fleets.getLast(), clusters.getLast());
            }
            double fleet = median(fleets);
            double cluster = median(clusters);
            System.out.printf(
                    "median at %s events a second: fleet %.2f, cluster %.2f, %+.1f %%%n",
                    rate, fleet, cluster, 100 * (cluster - fleet) / fleet);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static GatewayConfig config(Gateway gateway) {
        return GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(gateway.url)
                .identifyQueue(shard -> {})
                .build();
    }

    private static double fleet(Gateway gateway, Duration time) throws IOException, InterruptedException {
        gateway.command("quiet");
        try (Fleet fleet = Fleet.open(ShardRange.all(SHARDS), config(gateway))) {
            gateway.command("send");
            return measure(fleet.events(), time);
        }
    }

    /** Each run is another bot, so that none waits for the records of the one before. */
    private static double cluster(Gateway gateway, NatsServer server, Duration time, int run)
            throws IOException, InterruptedException {
        gateway.command("quiet");
        try (NatsEngine engine = NatsEngine.connect(server.url(), "bot" + run);
                Cluster cluster = Cluster.join(ClusterConfig.builder(config(gateway), engine)
                        .initialShards(SHARDS)
                        .identifyQueue(shard -> {})
                        .build())) {
            gateway.command("send");
            return measure(cluster.events(), time);
        }
    }

    /** Milliseconds of the process's CPU time a second, from when every shard has had an event. */
    private static double measure(Iterable<ShardEvent> events, Duration time) throws IOException {
        boolean[] heard = new boolean[SHARDS];
        int missing = SHARDS;
        long begin = 0;
        long now = 0;
        Map<Path, Long> cpu = Map.of();
        for (ShardEvent next : events) {
            if (!(next.event() instanceof Unknown)) {
                continue;
            }
            if (missing == 0) {
                now = System.nanoTime();
                if (now - begin >= time.toNanos()) {
                    break;
                }
            } else if (!heard[next.shard().id().number()]) {
                heard[next.shard().id().number()] = true;
                missing--;
                if (missing == 0) {
                    begin = System.nanoTime();
                    cpu = cpuNanos();
                }
            }
        }
        long used = 0;
        for (Map.Entry<Path, Long> thread : cpuNanos().entrySet()) {
            used += thread.getValue() - cpu.getOrDefault(thread.getKey(), 0L);
        }
        return 1_000.0 * used / (now - begin);
    }

    /** The CPU time of each thread so far, in nanoseconds. */
    private static Map<Path, Long> cpuNanos() throws IOException {
        Map<Path, Long> nanos = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                try {
                    String name = Files.readString(task.resolve("comm")).strip();
                    if (!COMPILER.matcher(name).matches()) {
                        nanos.put(task, Long.parseLong(running(task)));
                    }
                } catch (IOException e) {
                    // The thread has ended in the meantime.
                }
            }
        }
        return nanos;
    }

    private static String running(Path task) throws IOException {
        String stat = Files.readString(task.resolve("schedstat"));
        return stat.substring(0, stat.indexOf(' '));
    }

    /** The simulated gateway as a process of its own. */
    private static final class Gateway implements AutoCloseable {

        private final Process process;
        private final BufferedReader answers;
        final URI url;

        private Gateway(Process process, BufferedReader answers) throws IOException {
            this.process = process;
            this.answers = answers;
            this.url = URI.create(answers.readLine());
        }

        static Gateway start(String rate) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Source.class.getName(),
                            rate)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Gateway(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        }

        void command(String what) throws IOException {
            process.getOutputStream().write((what + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            if (!what.equals(answers.readLine())) {
                throw new IOException("The gateway's process has ended");
            }
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    /** The program of that process. It ends when its input does. */
    static final class Source {

        private static final String FILL = "x".repeat(600);

        private Source() {}

        /** Takes the number of events a second. */
        public static void main(String[] arguments) throws Exception {
            double rate = Double.parseDouble(arguments[0]);
            try (SimulatedGateway gateway = SimulatedGateway.builder()
                    .limitIdentifies(false)
                    .sessionStarts(100_000)
                    .sessionLifetime(Duration.ofSeconds(1)) // a member that leaves keeps its sessions
                    .start()) {
                System.out.println(gateway.url());
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                Thread sending = null;
                for (String command = in.readLine(); command != null; command = in.readLine()) {
                    if (sending != null) {
                        sending.interrupt();
                        sending.join();
                        sending = null;
                    }
                    if (command.equals("send")) {
                        sending = Thread.ofPlatform().daemon().start(() -> send(gateway, rate));
                    }
                    System.out.println(command);
                }
            }
        }

        /** An event to each shard that is there, at the rate of all shards together. */
        private static void send(SimulatedGateway gateway, double rate) {
            long period = (long) (TimeUnit.SECONDS.toNanos(1) / rate * SHARDS);
            long next = System.nanoTime();
            try {
                while (!Thread.interrupted()) {
                    gateway.dispatch("NEW_THING", "{\"fill\":\"" + FILL + "\"}");
                    next += period;
                    TimeUnit.NANOSECONDS.sleep(Math.max(1, next - System.nanoTime()));
                }
            } catch (InterruptedException | IllegalStateException end) { // the gateway wraps an interrupt
                // The next run begins.
            }
        }
    }
}
