package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What can be seen of the projects below {@code examples} without their frameworks; {@code .ci/examples} builds and runs them. Runs in
 * the project's folder, as Maven does.
 */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("examples");

    @Test
    void eachHasAPageAndARowInTheTable() throws IOException {
        String table = Files.readString(EXAMPLES.resolve("README.md"));

        assertThat(projects()).isNotEmpty().allSatisfy(project -> {
            assertThat(project.resolve("README.md")).exists();
            assertThat(table).contains("| [" + project.getFileName() + "](" + project.getFileName() + ") |");
        });
    }

    @Test
    void eachIsRunByTheScript() throws IOException {
        String script = Files.readString(Path.of(".ci/examples"));

        String listed = only("projects=\\$\\{PROJECTS:-(.*)}", script);
        assertThat(listed.split(" ", -1))
                .containsExactlyInAnyOrderElementsOf(projects().stream()
                        .map(project -> String.valueOf(project.getFileName()))
                        .toList());
    }

    @Test
    void eachDependsOnTheVersionThatTheReadmeNames() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String version = all("<artifactId>nightjar</artifactId>\\s*<version>(.*?)</version>", readme)
                .getFirst();

        for (Path project : projects()) {
            assertThat(only("<nightjar.version>(.*?)</nightjar.version>", Files.readString(project.resolve("pom.xml"))))
                    .as(project.toString())
                    .isEqualTo(version);
        }
    }

    /** A newcomer's build downloads no framework. */
    @Test
    void noneIsAPartOfTheBuild() throws IOException {
        assertThat(Files.readString(Path.of("parent/pom.xml"))).doesNotContain("../examples");
    }

    @Test
    void theContainerStartsWithTheCacheAndTheCommandOfItsTrainingRun() throws IOException {
        String container = Files.readString(EXAMPLES.resolve("container/Containerfile"));

        String[] trained = only("TrainingRun (.*)", container).split(" ", -1);
        String[] started =
                only("ENTRYPOINT \\[(.*)]", container).replace("\"", "").split(", ", -1);
        assertThat(started[0]).isEqualTo(trained[1]).isEqualTo("java");
        assertThat(started[1]).isEqualTo("-XX:AOTCache=" + trained[0]);
        assertThat(List.of(started).subList(2, started.length))
                .isEqualTo(List.of(trained).subList(2, trained.length));
    }

    private static List<Path> projects() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    private static String only(String regex, String text) {
        assertThat(all(regex, text)).as(regex).hasSize(1);
        return all(regex, text).getFirst();
    }

    private static List<String> all(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
