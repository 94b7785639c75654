package dev.nightjar.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Nightjar beside clients of others that are on Maven Central, all on the same stream of the load generator. Prints one table in
 * Markdown. Discord itself is never called.
 */
public final class Peers {

    /**
     * So many events, {@code perSecond} of them a second, 0 for as fast as it goes.
     *
     * @param warmUp how many events another connection of the process gets before, as fast as they go; 0 for none
     */
    record Load(int events, int perSecond, int warmUp) {

        private static final int MOST_EVENTS = 1_000_000; // more than that do not fit into the generator's heap

        Load {
            if (events < 2 || events > MOST_EVENTS || warmUp > MOST_EVENTS) {
                throw new IllegalArgumentException(
                        "events: " + events + ", must be from 2 to " + MOST_EVENTS + " in each load");
            }
        }

        /** The load of the warm-up. */
        Load first() {
            return new Load(warmUp, 0, 0);
        }

        String label() {
            return perSecond == 0
                    ? "saturated"
                    : String.format(Locale.ROOT, "%,d/s, ", perSecond) + (warmUp == 0 ? "young" : "warmed up");
        }

        URI gateway(String port) {
            return URI.create("ws://127.0.0.1:%s/peers/%d/0/%d".formatted(port, events, perSecond));
        }
    }

    private static final int PER_SECOND = 1_000;
    private static final int WARM_UP = 300_000;

    private final List<Load> loads;
    private final int rounds;
    private final Path stamps;
    private final String port;
    private final String rest;

    private Peers(List<Load> loads, int rounds, Path stamps, String port, String rest) {
        this.loads = loads;
        this.rounds = rounds;
        this.stamps = stamps;
        this.port = port;
        this.rest = rest;
    }

    /** Takes the events of the saturated load, the seconds of the paced one, and the rounds. */
    public static void main(String[] arguments) throws Exception {
        int paced = Math.multiplyExact(Integer.parseInt(arguments[1]), PER_SECOND);
        List<Load> loads = List.of(
                new Load(Integer.parseInt(arguments[0]), 0, 0),
                new Load(paced, PER_SECOND, 0),
                new Load(paced, PER_SECOND, WARM_UP));
        int rounds = Integer.parseInt(arguments[2]);
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds: " + rounds + ", must be 1 or more");
        }
        Path stamps = Files.createTempFile("nightjar-peers", ".stamps");
        Process generator = start("-Xmx2g", LoadGenerator.class, stamps.toString());
        // JDA asks who it is before it connects. Of the simulated gateway only that answer is used.
        try (BufferedReader output = generator.inputReader();
                SimulatedGateway api = SimulatedGateway.builder().guilds(1).start()) {
            String port = output.readLine();
            if (port == null) {
                throw new IllegalStateException("The load generator did not start");
            }
            new Peers(loads, rounds, stamps, port, api.httpUrl().toString()).run();
        } finally {
            generator.destroy();
            Files.deleteIfExists(stamps);
        }
    }

    private void run() throws IOException, InterruptedException {
        String before = load();
        System.out.print(PeersTable.HEAD);
        for (Load load : loads) {
            prepare(load);
            if (load.warmUp() > 0) {
                prepare(load.first());
            }
            Map<Peer.Subject, List<Map<String, Object>>> figures = new EnumMap<>(Peer.Subject.class);
            for (int round = 0; round < rounds; round++) {
                for (Peer.Subject subject : Peer.Subject.values()) {
                    figures.computeIfAbsent(subject, key -> new ArrayList<>()).add(run(subject, load));
                }
            }
            System.out.print(PeersTable.rows(load, figures));
        }
        System.out.println(PeersTable.note(before, load()));
    }

    /** Has the generator make what it will send, before anyone waits for it who is measured. */
    private void prepare(Load load) throws InterruptedException {
        Arrivals arrivals = new Arrivals(0, load.events());
        try (HttpClient http = HttpClient.newHttpClient();
                Client listener = new Client.OfListener(load.gateway(port), http, Compression.ZLIB, arrivals)) {
            listener.arrivals().awaitReady();
        }
    }

    /** The load of the machine. */
    private static String load() throws IOException {
        return String.join(
                " ",
                List.of(Files.readString(Path.of("/proc/loadavg")).split(" ")).subList(0, 3));
    }

    private Map<String, Object> run(Peer.Subject subject, Load load) throws IOException, InterruptedException {
        Process process = start(
                "-Xmx1g",
                PeerRun.class,
                subject.name(),
                stamps.toString(),
                load.gateway(port).toString(),
                rest,
                Integer.toString(load.events()),
                Integer.toString(load.perSecond()),
                Integer.toString(load.warmUp()),
                load.warmUp() == 0 ? "" : load.first().gateway(port).toString());
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            if (line == null || !process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(subject.label() + " failed under " + load);
            }
            Map<String, Object> figures = JSON.std.mapFrom(line);
            if (!Integer.valueOf(load.events()).equals(figures.get(PeerRun.HANDLED))) {
                throw new IllegalStateException(
                        subject.label() + " handled " + figures.get(PeerRun.HANDLED) + " of " + load);
            }
            return figures;
        } finally {
            process.destroy();
        }
    }

    private static Process start(String heap, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
