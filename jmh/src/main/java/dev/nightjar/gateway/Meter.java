package dev.nightjar.gateway;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What this process has used so far: time, processor time of each of its threads (user, kernel, collectors included; the
 * JIT compilers not, as they are done after some minutes and a bot runs for days), bytes allocated by them, and how often one of them went to sleep.
 */
record Meter(long nanos, Map<String, Long> cpuNanosOfThreads, long allocated, long switches) {

    private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThre");
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /** What was used in between. */
    record Used(long nanos, long cpuNanos, long allocated, long switches) {}

    static Meter now() {
        return new Meter(System.nanoTime(), cpuNanos(), THREADS.getTotalThreadAllocatedBytes(), allSwitches());
    }

    Used until(Meter end) {
        long cpu = 0;
        for (Map.Entry<String, Long> thread : end.cpuNanosOfThreads.entrySet()) {
            cpu += thread.getValue() - cpuNanosOfThreads.getOrDefault(thread.getKey(), 0L);
        }
        return new Used(end.nanos - nanos, cpu, end.allocated - allocated, end.switches - switches);
    }

    // The JDK's own figure for the process comes in steps of 10 ms, the kernel's for its threads in nanoseconds.
    private static Map<String, Long> cpuNanos() {
        Map<String, Long> nanos = new HashMap<>();
        for (Path task : tasks()) {
            try {
                if (COMPILER.matcher(name(task)).matches()) {
                    continue;
                }
                String running = Files.readString(task.resolve("schedstat")).split(" ")[0];
                nanos.put(task.getFileName().toString(), Long.parseLong(running));
            } catch (IOException e) {
                // The thread has ended in the meantime.
            }
        }
        if (nanos.isEmpty()) {
            throw new IllegalStateException("This needs Linux, with the schedstat of each thread in " + TASKS);
        }
        return nanos;
    }

    private static long allSwitches() {
        long sum = 0;
        for (Path task : tasks()) {
            try {
                sum += status(task.resolve("status"), "voluntary_ctxt_switches:");
            } catch (IOException e) {
                // The thread has ended in the meantime.
            }
        }
        return sum;
    }

    /** The number behind this name in a status file of the kernel's. */
    static long status(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D+", ""));
            }
        }
        return 0;
    }

    /** The thread's name as the kernel knows it, of fifteen characters at most. */
    static String name(Path task) throws IOException {
        return Files.readString(task.resolve("comm")).strip();
    }

    /** A folder of the kernel's for each thread of this process. */
    static List<Path> tasks() {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
