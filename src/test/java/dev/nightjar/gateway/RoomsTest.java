package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Keeps the walls of ARCHITECTURE.md, by reading the sources. Runs in the project's folder, as Maven does. */
class RoomsTest {

    private static final Path GATEWAY = Path.of("src/main/java/dev/nightjar/gateway");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

    /**
     * A top-level type of the engine's package; its annexes are in packages, which begin with a small letter.
     */
    private static final Pattern ENGINE = Pattern.compile("dev\\.nightjar\\.gateway\\.(\\*|[A-Z])");

    private final Map<String, String> sources = sources();

    @Test
    void theSourcesWereFound() {
        assertThat(sources).containsKeys("Shard.java", "ShardScope.java", "event/Event.java");
    }

    @Test
    void theAnnexesKnowNothingOfTheEngine() {
        sources.keySet().removeIf(file -> !file.contains("/"));

        assertThat(filesWith(ENGINE)).isEmpty();
    }

    @Test
    void onlyShardScopeNamesTheStructuredTaskScope() {
        assertThat(filesWith(Pattern.compile("StructuredTaskScope"))).containsOnly("ShardScope.java");
    }

    @Test
    void nothingIsSynchronized() {
        assertThat(filesWith(Pattern.compile("\\bsynchronized\\b"))).isEmpty();
    }

    @Test
    void onlyTimeSleepsAndTimeSliceGivesWay() {
        assertThat(filesWith(Pattern.compile("Thread\\.sleep|\\bparkNanos\\b|\\bonSpinWait\\b")))
                .containsOnly("Time.java", "TimeSlice.java");
    }

    @Test
    void onlyTimeAndWireReadTheClock() {
        // Wire's are deadlines for the socket itself, at the beginning and the end of a connection: no test can own
        // those.
        assertThat(filesWith(Pattern.compile("System\\.(nanoTime|currentTimeMillis)|\\bInstant\\.now\\b")))
                .containsOnly("Time.java", "Wire.java");
    }

    @Test
    void usersGetThreeDependenciesAndNoMore() throws Exception {
        assertThat(dependenciesOutsideTests()).containsExactlyInAnyOrder("jackson-jr-objects", "zstd-jni", "jspecify");
    }

    private List<String> filesWith(Pattern pattern) {
        return sources.entrySet().stream()
                .filter(source -> pattern.matcher(source.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The code of all main sources without its comments, by file name as seen from the engine's package. */
    private static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(GATEWAY)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = GATEWAY.relativize(file).toString().replace(File.separatorChar, '/');
                sources.put(name, COMMENT.matcher(Files.readString(file)).replaceAll(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static List<String> dependenciesOutsideTests() throws Exception {
        Element project = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getDocumentElement();
        List<String> found = new ArrayList<>();
        for (Element dependencies : children(project, "dependencies")) {
            for (Element dependency : children(dependencies, "dependency")) {
                boolean forTests = children(dependency, "scope").stream()
                        .anyMatch(scope -> scope.getTextContent().equals("test"));
                if (!forTests) {
                    found.add(children(dependency, "artifactId").getFirst().getTextContent());
                }
            }
        }
        return found;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
