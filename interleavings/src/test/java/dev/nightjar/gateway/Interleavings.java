package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import kotlin.Unit;
import kotlin.jvm.functions.Function0;
import org.jspecify.annotations.Nullable;
import org.pastalab.fray.core.TestRunner;
import org.pastalab.fray.core.ThreadContext;
import org.pastalab.fray.core.command.Configuration;
import org.pastalab.fray.core.command.ExecutionInfo;
import org.pastalab.fray.core.command.LambdaExecutor;
import org.pastalab.fray.core.command.NetworkDelegateType;
import org.pastalab.fray.core.command.SystemTimeDelegateType;
import org.pastalab.fray.core.observers.TimelineCoverageType;
import org.pastalab.fray.core.randomness.ControlledRandom;
import org.pastalab.fray.core.randomness.Randomness;
import org.pastalab.fray.core.randomness.RandomnessProvider;
import org.pastalab.fray.core.randomness.RecordedRandomProvider;
import org.pastalab.fray.core.scheduler.POSScheduler;
import org.pastalab.fray.rmi.ScheduleObserver;

/**
 * A search for an order of steps in which a room breaks its promise. Fray, which has instrumented the JDK, runs one thread at a
 * time and decides at each lock, condition, volatile field, park, start and interrupt who goes on.
 *
 * <p>What bounds the search, and whether it is a replay, {@code .ci/interleavings} says in system properties.
 */
final class Interleavings {

    /** The threads of a room from their start to their end, and what must hold then. It runs once for each interleaving. */
    interface Body {
        void run() throws Throwable;
    }

    private static final int ITERATIONS = Integer.getInteger("interleavings.iterations", 1_000);
    private static final int SECONDS = Integer.getInteger("interleavings.seconds", 60);
    private static final long SEED = Long.getLong("interleavings.seed", 1);
    private static final String REPLAY = System.getProperty("interleavings.replay", "");
    private static final Path REPORTS = Path.of(System.getProperty("interleavings.reports", "target/reports"));

    /** Where the recording is that was made after all classes were loaded. */
    private static final String AGAIN = "again";

    // Enough for every step that a room can take to have been taken once.
    private static final int LOADING_RUNS = 500;

    // A step of the program takes so much of the time that Fray shows it.
    private static final long NANOS_A_STEP = 100_000;

    private Interleavings() {}

    /** Searches on behalf of the test method that calls this. */
    static void explore(Body body) throws Throwable {
        assertThat(System.getProperty("interleavings.image"))
                .as("Only .ci/interleavings can run this test: it needs a JDK that Fray has instrumented")
                .isEqualTo(System.getProperty("java.home"));
        String name = StackWalker.getInstance()
                .walk(frames -> frames.skip(1)
                        .findFirst()
                        .map(frame -> simple(frame.getClassName()) + "." + frame.getMethodName())
                        .orElseThrow());
        Path report = REPORTS.resolve(name);
        Runs runs = new Runs(body);
        Throwable failure = REPLAY.isEmpty() ? search(report, runs) : replay(report, runs);
        if (failure != null) {
            throw failure;
        }
    }

    /** The first failure, or null. The first run does not count in the time, as it loads most classes. */
    private static @Nullable Throwable search(Path report, Runs runs) {
        Throwable failure = run(report, runs, 1, runs);
        long start = System.nanoTime();
        if (failure == null) {
            failure = run(report, runs, ITERATIONS, runs);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "explored %7d interleavings, %7d different ones, in %6d ms: %s%n",
                runs.count, runs.different.size(), took.toMillis(), report.getFileName());
        if (failure != null) {
            // To load a class takes steps, so a recording with a class loaded in it fits no other JVM. A later one has
            // none.
            loadClasses(report.resolve(AGAIN), runs);
            run(report.resolve(AGAIN), runs, LOADING_RUNS, runs);
        }
        return failure;
    }

    private static @Nullable Throwable replay(Path report, Runs runs) {
        loadClasses(report, runs);
        Path again = Path.of(REPLAY, AGAIN, "recording");
        Path recording = Files.exists(again) ? again : Path.of(REPLAY, "recording");
        Throwable failure = run(
                report,
                runs,
                1,
                new RecordedRandomProvider(recording.resolve("random.json").toString()));
        System.out.printf(
                "explored %s: %s%n", recording, failure == null ? "it does not fail any more" : "it fails as it did");
        return failure;
    }

    private static void loadClasses(Path report, Runs runs) {
        while (runs.count < LOADING_RUNS) {
            run(report, runs, LOADING_RUNS - runs.count, runs);
        }
    }

    /** Runs until a failure, which it returns, or so many times. */
    private static @Nullable Throwable run(Path report, Runs runs, int times, RandomnessProvider random) {
        PrintStream out = System.out;
        // Fray writes its progress with control characters.
        System.setOut(new PrintStream(PrintStream.nullOutputStream()));
        try {
            return new TestRunner(configuration(report, runs, times, random)).run();
        } finally {
            System.setOut(out);
        }
    }

    private static Configuration configuration(Path report, Runs runs, int times, RandomnessProvider random) {
        var configuration = new Configuration(
                new ExecutionInfo(new LambdaExecutor(runs), false, false, -1),
                report,
                times,
                SECONDS - 1, // Fray ends with the second after these
                new POSScheduler(random.getRandomness()),
                random,
                false, // full schedule
                false, // goes on after a failure
                true, // does not leave the JVM at a failure
                false, // replay, which is one of the random numbers here
                false, // without Fray
                false, // dummy run
                NetworkDelegateType.NONE,
                SystemTimeDelegateType.MOCK,
                NANOS_A_STEP,
                false, // timed waits do end
                false, // sleep is no mere yield
                false, // one class loader
                false, // standard output is as it is
                false, // the end of the main thread ends no other
                false, // stack traces of operations that race
                TimelineCoverageType.NONE);
        configuration.getScheduleObservers().add(runs);
        return configuration;
    }

    /** Runs the body, and counts the orders in which its threads were let go on. Fray lets one thread run at a time. */
    private static final class Runs implements Function0<Unit>, RandomnessProvider, ScheduleObserver<ThreadContext> {

        private static final long PRIME = 0x100000001b3L; // FNV-1a

        private final Body body;
        private final Set<Long> different = new HashSet<>();
        private final SplittableRandom seeds = new SplittableRandom(SEED);
        private int count;
        private long order;

        Runs(Body body) {
            this.body = body;
        }

        /** For the next run; what runs in a row get has nothing in common. */
        @Override
        public Randomness getRandomness() {
            return new ControlledRandom(new ArrayList<>(), new ArrayList<>(), new Random(seeds.nextLong()));
        }

        @Override
        public Unit invoke() {
            count++;
            order = 0;
            try {
                body.run();
            } catch (Throwable e) {
                sneak(e);
            }
            different.add(order);
            return Unit.INSTANCE;
        }

        @Override
        public void onNewSchedule(Collection<? extends ThreadContext> all, ThreadContext next) {
            order = (order ^ (next.getIndex() + 1)) * PRIME;
        }

        @Override
        public void onContextSwitch(ThreadContext current, ThreadContext next) {}

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> void sneak(Throwable e) throws E {
            throw (E) e;
        }
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
