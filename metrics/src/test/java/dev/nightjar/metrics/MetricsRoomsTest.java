package dev.nightjar.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the walls of the metrics in ARCHITECTURE.md, by reading the sources. Runs in the module's folder, as Maven does. */
class MetricsRoomsTest {

    @Test
    void eachFileIsInExactlyOneRoomOfTheMap() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/nightjar/metrics"))) {
            List<String> files = sources.map(path -> path.getFileName().toString())
                    .filter(file -> !file.equals("package-info.java"))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .toList();

            assertThat(mapped()).containsExactlyInAnyOrderElementsOf(files);
        }
    }

    /** The files in the rooms of the metrics: the second column of the table below that heading. */
    private static List<String> mapped() throws IOException {
        String text = Files.readString(Path.of("../ARCHITECTURE.md"));
        String below = text.substring(text.indexOf("\n## Metrics\n") + 1);
        return below.substring(0, below.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| room "))
                .map(line -> line.split(" \\| ", -1)[1])
                .flatMap(cell -> Pattern.compile("\\w+").matcher(cell).results())
                .map(MatchResult::group)
                .toList();
    }
}
