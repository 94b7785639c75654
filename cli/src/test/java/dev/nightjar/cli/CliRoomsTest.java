package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the walls of the command line in ARCHITECTURE.md, by reading the sources. Runs in the module's folder, as Maven does. */
class CliRoomsTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/nightjar/cli");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

    @Test
    void eachFileIsInExactlyOneRoomOfTheMap() throws IOException {
        List<String> files = sources().keySet().stream()
                .filter(file -> !file.equals("package-info.java"))
                .map(file -> file.substring(0, file.length() - ".java".length()))
                .toList();

        assertThat(mapped()).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void onlyWhatOpensSocketsOrShowsTimesReadsTheClock() throws IOException {
        // The checks judge what was seen, so that tables can test them.
        assertThat(filesWith("\\bSystem\\.(nanoTime|currentTimeMillis)|\\bInstant\\.now\\b"))
                .containsExactlyInAnyOrder("Api.java", "BoardReader.java", "Dial.java", "Login.java", "Watch.java");
    }

    @Test
    void nothingSleeps() throws IOException {
        assertThat(filesWith("Thread\\.sleep|\\bparkNanos\\b|\\bonSpinWait\\b")).isEmpty();
    }

    @Test
    void nothingIsSynchronized() throws IOException {
        assertThat(filesWith("\\bsynchronized\\b")).isEmpty();
    }

    /** The files in the rooms of the command line: the second column of the first table below that heading. */
    private static List<String> mapped() throws IOException {
        String text = Files.readString(Path.of("../ARCHITECTURE.md"));
        String rooms = text.substring(text.indexOf("\n## The command line"));
        int table = rooms.indexOf("\n| room ");
        return rooms.substring(table, rooms.indexOf("\n\n", table + 1))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| room "))
                .map(line -> line.split(" \\| ", -1)[1])
                .flatMap(cell -> Pattern.compile("\\w+").matcher(cell).results())
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> filesWith(String pattern) throws IOException {
        return sources().entrySet().stream()
                .filter(source ->
                        Pattern.compile(pattern).matcher(source.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The code of all main sources without its comments, by file name. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.put(
                        file.getFileName().toString(),
                        COMMENT.matcher(Files.readString(file)).replaceAll(""));
            }
        }
        return sources;
    }
}
