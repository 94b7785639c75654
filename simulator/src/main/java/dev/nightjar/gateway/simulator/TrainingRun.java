package dev.nightjar.gateway.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of a bot against the simulated gateway in which its JVM learns what it needs to start quickly: from JDK 25 on it leaves an
 * AOT cache, before that an archive of class data sharing. The program that {@code docs/quick-start.md} describes.
 *
 * <p>The bot finds the gateway in its environment, as {@value #GATEWAY_URL} and {@value #API_URL}. It gets events of all kinds
 * that its intents bring, is asked to reconnect, resumes, and is ended by SIGTERM. Then it is started once more, with its cache and
 * with nothing to fall back on, so that a cache that would not be used is found here and not in production.
 */
final class TrainingRun {

    static final String GATEWAY_URL = "GATEWAY_URL";
    static final String API_URL = "API_URL";

    /** As many as the JVM needs to see what is called often, and a second's work. */
    private static final int EVENTS = 20_000;

    private static final Duration BEATS = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2); // to write the cache is most of it
    private static final int OLDEST = 21;
    private static final int FIRST_WITH_AOT = 25;
    private static final Pattern VERSION = Pattern.compile("java\\.specification\\.version = (\\d+)");

    private final Path cache;
    private final List<String> command;
    private final boolean hasAot;

    private TrainingRun(Path cache, List<String> command, boolean hasAot) {
        this.cache = cache;
        this.command = command;
        this.hasAot = hasAot;
    }

    /** Takes the file to write, and the command that starts the bot: {@code bot.aot java -cp bot.jar:lib/* com.example.Bot}. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 3) {
            System.err.println(
                    "Name the file to write and the command that starts the bot: bot.aot java -cp 'bot.jar:lib/*' Bot");
            System.exit(2);
        }
        List<String> command = List.of(arguments).subList(1, arguments.length);
        try {
            TrainingRun run = new TrainingRun(Path.of(arguments[0]), command, hasAot(command.getFirst()));
            run.train();
            run.check();
            System.out.println(
                    "Start the bot with " + String.join(" ", run.production()) + " behind " + command.getFirst());
        } catch (IllegalStateException | IOException e) { // of a command that cannot be started, for example
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static boolean hasAot(String java) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(java, "-XshowSettings:properties", "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        Matcher version = VERSION.matcher(said);
        if (!version.find() || Integer.parseInt(version.group(1)) < OLDEST) {
            throw new IllegalStateException(
                    java + " is older than Java " + OLDEST + ". Begin the command with the java that the bot runs on");
        }
        return Integer.parseInt(version.group(1)) >= FIRST_WITH_AOT;
    }

    /** What makes the JVM use the cache. */
    private List<String> production() {
        return List.of((hasAot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache);
    }

    private void train() throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        String option = (hasAot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache;
        try (SimulatedGateway gateway = gateway();
                Bot bot = new Bot(List.of(option), gateway)) {
            SimulatedSession session = bot.awaitSession();
            session.burst(EVENTS);
            bot.awaitReceived(EVENTS);
            session.faults().reconnect();
            session.awaitResumes(1);
            bot.end();
            if (Files.notExists(cache)) {
                throw new IllegalStateException("The bot has left no " + cache + ": " + bot.said());
            }
        }
        System.out.println("Wrote " + cache + ", " + Files.size(cache) / 1_000_000 + " MB");
    }

    private void check() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(production());
        options.add(hasAot ? "-XX:AOTMode=on" : "-Xshare:on");
        try (SimulatedGateway gateway = gateway();
                Bot bot = new Bot(options, gateway)) {
            bot.awaitSession();
            bot.end();
        }
    }

    private static SimulatedGateway gateway() {
        return SimulatedGateway.builder()
                .guilds(50)
                .heartbeatInterval(BEATS)
                .limitIdentifies(false)
                .strict(false)
                .start();
    }

    /** A process with the bot. */
    private final class Bot implements AutoCloseable {

        private final SimulatedGateway gateway;
        private final Path output = Files.createTempFile("training", ".txt");
        private final Process process;

        Bot(List<String> options, SimulatedGateway gateway) throws IOException {
            this.gateway = gateway;
            List<String> whole = new ArrayList<>(command);
            whole.addAll(1, options);
            ProcessBuilder builder = new ProcessBuilder(whole);
            builder.environment().put(GATEWAY_URL, gateway.url().toString());
            builder.environment().put(API_URL, gateway.httpUrl().toString());
            process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        }

        SimulatedSession awaitSession() throws InterruptedException {
            until(
                    "log in at " + gateway.url() + ", which it finds in " + GATEWAY_URL,
                    () -> !gateway.sessions().isEmpty());
            return gateway.sessions().getFirst();
        }

        /** Until a heartbeat says that this many events are there. */
        void awaitReceived(long sequence) throws InterruptedException {
            until(
                    "receive " + sequence + " events",
                    () -> gateway.beats().stream()
                            .anyMatch(beat -> beat.d() instanceof Number received && received.longValue() >= sequence));
        }

        private void until(String what, BooleanSupplier done) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!done.getAsBoolean()) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new IllegalStateException("The bot did not " + what + ": " + said());
                }
            }
        }

        /** As whoever deploys the bot ends it. */
        void end() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "The bot did not end within " + PATIENCE.toSeconds() + " s of SIGTERM: " + said());
            }
        }

        /** What it has said last. */
        String said() {
            try {
                List<String> lines = Files.readAllLines(output);
                return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
            } catch (IOException e) {
                return "its words are lost, " + e;
            }
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
