package dev.nightjar.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a deploy costs: bots that begin in processes of their own, each variant in turn, and the medians of the moments that {@link
 * ColdStart} tells. Without variants it compares a plain start with one that has a cache of an earlier run: the AOT cache of JDK 25 and
 * later, or an archive of class data sharing.
 */
public final class ColdStarts {

    /** A part of a start: the moments that it lies between. */
    private enum Part {
        MAIN("start", "main"),
        CONNECTED("start", "connected"),
        READY("start", "ready"),
        FIRST_EVENT("paused", "first event"),
        THE_OTHERS("first event", "last event");

        private final String from;
        private final String to;

        Part(String from, String to) {
            this.from = from;
            this.to = to;
        }
    }

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final int rounds;
    private final String events;
    private final Map<String, List<String>> variants = new LinkedHashMap<>();
    private final Map<String, List<Map<String, double[]>>> starts = new LinkedHashMap<>();

    private ColdStarts(int rounds, String events) {
        this.rounds = rounds;
        this.events = events;
    }

    /** Takes the rounds, the events of each start, and variants: {@code name=java -cp some.jar:another.jar}. */
    public static void main(String[] arguments) throws Exception {
        ColdStarts program = new ColdStarts(Integer.parseInt(arguments[0]), arguments[1]);
        for (String variant : List.of(arguments).subList(2, arguments.length)) {
            String[] parts = variant.split("=", 2);
            program.variants.put(parts[0], List.of(parts[1].split(" ")));
        }
        program.run();
    }

    private void run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("cold-starts");
        Path stamps = folder.resolve("stamps");
        Path cache = folder.resolve("cache");
        Process generator = new ProcessBuilder(
                        JAVA, "-cp", CLASS_PATH, LoadGenerator.class.getName(), stamps.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = generator.inputReader()) {
            String port = output.readLine();
            if (variants.isEmpty()) {
                addTrained(cache, port);
            }
            for (int round = 0; round <= rounds; round++) {
                for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                    Map<String, double[]> moments = start(variant.getValue(), port);
                    if (round > 0) { // the first one brings the files into memory
                        starts.computeIfAbsent(variant.getKey(), key -> new ArrayList<>())
                                .add(moments);
                    }
                }
            }
        } finally {
            generator.destroy();
            Files.deleteIfExists(stamps);
            Files.deleteIfExists(cache);
            Files.delete(folder);
        }
        print();
    }

    private void addTrained(Path cache, String port) throws IOException, InterruptedException {
        boolean hasAot = Runtime.version().feature() >= 25;
        List<String> plain = List.of(JAVA, "--enable-native-access=ALL-UNNAMED", "-cp", CLASS_PATH);
        start(with(plain, (hasAot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache), port);
        variants.put("plain", plain);
        variants.put("trained", with(plain, (hasAot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache));
    }

    private static List<String> with(List<String> command, String option) {
        List<String> whole = new ArrayList<>(command);
        whole.add(1, option);
        return whole;
    }

    /** The clock and the processor time of each moment, in milliseconds. */
    private Map<String, double[]> start(List<String> command, String port) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(command);
        whole.add(ColdStart.class.getName());
        whole.addAll(List.of("ws://127.0.0.1:" + port + "/starting/" + events + "/0", events, "ZSTD"));
        whole.add(Long.toString(System.nanoTime()));
        Process process = new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, double[]> moments = new LinkedHashMap<>();
        moments.put("start", new double[2]);
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.matches("[a-z ]+=\\d+ \\d+")) {
                    String[] parts = line.split("[= ](?=\\d)");
                    moments.put(
                            parts[0],
                            new double[] {Double.parseDouble(parts[1]) / 1_000, Double.parseDouble(parts[2]) / 1_000});
                }
            }
        }
        if (process.waitFor() != 0 || !moments.containsKey("last event")) {
            throw new IllegalStateException(whole + " came no further than " + moments.keySet());
        }
        return moments;
    }

    private void print() {
        System.out.printf(
                "%-20s%s%n",
                "ms by the clock, CPU",
                String.join(
                        "",
                        List.of(Part.values()).stream()
                                .map(part -> String.format(
                                        "%18s", part.name().toLowerCase().replace('_', ' ')))
                                .toList()));
        starts.forEach((variant, all) -> {
            System.out.printf("%-20s", variant);
            for (Part part : Part.values()) {
                System.out.printf("%9.0f%9.0f", median(all, part, 0), median(all, part, 1));
            }
            System.out.println();
        });
    }

    private static double median(List<Map<String, double[]>> all, Part part, int figure) {
        double[] sorted = all.stream()
                .mapToDouble(moments -> moments.get(part.to)[figure] - moments.get(part.from)[figure])
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
