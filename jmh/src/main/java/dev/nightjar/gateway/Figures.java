package dev.nightjar.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/** The results of a run, by what was measured. What is asked for must be there. */
final class Figures {

    // The subjects of the whole way.
    static final String NIGHTJAR = "NIGHTJAR";
    static final String ONE_HOP = "ONE_HOP";
    static final String LISTENER = "LISTENER";

    private final List<Map<String, Object>> benchmarks;
    private final List<Map<String, Object>> programs;

    private Figures(List<Map<String, Object>> benchmarks, List<Map<String, Object>> programs) {
        this.benchmarks = benchmarks;
        this.programs = programs;
    }

    static Figures read(Path folder) throws IOException {
        return new Figures(maps(folder.resolve("jmh.json")), maps(folder.resolve("programs.json")));
    }

    @SuppressWarnings("unchecked") // arrays of objects, as the harness and the programs write them
    private static List<Map<String, Object>> maps(Path file) throws IOException {
        return (List<Map<String, Object>>) (List<?>) JSON.std.listFrom(Files.readString(file));
    }

    /** A benchmark's nanoseconds for one operation: the median of its iterations. */
    double nanos(String benchmark, String... parameters) {
        List<?> forks = (List<?>) at(benchmark(benchmark, parameters), "primaryMetric", "rawData");
        return median(forks.stream()
                .flatMap(fork -> ((List<?>) fork).stream())
                .map(Figures::number)
                .toList());
    }

    /** A benchmark's allocated bytes for one operation. */
    double bytes(String benchmark, String... parameters) {
        return number(at(benchmark(benchmark, parameters), "secondaryMetrics", "gc.alloc.rate.norm", "score"));
    }

    private Map<String, Object> benchmark(String benchmark, String... parameters) {
        return benchmarks.stream()
                .filter(row -> row.get("benchmark").toString().endsWith("." + benchmark))
                .filter(row -> matches((Map<?, ?>) row.get("params"), parameters))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(benchmark + " " + List.of(parameters)));
    }

    /** The rows of one program. */
    List<Map<String, Object>> rows(String program, String... parameters) {
        return programs.stream()
                .filter(row -> program.equals(row.get("program")) && matches(row, parameters))
                .toList();
    }

    Map<String, Object> row(String program, String... parameters) {
        return rows(program, parameters).getFirst();
    }

    /** The row of so many shards that get events as fast as they go, zstd, each with a loop on a virtual thread. */
    Map<String, Object> saturated(int shards, String reading) {
        return row(
                "saturated",
                "compression",
                "ZSTD",
                "reading",
                reading,
                "consumer",
                "VIRTUAL",
                "shards",
                Integer.toString(shards));
    }

    /** The median over the rounds of what a subject of the whole way has shown. */
    static double median(Map<String, Object> row, String subject, String figure) {
        return median(values(row, subject, figure));
    }

    /** The median over the rounds of the ratio of two subjects, round by round. */
    static double ratio(Map<String, Object> row, String subject, String floor, String figure) {
        List<Double> above = values(row, subject, figure);
        List<Double> below = values(row, floor, figure);
        return median(IntStream.range(0, above.size())
                .mapToObj(i -> above.get(i) / below.get(i))
                .toList());
    }

    private static List<Double> values(Map<String, Object> row, String subject, String figure) {
        return ((List<?>) at(row, subject, figure))
                .stream().map(Figures::number).toList();
    }

    static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static Object at(Map<?, ?> map, String... path) {
        Object value = map;
        for (String key : path) {
            value = ((Map<?, ?>) value).get(key);
            if (value == null) {
                throw new NoSuchElementException(key + " of " + map);
            }
        }
        return value;
    }

    /** Names and values in turn. */
    private static boolean matches(Map<?, ?> row, String... parameters) {
        for (int i = 0; i < parameters.length; i += 2) {
            if (!parameters[i + 1].equals(String.valueOf(row.get(parameters[i])))) {
                return false;
            }
        }
        return true;
    }
}
