package dev.nightjar.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * From the socket to the user's loop: shards against the load generator, in turn with two floors that get the
 * same stream, so that a slow moment of the machine hits all of them. Prints its figures as JSON.
 */
public final class WholeWay {

    /** Who receives the stream. */
    private enum Subject {
        NIGHTJAR,
        /** A listener on a client as Nightjar's own: it runs where the bytes arrive. */
        LISTENER,
        /** Such a listener, a queue, and a loop that inflates: as little as a loop on its own thread can do. */
        ONE_HOP
    }

    /** How much of what; {@code perSecond} of each connection, 0 for as fast as it goes. */
    record Load(
            int port,
            Compression compression,
            boolean typed,
            ThreadKind consumer,
            int shards,
            int events,
            int perSecond,
            int warmups,
            int rounds) {

        static Load parse(String[] arguments) {
            return new Load(
                    Integer.parseInt(arguments[1]),
                    Compression.valueOf(arguments[2]),
                    arguments[3].equals("typed"),
                    ThreadKind.valueOf(arguments[4]),
                    Integer.parseInt(arguments[5]),
                    Integer.parseInt(arguments[6]),
                    Integer.parseInt(arguments[7]),
                    Integer.parseInt(arguments[8]),
                    Integer.parseInt(arguments[9]));
        }

        /** The warm-up: a bot that has run for minutes is compiled, and events that come one by one would take those minutes. */
        Load atFullSpeed() {
            int enough = Math.max(events, WARM_UP_EVENTS / shards);
            return new Load(port, compression, typed, consumer, shards, enough, 0, 0, 0);
        }

        URI url(int number) {
            String path = perSecond == 0
                    ? "/saturated/" + events + "/" + number
                    : "/paced/" + events + "/" + number + "/" + perSecond;
            return URI.create("ws://127.0.0.1:" + port + path);
        }
    }

    private static final int WARM_UP_EVENTS = 200_000;

    private final Load load;
    private final Stamps stamps;
    private final HttpClient direct =
            HttpClient.newBuilder().executor(Runnable::run).build();
    private int connections;

    private WholeWay(Load load, Stamps stamps) {
        this.load = load;
        this.stamps = stamps;
    }

    /** Takes the file of the stamps and then the parts of a {@link Load}. */
    public static void main(String[] arguments) throws Exception {
        Load load = Load.parse(arguments);
        WholeWay program = new WholeWay(load, new Stamps(Path.of(arguments[0])));
        System.out.println(JSON.std.asString(program.run()));
        System.exit(0);
    }

    private Map<String, Object> run() throws InterruptedException {
        Map<Subject, Map<String, List<Double>>> figures = new LinkedHashMap<>();
        for (int round = -load.warmups(); round < load.rounds(); round++) {
            for (Subject subject : Subject.values()) {
                Map<String, Double> measured = round(subject, round < 0 ? load.atFullSpeed() : load);
                if (round >= 0) {
                    Map<String, List<Double>> kept = figures.computeIfAbsent(subject, key -> new LinkedHashMap<>());
                    measured.forEach((name, value) ->
                            kept.computeIfAbsent(name, key -> new ArrayList<>()).add(value));
                }
            }
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("program", load.perSecond() == 0 ? "saturated" : "paced");
        row.put("compression", load.compression().name());
        row.put("reading", load.typed() ? "typed" : "raw");
        row.put("consumer", load.consumer().name());
        row.put("shards", load.shards());
        row.put("events", load.events());
        row.put("perSecond", load.perSecond());
        figures.forEach((subject, kept) -> row.put(subject.name(), kept));
        return row;
    }

    private Map<String, Double> round(Subject subject, Load load) throws InterruptedException {
        List<Client> clients = new ArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        for (int i = 0; i < load.shards(); i++) {
            clients.add(open(subject, load, first));
        }
        try {
            for (Client client : clients) {
                client.arrivals().awaitReady();
            }
            Meter start = Meter.now();
            clients.forEach(Client::go);
            double slowest = awaitEnds(clients) / load.events();
            return figures(start.until(Meter.now()), clients, load, slowest);
        } finally {
            clients.forEach(Client::close);
        }
    }

    private Client open(Subject subject, Load load, CountDownLatch first) {
        int number = connections++;
        Arrivals arrivals = new Arrivals(number, load.events(), stamps.row(number, load.events()), first);
        URI url = load.url(number);
        return switch (subject) {
            case NIGHTJAR ->
                new Client.OfShard(url, direct, load.compression(), load.typed(), load.consumer(), arrivals);
            case LISTENER -> new Client.OfListener(url, direct, load.compression(), arrivals);
            case ONE_HOP -> new Client.OfOneHop(url, direct, load.compression(), load.consumer(), arrivals);
        };
    }

    /** How many events the slowest had when the first was through. */
    private static double awaitEnds(List<Client> clients) throws InterruptedException {
        clients.getFirst().arrivals().awaitFirst();
        long least = clients.stream()
                .mapToLong(client -> client.arrivals().received())
                .min()
                .orElseThrow();
        for (Client client : clients) {
            client.arrivals().awaitEnd();
        }
        return least;
    }

    private static Map<String, Double> figures(Meter.Used used, List<Client> clients, Load load, double slowest) {
        double events = (double) load.events() * load.shards();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("cpuMicros", used.cpuNanos() / 1e3 / events);
        figures.put("eventsPerSecond", events / (used.nanos() / 1e9));
        figures.put("cores", (double) used.cpuNanos() / used.nanos());
        figures.put("allocatedBytes", used.allocated() / events);
        figures.put("switches", used.switches() / events);
        figures.put("fairness", slowest);
        long[] latencies = clients.stream()
                .flatMapToLong(client -> Arrays.stream(client.arrivals().latencies()))
                .sorted()
                .toArray();
        figures.put("p50Micros", latencies[latencies.length / 2] / 1e3);
        figures.put("p99Micros", latencies[latencies.length * 99 / 100] / 1e3);
        return figures;
    }
}
