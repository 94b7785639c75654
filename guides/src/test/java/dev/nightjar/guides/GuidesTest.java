package dev.nightjar.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guides in docs/guides have the code that is compiled and run here. Runs in the module's folder, as Maven does. */
class GuidesTest {

    private static final Path GUIDES = Path.of("../docs/guides");

    /** Where the programs of the guides are, each with a test that runs it. */
    private static final List<Path> PROGRAMS = List.of(
            Path.of("src/test/java/dev/nightjar/guides"),
            Path.of("../src/test/java/dev/nightjar/gateway/examples/Proxied.java"),
            Path.of("../foreign-clients/src/test/java/dev/nightjar/foreignclients/JdaBot.java"),
            Path.of("../foreign-clients/src/test/java/dev/nightjar/foreignclients/Discord4JBot.java"));

    private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern REGION = Pattern.compile("(?s)// @start region=\"[^\"]+\"\n(.*?)\n *// @end");
    private static final Pattern WHOLE_FILE = Pattern.compile("(?s)^package [^\n]*\n(.*)$");
    private static final Pattern INDEXED = Pattern.compile("(?m)^\\| \\[[^\\]]+]\\(([\\w-]+\\.md)\\) \\| ");

    @Test
    void theIndexHasEachGuideInOneLine() {
        assertThat(indexed())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(guides().map(guide -> String.valueOf(guide.getFileName()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("guides")
    void eachProgramOfAGuideIsCompiledAndRun(Path guide) {
        List<String> programs = programs().flatMap(GuidesTest::shown).toList();

        assertThat(blocks(JAVA_BLOCK, read(guide)))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(programs).contains(block));
    }

    @Test
    void eachRegionOfAProgramIsInAGuide() {
        List<String> inGuides = guides().flatMap(guide -> blocks(JAVA_BLOCK, read(guide)).stream())
                .toList();

        assertThat(programs().flatMap(program -> blocks(REGION, read(program)).stream()))
                .isNotEmpty()
                .allSatisfy(region -> assertThat(inGuides).contains(region));
    }

    @ParameterizedTest
    @MethodSource("guides")
    void aGuideEndsWithWhereToGoOn(Path guide) {
        List<String> headings =
                read(guide).lines().filter(line -> line.startsWith("#")).toList();

        assertThat(headings).last().isEqualTo("## Where to go on");
    }

    @Test
    void theVersionsAreThatOfTheReadme() {
        Pattern version = Pattern.compile("<artifactId>nightjar[\\w-]*</artifactId>\\s*<version>(.*?)</version>");
        String ours = blocks(version, read(Path.of("../README.md"))).getFirst();

        assertThat(guides().flatMap(guide -> blocks(version, read(guide)).stream()))
                .containsOnly(ours);
    }

    static Stream<Path> guides() {
        try (Stream<Path> files = Files.list(GUIDES)) {
            return files
                    .filter(file -> !file.endsWith("README.md"))
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> indexed() {
        return INDEXED.matcher(read(GUIDES.resolve("README.md")))
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private static Stream<Path> programs() {
        List<Path> programs = new ArrayList<>();
        for (Path place : PROGRAMS) {
            try (Stream<Path> files = Files.walk(place)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith("GuidesTest.java"))
                        .forEach(programs::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return programs.stream();
    }

    /** What a guide may show of a file: its regions, or all of it behind the name of its package. */
    private static Stream<String> shown(Path program) {
        String text = read(program);
        return Stream.concat(blocks(REGION, text).stream(), blocks(WHOLE_FILE, text).stream());
    }

    /** The first group of each match, without its blanks: guides and the formatter break lines in their own ways. */
    private static List<String> blocks(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1).replaceAll("\\s+", ""))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
