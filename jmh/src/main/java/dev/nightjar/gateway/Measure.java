package dev.nightjar.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs all benchmarks and programs and leaves their results as JSON: {@code jmh.json} and {@code programs.json}. */
public final class Measure {

    private static final TimeValue MOMENT = TimeValue.milliseconds(5);

    // What the README recommends for many shards.
    private static final String SMALL_BUFFERS = "-Djdk.httpclient.bufsize=4096"
            + " -Djdk.httpclient.websocket.writeBufferSize=4096"
            + " -Djdk.httpclient.websocket.intermediateBufferSize=4096";

    private final Path folder;
    private final boolean smoke;
    private final List<Object> rows = new ArrayList<>();

    private Measure(Path folder, boolean smoke) {
        this.folder = folder;
        this.smoke = smoke;
    }

    /**
     * Takes {@code full}, or {@code smoke} for everything once and for a moment; the folder for the results; and, to run only
     * a part, {@code jmh} or {@code programs}.
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Measure measure = new Measure(folder, arguments[0].equals("smoke"));
        List<String> parts = arguments.length > 2 ? List.of(arguments[2]) : List.of("jmh", "programs");
        String load = line("/proc/loadavg", "");
        if (parts.contains("jmh")) {
            measure.benchmarks();
        }
        if (parts.contains("programs")) {
            measure.machine(load);
            measure.programs();
        }
        System.out.println("The results are in " + folder);
    }

    private void benchmarks() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .jvmArgsPrepend("--enable-native-access=ALL-UNNAMED", "-Xmx1g")
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("jmh.json").toString());
        if (smoke) {
            options.forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(MOMENT)
                    .verbosity(VerboseMode.SILENT);
        } else {
            options.warmupIterations(5)
                    .warmupTime(TimeValue.milliseconds(200))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.milliseconds(200));
        }
        new Runner(options.build()).run();
    }

    private void machine(String before) throws IOException {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("program", "machine");
        machine.put(
                "processor", Runtime.getRuntime().availableProcessors() + " of " + line("/proc/cpuinfo", "model name"));
        machine.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + line("/proc/meminfo", "MemTotal") + " of memory");
        machine.put("jdk", System.getProperty("java.vm.version") + " " + System.getProperty("java.vendor"));
        machine.put("when", LocalDate.now().toString());
        machine.put("loadBefore", before);
        machine.put("loadHalfway", line("/proc/loadavg", ""));
        rows.add(machine);
    }

    /** What follows the name in a file of the kernel's. */
    private static String line(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown");
    }

    private void programs() throws IOException, InterruptedException {
        Path stamps = folder.resolve("stamps");
        Process generator = start("-Xmx2g", LoadGenerator.class, stamps.toString());
        try (BufferedReader output = generator.inputReader()) {
            String port = output.readLine();
            if (port == null) {
                throw new IllegalStateException("The load generator did not start");
            }
            paced(stamps, port);
            for (ThreadKind consumer : ThreadKind.values()) {
                run("-Xmx256m", HandOverLatency.class, consumer.name(), smoke ? "20" : "4000");
            }
            idle(port);
            run("-Xmx1g", LargeStart.class, port, smoke ? "3" : "1000", smoke ? "10" : "2000");
            saturated(stamps, port);
        } finally {
            generator.destroy();
            Files.deleteIfExists(stamps);
        }
        Files.writeString(
                folder.resolve("programs.json"),
                JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(rows));
    }

    private void idle(String port) throws IOException, InterruptedException {
        for (int shards : smoke ? new int[] {5} : new int[] {1, 10, 100, 1_000, 5_000}) {
            idle(port, Compression.ZSTD, shards, "");
        }
        int many = smoke ? 5 : 1_000;
        idle(port, Compression.ZSTD, many, SMALL_BUFFERS);
        idle(port, Compression.ZLIB, many, "");
        idle(port, Compression.NONE, many, "");
    }

    private void idle(String port, Compression compression, int shards, String options)
            throws IOException, InterruptedException {
        // Where it can be, the same number of heartbeats a second for all. A shorter interval would bear no slow
        // moment.
        int interval = Math.max(500, 4 * shards);
        int window = Math.max(2 * interval, smoke ? 0 : 8_000);
        run(
                "-XX:+UseSerialGC " + options,
                IdleShards.class,
                port,
                Integer.toString(shards),
                Integer.toString(interval),
                Integer.toString(window),
                compression.name());
    }

    private void write() throws IOException {
        String json = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(rows);
        Files.writeString(folder.resolve("programs.json"), json);
    }

    private void saturated(Path stamps, String port) throws IOException, InterruptedException {
        if (smoke) {
            wholeWay(stamps, port, Compression.ZSTD, "typed", ThreadKind.VIRTUAL, 2, 100, 0, 0, 1);
            return;
        }
        for (Compression compression : List.of(Compression.ZSTD, Compression.ZLIB, Compression.NONE)) {
            for (int shards : new int[] {1, 8}) {
                int events = 200_000 / shards;
                for (String reading : List.of("raw", "typed")) {
                    for (ThreadKind consumer : ThreadKind.values()) {
                        wholeWay(stamps, port, compression, reading, consumer, shards, events, 0, 2, 5);
                    }
                }
            }
        }
    }

    private void paced(Path stamps, String port) throws IOException, InterruptedException {
        if (smoke) {
            wholeWay(stamps, port, Compression.NONE, "raw", ThreadKind.PLATFORM, 1, 20, 1_000, 0, 1);
            return;
        }
        for (ThreadKind consumer : ThreadKind.values()) {
            wholeWay(stamps, port, Compression.ZSTD, "raw", consumer, 1, 2_000, 1_000, 2, 5);
            wholeWay(stamps, port, Compression.ZSTD, "typed", consumer, 1, 2_000, 1_000, 2, 5);
            wholeWay(stamps, port, Compression.ZSTD, "raw", consumer, 200, 40, 20, 2, 3);
        }
    }

    private void wholeWay(
            Path stamps,
            String port,
            Compression compression,
            String reading,
            ThreadKind consumer,
            int shards,
            int events,
            int perSecond,
            int warmups,
            int rounds)
            throws IOException, InterruptedException {
        Object[] load = {stamps, port, compression, reading, consumer, shards, events, perSecond, warmups, rounds};
        run("-Xmx1g", WholeWay.class, Arrays.stream(load).map(Object::toString).toArray(String[]::new));
    }

    /** Runs a program in a process of its own, and keeps the figures that it prints. */
    private void run(String options, Class<?> program, String... arguments) throws IOException, InterruptedException {
        Process process = start(options, program, arguments);
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            if (line == null || !process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(program.getSimpleName() + " " + List.of(arguments) + " failed");
            }
            rows.add(JSON.std.anyFrom(line));
            write(); // each time: a run that is cut short leaves what it has
            System.out.println(smoke ? program.getSimpleName() + " ran" : line);
        } finally {
            process.destroy();
        }
    }

    private static Process start(String options, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
