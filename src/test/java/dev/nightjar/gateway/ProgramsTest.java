package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs in all pages of the repository stand in files that its build compiles. Where a page belongs to one module, a test there may
 * ask for more. Runs in the project's folder, as Maven does.
 */
class ProgramsTest {

    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^ *```java\\n(.*?)^ *```");

    /** Where a part begins or ends that Javadoc shows. */
    private static final Pattern MARK = Pattern.compile("(?m)^ *// @(start|end)\\b.*$");

    private static String compiled = ""; // written once, before the tests

    @BeforeAll
    static void readWhatIsCompiled() throws IOException {
        try (Stream<Path> files = Files.find(
                Path.of(""), 20, (file, attributes) -> file.toString().matches("(?:[a-z-]+/)?src/.*\\.java"))) {
            compiled = files.map(file -> withoutBlanks(MARK.matcher(read(file)).replaceAll("")))
                    .collect(Collectors.joining("\n"));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachProgramOfAPageIsCompiled(Path page) {
        assertThat(programs(page))
                .allSatisfy(program ->
                        assertThat(compiled.contains(program)).as(program).isTrue());
    }

    @Test
    void thePagesWereFoundAndHavePrograms() {
        assertThat(pages())
                .contains(Path.of("README.md"), Path.of("docs/console.md"), Path.of("docs/guides/testing.md"));
    }

    /** Those that have programs. */
    static Stream<Path> pages() {
        return LinksTest.pages().filter(page -> !programs(page).isEmpty());
    }

    private static List<String> programs(Path page) {
        return JAVA_BLOCK
                .matcher(read(page))
                .results()
                .map(block -> withoutBlanks(block.group(1)))
                .toList();
    }

    /** Pages and the formatter break lines in their own ways. */
    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
