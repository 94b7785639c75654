package dev.nightjar.cluster;

import io.nats.client.Options;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the engine on NATS: saves of 1,000 keys, lists of them, and events. It starts a server of its own, which writes to the
 * disk at once if it can. Run {@code main}; nothing is asserted.
 */
final class EngineBench {

    private static final int KEYS = 1_000;
    private static final int SECONDS = 10;
    private static final byte[] EVENT = new byte[800];

    private EngineBench() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        try (NatsServer server = NatsServer.start()) {
            System.out.println(server.version());
            NatsSettings patient = NatsSettings.of("bench").withTimeout(Duration.ofMinutes(1));
            try (NatsEngine engine = NatsEngine.connect(Options.builder().server(server.url()), patient)) {
                saves(engine.ledger());
                lists(engine.ledger());
                EventLog log =
                        engine.eventLog(new EventLogLimits(Duration.ofHours(1), 1_000_000_000, Duration.ofMinutes(2)));
                flood(log);
                steady(log, 2_000);
            }
        }
    }

    /** Each of 32 threads saves its share of the keys, one after the other. */
    private static void saves(Ledger ledger) throws Exception {
        String value = "v".repeat(300);
        int threads = 32;
        AtomicLong saved = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(SECONDS);
        long[] took = new long[1_000_000];
        EngineContractTest.together(threads, first -> {
            long[] revisions = new long[KEYS];
            while (System.nanoTime() < end) {
                for (int key = first; key < KEYS && System.nanoTime() < end; key += threads) {
                    long start = System.nanoTime();
                    revisions[key] =
                            ledger.write("s.1000." + key, value, revisions[key]).orElseThrow();
                    took[(int) saved.getAndIncrement()] = System.nanoTime() - start;
                }
            }
            return true;
        });
        print("saves", saved.get(), begin, took);
    }

    private static void lists(Ledger ledger) throws Exception {
        long[] took = new long[50];
        long begin = System.nanoTime();
        for (int i = 0; i < took.length; i++) {
            long start = System.nanoTime();
            int count = ledger.list("s.1000.").size();
            took[i] = System.nanoTime() - start;
            if (count != KEYS) {
                throw new IllegalStateException("The list has " + count + " keys");
            }
        }
        print("lists of " + KEYS + " keys", took.length, begin, took);
    }

    /** As many as there is room for. */
    private static void flood(EventLog log) throws Exception {
        Semaphore stored = new Semaphore(0);
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(SECONDS);
        int events = 0;
        while (System.nanoTime() < end) {
            log.append("e", "flood:" + events, EVENT).thenRun(stored::release);
            events++;
        }
        stored.acquire(events);
        print("events, as fast as possible", events, begin, new long[] {0});
    }

    /** So many a second, each with its time until the acknowledgement. */
    private static void steady(EventLog log, int perSecond) throws Exception {
        int events = perSecond * SECONDS;
        long[] took = new long[events];
        Semaphore stored = new Semaphore(0);
        long begin = System.nanoTime();
        for (int i = 0; i < events; i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            int number = i;
            log.append("e", "steady:" + i, EVENT).thenRun(() -> {
                took[number] = System.nanoTime() - due;
                stored.release();
            });
        }
        stored.acquire(events);
        print("events at " + perSecond + "/s", events, begin, took);
    }

    private static void print(String what, long count, long begin, long[] took) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = Arrays.copyOf(took, (int) Math.min(count, took.length));
        Arrays.sort(sorted);
        System.out.printf(
                "%s: %,.0f/s, p50 %.2f ms, p99 %.2f ms, worst %.2f ms%n",
                what,
                count / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }
}
