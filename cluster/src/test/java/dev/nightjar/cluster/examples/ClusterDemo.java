package dev.nightjar.cluster.examples;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A demonstration: three processes share a bot; one is killed, comes back, and then all are replaced one by one. It says in
 * sentences what happens, and shows each second which process has which shards. {@code cluster/demo} starts it, with a NATS server.
 */
final class ClusterDemo implements AutoCloseable {

    private static final List<String> NAMES = List.of("one", "two", "three");

    /** How long any step may take, on a machine that has much else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int EVENTS_PER_SECOND = 20;

    /** How many characters of a sentence are on one line. */
    private static final int WIDTH = 100;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final long start = System.nanoTime();
    private final String engine;
    private final boolean isShort;
    private final int shards;
    private final Duration lease;
    private final SimulatedGateway gateway;
    private final DemoLog log;
    private final List<Process> processes = new ArrayList<>(); // in the order of the names; of the main thread
    private final DemoSource source;

    private ClusterDemo(String engine, boolean isShort) {
        this.engine = engine;
        this.isShort = isShort;
        this.shards = isShort ? 6 : 12;
        this.lease = Duration.ofSeconds(isShort ? 2 : 5);
        this.gateway =
                SimulatedGateway.builder().raw(true).limitIdentifies(false).start();
        this.log = new DemoLog(shards);
        this.source = new DemoSource(gateway, shards, EVENTS_PER_SECOND);
    }

    /** Runs the demonstration: the arguments are the URL of the NATS server, and "short" for the first half of it only. */
    public static void main(String[] args) throws Exception {
        boolean isWell;
        try (ClusterDemo demo = new ClusterDemo(args[0], List.of(args).contains("short"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::killAll, "demo-end"));
            isWell = demo.run();
        }
        System.exit(isWell ? 0 : 1);
    }

    private boolean run() throws Exception {
        say("A simulated gateway has a bot with " + shards + " shards, each with " + EVENTS_PER_SECOND
                + " events a second. Three processes start.");
        for (String name : NAMES) {
            processes.add(launch(name));
        }
        awaitShares(Set.copyOf(NAMES));
        source.start();
        awaitShares(Set.copyOf(NAMES));
        say("Each process has its share of the shards. For that the bot has sent "
                + gateway.identifies().size() + " IDENTIFYs, one for each shard.");
        watch(isShort ? 1 : 3);
        killOne();
        comeBack();
        if (!isShort) {
            replaceAll();
        }
        return conclude();
    }

    private void killOne() throws Exception {
        List<Integer> orphans = log.shardsOf("two");
        say("Now \"two\" is killed with kill -9. It can tell nobody. The others take its shards " + orphans
                + " when it has not renewed its leases for " + lease.toSeconds() + " s.");
        log.begin();
        long killed = System.nanoTime();
        signal("two", true);
        process("two").waitFor();
        awaitShares(Set.of("one", "three"));
        say(String.format(
                Locale.ROOT,
                "All shards go on at \"one\" and \"three\". The last of them had its first event %.1f s after the kill. %s",
                (log.lastBeginning(orphans) - killed) / 1e9,
                balance()));
        watch(1);
    }

    private void comeBack() throws Exception {
        say("\"two\" is started again. The others give it a share: each shard is closed here, and resumed there.");
        log.begin();
        processes.set(NAMES.indexOf("two"), launch("two"));
        awaitShares(Set.copyOf(NAMES));
        say(String.format(
                Locale.ROOT,
                "It has its share. No shard was without an event for longer than %.2f s. %s",
                log.longestGap() / 1e9,
                balance()));
        watch(1);
    }

    private void replaceAll() throws Exception {
        say(
                "Last, a new version is deployed: one process after another gets SIGTERM, hands its shards over, and is started again.");
        log.begin();
        for (String name : NAMES) {
            signal(name, false);
            awaitEnd(process(name));
            processes.set(NAMES.indexOf(name), launch(name));
            awaitShares(Set.copyOf(NAMES));
        }
        say(String.format(
                Locale.ROOT,
                "All three are new. No shard was without an event for longer than %.2f s. %s",
                log.longestGap() / 1e9,
                balance()));
    }

    private boolean conclude() throws InterruptedException {
        source.end();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (log.handled() < source.sent() && System.nanoTime() < until) {
            Thread.sleep(Duration.ofMillis(20));
        }
        long lost = source.sent() - log.handled();
        int identifies = gateway.identifies().size();
        say("In all: " + source.sent() + " events, " + lost + " lost, " + log.repeated() + " handled twice, "
                + identifies + " IDENTIFYs for " + shards + " shards, "
                + gateway.resumes().size() + " RESUMEs.");
        return lost == 0 && identifies == shards;
    }

    /** What has come of the events since the last step. */
    private String balance() {
        return log.repeatedSinceBegin() + " events were handled twice since then, and the bot has sent "
                + gateway.identifies().size() + " IDENTIFYs since it started.";
    }

    private Process process(String name) {
        return processes.get(NAMES.indexOf(name));
    }

    /** Sends SIGKILL or SIGTERM. {@link Process#destroy} would also drop what the process has printed and nobody has read. */
    private void signal(String name, boolean kill) {
        ProcessHandle handle = process(name).toHandle();
        boolean isSent = kill ? handle.destroyForcibly() : handle.destroy();
        if (!isSent) {
            throw new IllegalStateException("\"" + name + "\" could not be sent a signal");
        }
    }

    private Process launch(String name) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DemoMember.class.getName(),
                        engine,
                        gateway.url().toString(),
                        name,
                        Integer.toString(shards),
                        lease.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread.ofVirtual().name("demo-reader").start(() -> log.read(name, process));
        return process;
    }

    private static void awaitEnd(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("A process has not ended within " + PATIENCE + " of SIGTERM");
        }
    }

    /** Waits until these processes have fair shares of the shards, and shows each second how far they are. */
    private void awaitShares(Set<String> names) throws InterruptedException {
        long began = System.nanoTime();
        long nextLine = began + 1_000_000_000;
        while (!hasShares(names)) {
            long now = System.nanoTime();
            if (now - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("The shards were not shared among " + names + " within " + PATIENCE);
            }
            if (now >= nextLine) {
                show();
                nextLine += 1_000_000_000;
            }
            Thread.sleep(Duration.ofMillis(10));
        }
    }

    private boolean hasShares(Set<String> names) {
        if (!source.isStarted()) {
            return source.isPossible();
        }
        int most = (shards + names.size() - 1) / names.size();
        return log.isAllFresh()
                && names.stream()
                        .mapToInt(name -> log.shardsOf(name).size())
                        .allMatch(count -> count >= shards / names.size() && count <= most);
    }

    private void watch(int seconds) throws InterruptedException {
        for (int i = 0; i < seconds; i++) {
            Thread.sleep(Duration.ofSeconds(1));
            show();
        }
    }

    /** One line: which process has handled the newest event of which shards, and how many events came in the last second. */
    private void show() {
        if (!source.isStarted()) {
            return;
        }
        StringBuilder line = new StringBuilder();
        for (String name : NAMES) {
            line.append(String.format(Locale.ROOT, "%-7s%-18s", name + ":", text(log.shardsOf(name))));
        }
        List<Integer> silent =
                IntStream.range(0, shards).filter(log::isSilent).boxed().toList();
        line.append(String.format(Locale.ROOT, "silent: %-12s%4d events/s", text(silent), log.lastSecond()));
        out.printf(Locale.ROOT, "%5.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
    }

    private static String text(List<Integer> numbers) {
        return numbers.isEmpty()
                ? "-"
                : String.join(" ", numbers.stream().map(String::valueOf).toList());
    }

    private void say(String sentences) {
        out.printf(Locale.ROOT, "%n%5.1f s  ", (System.nanoTime() - start) / 1e9);
        int column = 0;
        for (String word : sentences.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                out.printf("%n%9s", "");
                column = 0;
            }
            out.print(column > 0 ? " " + word : word);
            column += word.length() + (column > 0 ? 1 : 0);
        }
        out.println();
    }

    private void killAll() {
        processes.forEach(Process::destroyForcibly);
    }

    @Override
    public void close() {
        killAll();
        gateway.close();
    }
}
