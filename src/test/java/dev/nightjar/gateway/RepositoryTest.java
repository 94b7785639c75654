package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is around the code: what Maven Central asks of the poms, releases, the Maven wrapper, and the files that the hosting service reads. Runs
 * in the project's folder, as Maven does.
 */
class RepositoryTest {

    private static final Path PARENT = Path.of("parent/pom.xml");
    private static final Path WORKFLOWS = Path.of(".github/workflows");

    /** An action at a commit, and its version for readers; or a step that is one script. Nothing else may be in a step. */
    private static final Pattern ACTION = Pattern.compile("[\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+)*");

    private static final Pattern SCRIPT = Pattern.compile("(\\.ci/[\\w-]+( [\\w.-]+)*|\\./mvnw -v)");

    private static final Pattern VERSION_OF_BOM = Pattern.compile("(nightjar-bom</artifactId>\\s*<version>)[^<]*");

    /** The one job that may write: it has no sources, and its only step is that of the hosting service. */
    private static final String PUBLISHING =
            "(?s)\n    permissions:\n      pages: write\n      id-token: write\n((?!run: |checkout@).)*deploy-pages@[^\n]*\n$";

    @Test
    void theParentSaysForAllModulesWhatMavenCentralAsks() {
        String parent = read(PARENT);

        assertThat(parent)
                .contains("<url>${repository.url}</url>", "<developer>", "<inceptionYear>", "<license>")
                .contains("<connection>scm:git:${repository.url}.git</connection>", "<developerConnection>");
        // Without these a module's address would have the module's name appended.
        assertThat(parent)
                .contains("child.project.url.inherit.append.path=\"false\"")
                .contains("child.scm.connection.inherit.append.path=\"false\"")
                .contains("child.scm.developerConnection.inherit.append.path=\"false\"")
                .contains("child.scm.url.inherit.append.path=\"false\"");
    }

    @ParameterizedTest
    @MethodSource("published")
    void eachPublishedModuleSaysWhatItIsAndHasSourcesAndJavadoc(Path pom) {
        String text = read(pom);

        assertThat(text).contains("<name>", "<description>");
        if (!text.contains("<packaging>pom</packaging>")) {
            assertThat(text)
                    .contains("<artifactId>maven-source-plugin</artifactId>")
                    .contains("<artifactId>maven-javadoc-plugin</artifactId>");
        }
        // All else is the parent's, also the resources, among which are the licence and the notice.
        assertThat(text).doesNotContain("<url>", "<scm>", "<licenses>", "<developers>", "<resources>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LICENSE", "NOTICE"})
    void theLicenceAndTheNoticeAreAmongTheResources(String name) throws IOException {
        assertThat(Path.of("target/classes/META-INF", name)).hasSameTextualContentAs(Path.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", "CODE_OF_CONDUCT.md", "CHANGELOG.md", ".github/ISSUE_TEMPLATE/config.yml"})
    void theAddressOfTheProjectIsThatOfThePom(String file) {
        assertThat(read(Path.of(file))).contains(property("repository.url") + "/");
    }

    @Test
    void theWrapperFetchesAMavenThatTheBuildTakesAndChecksIt() throws IOException {
        Properties wrapper = new Properties();
        try (var in = Files.newBufferedReader(Path.of(".mvn/wrapper/maven-wrapper.properties"))) {
            wrapper.load(in);
        }
        String least = first("<requireMavenVersion>\\s*<version>(.*?)</version>", read(PARENT));
        String version = first(
                "https://repo\\.maven\\.apache\\.org/maven2/org/apache/maven/apache-maven/(.*)/apache-maven-\\1-bin\\.zip",
                wrapper.getProperty("distributionUrl"));

        assertThat(Version.parse(version)).isGreaterThanOrEqualTo(Version.parse(least));
        assertThat(wrapper.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
        assertThat(Path.of("mvnw")).isExecutable();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aWorkflowCallsScriptsOfThisRepositoryAndPinnedActionsOnly(Path workflow) {
        List<String> lines = read(workflow).lines().map(String::strip).toList();

        assertThat(after("uses: ", lines)).isNotEmpty().allMatch(ACTION.asMatchPredicate());
        assertThat(after("run: ", lines))
                .isNotEmpty()
                .allMatch(SCRIPT.asMatchPredicate())
                .allMatch(script -> Files.isExecutable(Path.of(script.split(" ", 2)[0])));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aWorkflowMayReadTheSourcesAndNothingElseAndEndsInTime(Path workflow) {
        String text = read(workflow);

        assertThat(text).contains("\npermissions:\n  contents: read\n").doesNotContain("secrets.");
        // The job that publishes the site may write that, and runs no code of the project.
        boolean publishes = workflow.endsWith("site.yml");
        assertThat(publishes ? text.replaceFirst(PUBLISHING, "") : text).doesNotContain("write");
        assertThat(text.lines().filter(line -> line.contains("timeout-minutes: ")))
                .isNotEmpty();
    }

    @Test
    void theRulesOfRenovateSayWhyAndNameWhatThePomsHave() throws IOException {
        Map<String, Object> renovate = JSON.std.mapFrom(read(Path.of(".github/renovate.json")));
        String poms = Stream.concat(Stream.of(PARENT), modules())
                .map(RepositoryTest::read)
                .collect(Collectors.joining());

        assertThat((List<?>) renovate.get("packageRules")).isNotEmpty().allSatisfy(each -> {
            Map<?, ?> rule = (Map<?, ?>) each;
            assertThat(rule.get("description")).isInstanceOf(String.class);
            if (rule.get("matchPackageNames") instanceof List<?> names) {
                assertThat(names)
                        .extracting(name -> name.toString().replaceFirst("(:.*|\\*+)$", ""))
                        .allSatisfy(group -> assertThat(poms).contains("<groupId>" + group));
            }
        });
    }

    // ---- releases

    @ParameterizedTest
    @MethodSource("modules")
    void theVersionStandsInTheParentOnly(Path pom) {
        assertThat(read(pom))
                .contains("<version>${revision}</version>")
                .doesNotContain(property("revision"), "-SNAPSHOT");
    }

    @Test
    void theBomHasEachPublishedArtifact() {
        Stream<String> jars = published()
                .map(RepositoryTest::read)
                .filter(pom -> !pom.contains("<packaging>pom</packaging>"))
                .map(RepositoryTest::artifact);

        assertThat(all(
                        "<artifactId>(nightjar[a-z-]*)</artifactId>\\s*<version>\\$\\{project.version}",
                        read(Path.of("bom/pom.xml"))))
                .containsExactlyInAnyOrderElementsOf(jars.toList());
    }

    @Test
    void whatIsNotPublishedIsLeftOutOfTheUpload() {
        Stream<String> unpublished = modules()
                .map(RepositoryTest::read)
                .filter(pom -> pom.contains("<maven.deploy.skip>true</maven.deploy.skip>"))
                .map(RepositoryTest::artifact);

        assertThat(all("<excludeArtifact>(.*?)<", read(PARENT)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("nightjar-parent"), unpublished).toList());
    }

    /** The version of the build until there is a release, and from then on that of the last release. */
    @Test
    void theDocumentationTellsPeopleToDependOnOneVersion() throws IOException {
        String expected = all("## \\[(\\d+\\.\\d+\\.\\d+)]", read(Path.of("CHANGELOG.md"))).stream()
                .findFirst()
                .orElse(property("revision"));
        String pages = Stream.concat(Stream.of(Path.of("README.md")), pages("docs"))
                .map(RepositoryTest::read)
                .collect(Collectors.joining());

        assertThat(all("<artifactId>nightjar[a-z-]*</artifactId>\\s*<version>(\\d.*?)<", pages))
                .isNotEmpty()
                .containsOnly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RELEASING.md", "CONTRIBUTING.md", "docs/compatibility.md", "docs/dependencies.md"})
    void eachScriptThatAPageNamesIsThere(String page) {
        assertThat(all("`(?:bash )?(\\.ci/[\\w-]+)[ `]", read(Path.of(page))))
                .isNotEmpty()
                .allSatisfy(script -> assertThat(Path.of(script)).isExecutable());
    }

    @Test
    void whatTheDocumentationTellsBuildsToDoIsInAProjectThatIsBuiltWithARelease() throws IOException {
        String consumers;
        try (Stream<Path> files = Files.walk(Path.of("consumers"))) {
            consumers = files.filter(
                            file -> file.endsWith("pom.xml") || file.toString().endsWith(".kt"))
                    .filter(file -> !file.toString().contains("target"))
                    .map(RepositoryTest::read)
                    .map(RepositoryTest::withoutSpace)
                    .collect(Collectors.joining());
        }

        assertThat(all("(?s)```(?:xml|kotlin)\n(.*?)```", read(Path.of("docs/dependencies.md"))))
                .hasSize(5)
                .allSatisfy(block -> assertThat(consumers)
                        .contains(withoutSpace(VERSION_OF_BOM.matcher(block).replaceFirst("$1\\${nightjar.version}"))));
    }

    private static Stream<Path> pages(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    private static String artifact(String pom) {
        return first("</parent>\\s*<artifactId>(.*?)<", pom);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.sorted().toList().stream();
        }
    }

    private static Stream<Path> published() {
        return modules().filter(pom -> !read(pom).contains("<maven.deploy.skip>true</maven.deploy.skip>"));
    }

    /** Without the demonstrations, which are a build of their own. */
    private static Stream<Path> modules() {
        return Pattern.compile("<module>(.*?)</module>")
                .matcher(read(PARENT))
                .results()
                .map(match -> Path.of("parent", match.group(1), "pom.xml").normalize())
                .filter(pom -> !pom.startsWith("demo"))
                .distinct();
    }

    private static String property(String name) {
        return first("<" + Pattern.quote(name) + ">(.*?)</", read(PARENT));
    }

    private static List<String> after(String key, List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("^- ", ""))
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .toList();
    }

    private static List<String> all(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String first(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + regex))
                .group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
