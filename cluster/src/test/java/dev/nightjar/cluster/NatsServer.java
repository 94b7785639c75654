package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A NATS server with JetStream, as a process of its own on a free port, whose files are in a temporary folder. From version
 * 2.10 on it writes each message to the disk before it acknowledges it.
 *
 * <p>Its program is the one that the environment variable {@code NIGHTJAR_NATS_SERVER} names, or one on the PATH, or one in the
 * cache folder of {@code .ci/nats-server}, or what that script fetches. Where none can be had the test is skipped, unless {@code
 * NIGHTJAR_NATS_REQUIRED} is {@code true}.
 */
final class NatsServer implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 60;

    private static final Pattern PORTS = Pattern.compile("\"nats\":\\s*\\[\\s*\"[a-z]+://[^\"]*:(\\d+)\"");

    private final String program;
    private final Path folder;
    private final Map<String, String> environment;
    private Process process;
    private final int port;

    private NatsServer(
            String program, Path folder, boolean jetStream, List<String> more, Map<String, String> environment)
            throws IOException, InterruptedException {
        this.program = program;
        this.folder = folder;
        this.environment = environment;
        // A server before 2.10 does not know the interval. It writes to the disk every two minutes, which matters to a
        // machine that
        // dies, and not to a process that does.
        boolean old = Pattern.compile("v2\\.[0-9]\\.")
                .matcher(run(List.of(program, "--version")))
                .find();
        List<String> lines = new ArrayList<>(List.of("host: 127.0.0.1"));
        if (jetStream) {
            // Streams reserve their limits, but take no room before they need it.
            lines.addAll(
                    List.of("jetstream {", "store_dir: '" + folder.resolve("store") + "'", "max_file_store: 200GB"));
            if (!old) {
                lines.add("sync_interval: always");
            }
            lines.add("}");
        }
        lines.addAll(more);
        Files.write(folder.resolve("server.conf"), lines);
        this.process = launch(-1);
        this.port = awaitPort();
    }

    /** Starts a server, or skips the test. */
    static NatsServer start() throws IOException, InterruptedException {
        return start(true, List.of(), Map.of());
    }

    /** Starts a server with more lines of configuration, such as users and what they may do. */
    static NatsServer startWith(List<String> lines) throws IOException, InterruptedException {
        return start(true, lines, Map.of());
    }

    /** Starts a server with more lines of configuration, which may use these variables of its environment. */
    static NatsServer startWith(List<String> lines, Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(true, lines, environment);
    }

    /** Starts a server that only passes messages on. */
    static NatsServer startWithoutJetStream() throws IOException, InterruptedException {
        return start(false, List.of(), Map.of());
    }

    private static NatsServer start(boolean jetStream, List<String> more, Map<String, String> environment)
            throws IOException, InterruptedException {
        String program = find();
        if (program == null) {
            String what = "No NATS server was found: put one on the PATH, or name it in NIGHTJAR_NATS_SERVER";
            if ("true".equals(System.getenv("NIGHTJAR_NATS_REQUIRED"))) {
                fail(what);
            }
            abort(what + "; so this test is skipped");
        }
        return new NatsServer(program, Files.createTempDirectory("nightjar-nats-"), jetStream, more, environment);
    }

    String url() {
        return "nats://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** The folder of its streams. */
    Path store() {
        return folder.resolve("store");
    }

    /** The version that the program names. */
    String version() throws IOException, InterruptedException {
        return run(List.of(program, "--version"));
    }

    /** Ends the process with SIGKILL, and returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again on the same port and with the same files. */
    void restart() throws IOException, InterruptedException {
        // The port may be somebody else's for a moment, such as a client's that looks for the server.
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        do {
            process = launch(port);
            if (awaitListening()) {
                return;
            }
        } while (System.nanoTime() < until);
        throw new IOException("The server did not start again on port " + port + ": " + log());
    }

    /** Halts the process with SIGSTOP: its connections stay open, and nothing is answered. */
    void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets a halted process go on. */
    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        run(List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    @Override
    public void close() {
        try {
            kill();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch(int onPort) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                program,
                "-c",
                folder.resolve("server.conf").toString(),
                "-p",
                Integer.toString(onPort),
                "--ports_file_dir",
                folder.toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
    }

    /** Waits for the file by which the server tells its port. */
    private int awaitPort() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (System.nanoTime() < until && process.isAlive()) {
                Integer found = portInFile();
                if (found != null) {
                    return found;
                }
                WatchKey key = changes.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        }
        throw new IOException("The server " + program + " did not start: " + log());
    }

    private @Nullable Integer portInFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".ports")).toList()) {
                Matcher found = PORTS.matcher(Files.readString(file));
                if (found.find()) {
                    return Integer.valueOf(found.group(1));
                }
            }
        }
        return null;
    }

    /** Dials until the server accepts; false when the process has ended. */
    private boolean awaitListening() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (System.nanoTime() < until) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    private static @Nullable String find() throws IOException, InterruptedException {
        String named = System.getenv("NIGHTJAR_NATS_SERVER");
        if (named != null && !named.isEmpty()) {
            return named;
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path program = Path.of(folder, "nats-server");
            if (Files.isExecutable(program)) {
                return program.toString();
            }
        }
        // The script looks into its cache first. The tests of a module run in the module's folder.
        for (Path script : List.of(Path.of("../.ci/nats-server"), Path.of(".ci/nats-server"))) {
            if (Files.isExecutable(script)) {
                String found = run(List.of(script.toString()));
                return found.isEmpty() ? null : found;
            }
        }
        return null;
    }

    /** What a program prints; nothing when it fails. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output.strip() : "";
    }
}
