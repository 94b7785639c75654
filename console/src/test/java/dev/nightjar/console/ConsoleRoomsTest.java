package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the walls of the console in ARCHITECTURE.md, by reading the sources. Runs in the module's folder, as Maven does. */
class ConsoleRoomsTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/nightjar/console");
    private static final Path PAGE = Path.of("src/main/resources/dev/nightjar/console/page");
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
    void onlyOneFileNeedsTheFlightRecorder() throws IOException {
        assertThat(filesWith("\\bjdk\\.jfr\\.")).containsExactly("FlightRecorderDetails.java");
    }

    @Test
    void onlyTheServerKnowsHttp() throws IOException {
        assertThat(filesWith("com\\.sun\\.net\\.httpserver")).containsExactly("Console.java", "Site.java");
    }

    @Test
    void nothingIsSynchronized() throws IOException {
        assertThat(filesWith("\\bsynchronized\\b")).isEmpty();
    }

    @Test
    void thePageNamesNoOtherHostAndHasNothingInline() throws IOException {
        try (Stream<Path> files = Files.list(PAGE)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(ConsoleRoomsTest::read)
                            .map(text -> text.replace("http://www.w3.org/2000/svg", "")))
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text)
                            .doesNotContain(
                                    "http:", "https:", "//cdn", "innerHTML", "insertAdjacentHTML", "eval(", "style=\"")
                            .doesNotContainPattern("<script>|\\son[a-z]+=\""));
        }
    }

    /** The files in the rooms of the console: the second column of the first table below that heading. */
    private static List<String> mapped() throws IOException {
        String text = Files.readString(Path.of("../ARCHITECTURE.md"));
        String section = text.substring(text.indexOf("\n## The console"));
        String rooms = section.substring(section.indexOf("\n| room "));
        return rooms.substring(0, rooms.indexOf("\n\n"))
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
                        COMMENT.matcher(read(file)).replaceAll(""));
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
