package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Keeps the walls of ARCHITECTURE.md, by reading the sources. Runs in the project's folder, as Maven does. */
class RoomsTest {

    private static final Path GATEWAY = Path.of("src/main/java/dev/nightjar/gateway");

    /** A type of the library, or all of a package's, by its whole name. */
    private static final Pattern TYPE = Pattern.compile("dev\\.nightjar\\.gateway((?:\\.[a-z]\\w*)*)\\.[*A-Z]");

    /** Each room with the others that it may import. The engine's has no name, and a package of a room is in it. */
    private static final Map<String, Set<String>> ROOMS = Map.of(
            "", Set.of("command", "decode", "event", "inflate", "jfr", "model"),
            "command", Set.of(),
            "event", Set.of("command", "decode", "model"),
            "decode", Set.of("model"),
            "inflate", Set.of(),
            "jfr", Set.of(),
            "model", Set.of());

    private final Sources sources = Sources.below(GATEWAY);

    @Test
    void theSourcesWereFound() {
        assertThat(sources.code())
                .containsKeys("Shard.java", "ShardScope.java", "event/Event.java", "model/user/User.java");
    }

    @Test
    void eachRoomImportsNoMoreThanItMay() {
        assertThat(imports()).allSatisfy((from, to) -> {
            assertThat(ROOMS).containsKey(room(from));
            Set<String> allowed = new TreeSet<>(ROOMS.get(room(from)));
            allowed.add(room(from));
            assertThat(to).extracting(RoomsTest::room).isSubsetOf(allowed);
        });
    }

    @Test
    void noPackagesImportEachOtherInACircle() {
        Map<String, Set<String>> left = imports();

        // What imports nothing that is left, or is imported by nothing that is, is in no circle. The rest is circles.
        while (left.keySet().removeIf(name -> isAnEnd(name, left))) {}

        assertThat(left).isEmpty();
    }

    private static boolean isAnEnd(String name, Map<String, Set<String>> imports) {
        return Collections.disjoint(imports.getOrDefault(name, Set.of()), imports.keySet())
                || imports.values().stream().noneMatch(to -> to.contains(name));
    }

    @Test
    void eachFileOfTheEnginesPackageIsInExactlyOneRoomOfTheMap() throws IOException {
        assertThat(Sources.mapped("The rooms")).containsExactlyInAnyOrderElementsOf(sources.types());
    }

    @Test
    void nothingWaitsForALatchThatNobodyElseKnows() {
        // That would be a sleep which no test can own.
        assertThat(
                        sources.with(
                                "new (CountDownLatch|Semaphore|CompletableFuture<[^>]*>)\\(\\d*\\)\\s*\\.(await|acquire|get|tryAcquire)"))
                .isEmpty();
    }

    @Test
    void onlyShardScopeNamesTheStructuredTaskScope() {
        assertThat(sources.with("StructuredTaskScope")).containsOnly("ShardScope.java");
    }

    @Test
    void nothingIsSynchronized() {
        assertThat(sources.with("\\bsynchronized\\b")).isEmpty();
    }

    @Test
    void onlyTimeSleepsAndTimeSliceGivesWay() {
        assertThat(sources.with("Thread\\.sleep|\\bparkNanos\\b|\\bonSpinWait\\b"))
                .containsOnly("Time.java", "TimeSlice.java");
    }

    @Test
    void onlyTimeAndWhatOpensSocketsReadTheClock() {
        // The others have deadlines for the socket itself, at the beginning and the end of a connection: no test can
        // own
        // those.
        assertThat(sources.with("System\\.(nanoTime|currentTimeMillis)|\\bInstant\\.now\\b"))
                .containsOnly("Time.java", "Wire.java", "DialingClient.java", "Tunnel.java");
    }

    @Test
    void usersGetThreeDependenciesAndNoMore() throws Exception {
        assertThat(dependenciesOutsideTests()).containsExactlyInAnyOrder("jackson-jr-objects", "zstd-jni", "jspecify");
    }

    /** Each package with the others of the library that it names, each as seen from the engine's. */
    private Map<String, Set<String>> imports() {
        Map<String, Set<String>> imports = new TreeMap<>();
        sources.code().forEach((file, code) -> {
            String from = file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
            Set<String> to = imports.computeIfAbsent(from, none -> new TreeSet<>());
            TYPE.matcher(code)
                    .results()
                    .map(type -> type.group(1).replaceFirst("\\.", "").replace('.', '/'))
                    .filter(other -> !other.equals(from))
                    .forEach(to::add);
        });
        return imports;
    }

    /** The room of a package. */
    private static String room(String name) {
        return name.split("/", 2)[0];
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
