package dev.nightjar.gateway;

import discord4j.common.GitProperties;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.JDAInfo;

/** The table that {@link Peers} prints: medians over the rounds; a ratio is the median of the rounds' ratios. */
final class PeersTable {

    /** What comes above the rows. */
    static final String HEAD = """
            | load | client | events/s | CPU µs an event, second half | ratio | whole process | ratio | p50 µs | p99 µs | handled |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    private PeersTable() {}

    /** The rows of one load, from the figures of each round of each subject. */
    static String rows(Peers.Load load, Map<Peer.Subject, List<Map<String, Object>>> figures) {
        List<Map<String, Object>> typed = figures.get(Peer.Subject.NIGHTJAR_TYPED);
        StringBuilder rows = new StringBuilder();
        figures.forEach((subject, rounds) -> rows.append(format(
                "| %s | %s | %,.0f | %.1f | %.2f | %s | %s | %s | %s | %,.0f of %,d |\n",
                load.label(),
                subject.label(),
                median(rounds, PeerRun.EVENTS_PER_SECOND),
                median(rounds, PeerRun.CPU),
                ratio(rounds, typed, PeerRun.CPU),
                load.warmUp() == 0 ? format("%.1f", median(rounds, PeerRun.PROCESS_CPU)) : "",
                load.warmUp() == 0 ? format("%.2f", ratio(rounds, typed, PeerRun.PROCESS_CPU)) : "",
                latency(rounds, PeerRun.P50),
                latency(rounds, PeerRun.P99),
                rounds.stream()
                        .mapToDouble(round -> number(round, PeerRun.HANDLED))
                        .sum(),
                (long) rounds.size() * load.events())));
        return rows.toString();
    }

    /** A line of what it was measured with. */
    static String note(String loadBefore, String loadAfter) {
        return format(
                "%nJDA %s, Discord4J %s; zlib-stream; JDK %s; %d processors, load average before %s, after %s.",
                JDAInfo.VERSION,
                GitProperties.getProperties().getProperty(GitProperties.APPLICATION_VERSION),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                loadBefore,
                loadAfter);
    }

    private static String latency(List<Map<String, Object>> rounds, String figure) {
        return rounds.getFirst().containsKey(figure) ? format("%,.0f", median(rounds, figure)) : "";
    }

    private static double ratio(List<Map<String, Object>> rounds, List<Map<String, Object>> typed, String figure) {
        return median(IntStream.range(0, rounds.size())
                .mapToDouble(round -> number(rounds.get(round), figure) / number(typed.get(round), figure))
                .toArray());
    }

    private static double median(List<Map<String, Object>> rounds, String figure) {
        return median(
                rounds.stream().mapToDouble(round -> number(round, figure)).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static double number(Map<String, Object> round, String figure) {
        return ((Number) round.get(figure)).doubleValue();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
