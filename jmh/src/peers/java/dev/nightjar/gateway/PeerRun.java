package dev.nightjar.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** One client under one load, in a process of its own. Prints its figures as JSON. */
public final class PeerRun {

    static final String HANDLED = "handled";
    static final String EVENTS_PER_SECOND = "eventsPerSecond";
    static final String CPU = "cpuMicros";
    static final String PROCESS_CPU = "processCpuMicros";
    static final String P50 = "p50Micros";
    static final String P99 = "p99Micros";

    private PeerRun() {}

    /**
     * Takes the subject, the file of the stamps, the generator's URL, the URL of the API, the events, how many a second, and the events
     * and URL of the warm-up.
     */
    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            e.printStackTrace();
            System.exit(1); // the clients' threads would go on
        });
        int events = Integer.parseInt(arguments[4]);
        int perSecond = Integer.parseInt(arguments[5]);
        int warmUp = Integer.parseInt(arguments[6]);
        Peer.Subject subject = Peer.Subject.valueOf(arguments[0]);
        if (warmUp > 0) {
            warmUp(subject, arguments[7], arguments[3], warmUp);
        }
        Stamps.Row written = perSecond == 0 ? null : new Stamps(Path.of(arguments[1])).row(0, events);
        Handled handled = new Handled(events, written);
        Peer peer = subject.logIn(URI.create(arguments[2]), arguments[3], handled);
        System.out.println(JSON.std.asString(figures(peer, handled)));
        System.exit(0);
    }

    /** A connection of its own, which stays open: a bot is not logged out to make it faster. */
    private static void warmUp(Peer.Subject subject, String gateway, String rest, int events)
            throws InterruptedException {
        Handled handled = new Handled(events, null);
        Peer peer = subject.logIn(URI.create(gateway), rest, handled);
        handled.awaitWelcome();
        peer.go();
        handled.awaitEnd();
    }

    private static Map<String, Object> figures(Peer peer, Handled handled) throws InterruptedException {
        handled.awaitWelcome();
        peer.go();
        handled.awaitHalf();
        int before = handled.count();
        Meter half = Meter.now();
        handled.awaitEnd();
        Meter.Used used = half.until(Meter.now());

        double second = handled.count() - before;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(HANDLED, handled.count());
        figures.put(EVENTS_PER_SECOND, second / (used.nanos() / 1e9));
        figures.put(CPU, used.cpuNanos() / 1e3 / second);
        figures.put(PROCESS_CPU, processCpuNanos() / 1e3 / handled.count());
        long[] latencies = handled.latencies();
        if (latencies.length > 0) {
            figures.put(P50, latencies[latencies.length / 2] / 1e3);
            figures.put(P99, latencies[latencies.length * 99 / 100] / 1e3);
        }
        return figures;
    }

    /** Of all threads and from the start of the process on, the JIT compilers and all. */
    private static long processCpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
