package dev.nightjar.gateway;

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

/** What a newcomer copies out of the README is what is compiled and run here. Runs in the project's folder, as Maven does. */
class ReadmeTest {

    private static final List<Path> EXAMPLES = List.of(
            Path.of("src/test/java/dev/nightjar/gateway/examples"),
            Path.of("cluster/src/test/java/dev/nightjar/cluster/examples"));
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern REGION = Pattern.compile("(?s)// @start region=\"[^\"]+\"\n(.*?)\n *// @end");

    private final String readme = read(Path.of("README.md"));

    @Test
    void itsProgramsAreThoseOfTheExamples() throws IOException {
        List<String> blocks = blocks(JAVA_BLOCK, readme);

        assertThat(blocks).isNotEmpty();
        assertThat(regions()).containsAll(blocks);
    }

    @Test
    void theProgramOnTheFirstPageOfTheSiteIsOneOfTheExamples() throws IOException {
        assertThat(regions()).containsAll(blocks(JAVA_BLOCK, read(Path.of("site/index.md"))));
    }

    @Test
    void itsFirstTwoCommandsAreTheMainJobAndTheTests() {
        assertThat(readme.lines().filter(line -> line.startsWith("mvn"))).startsWith("mvn -q -Ddemo", "mvn verify");
    }

    /** No other build than a demonstration has its pom, so it would not notice that an example has another name now. */
    @Test
    void theProgramsOfTheDemonstrationsAreExamples() {
        String pom = read(Path.of("demo/pom.xml"));
        List<String> folders =
                blocks(Pattern.compile("<demo.sources>\\$\\{project.basedir}/(.*?)</demo.sources>"), pom);
        List<String> programs = blocks(Pattern.compile("<demo.program>(.*?)</demo.program>"), pom);

        assertThat(programs).hasSize(2).hasSameSizeAs(folders);
        for (int number = 0; number < programs.size(); number++) {
            String file = programs.get(number).replace('.', '/') + ".java";
            assertThat(Path.of("demo", folders.get(number), file)).exists();
            assertThat(pom).contains("<include>**/examples/" + Path.of(file).getFileName() + "</include>");
        }
    }

    @Test
    void itNamesTheVersionOfThePom() {
        String version = blocks(Pattern.compile("<revision>(.*?)</revision>"), read(Path.of("parent/pom.xml")))
                .getFirst();

        assertThat(blocks(Pattern.compile("<version>(.*?)</version>"), readme)).containsOnly(version);
    }

    private static List<String> regions() throws IOException {
        List<String> regions = new ArrayList<>();
        for (Path folder : EXAMPLES) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> regions.addAll(blocks(REGION, read(file))));
            }
        }
        return regions;
    }

    /** The first group of each match, without its blanks: the README and the formatter break lines in their own ways. */
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
