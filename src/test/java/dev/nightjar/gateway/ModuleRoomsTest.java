package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeps the walls in the modules beside the library, by reading their sources. {@link RoomsTest} keeps the library's own. */
class ModuleRoomsTest {

    private static final Path PAGE = Path.of("console/src/main/resources/dev/nightjar/console/page");

    /** The modules with rooms in ARCHITECTURE.md. */
    enum Module {
        CLI("cli", "The command line"),
        CLUSTER("cluster", "The cluster"),
        CONSOLE("console", "The console"),
        METRICS("metrics", "Metrics"),
        RECORDER("recorder", "The recorder");

        private final String folder;
        private final String heading;

        Module(String folder, String heading) {
            this.folder = folder;
            this.heading = heading;
        }

        private Sources sources() {
            return Sources.below(Path.of(folder, "src/main/java/dev/nightjar", folder));
        }
    }

    @Test
    void eachPackageBesideTheLibraryHasRooms() throws IOException {
        Set<String> folders = new TreeSet<>();
        try (Stream<Path> poms = Files.list(Path.of("."))) {
            poms.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(folder -> Files.exists(Path.of(folder, "src/main/java/dev/nightjar", folder)))
                    .forEach(folders::add);
        }

        assertThat(Stream.of(Module.values()).map(module -> module.folder).collect(Collectors.toSet()))
                .isEqualTo(folders);
    }

    @ParameterizedTest
    @EnumSource
    void eachFileIsInExactlyOneRoomOfTheMap(Module module) throws IOException {
        assertThat(Sources.mapped(module.heading))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(module.sources().types());
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSynchronized(Module module) {
        assertThat(module.sources().with("\\bsynchronized\\b")).isEmpty();
    }

    @Test
    void onlyTheEngineOnNatsKnowsItsClient() {
        assertThat(Module.CLUSTER.sources().with("\\bio\\.nats\\b"))
                .isNotEmpty()
                .allMatch(file -> file.startsWith("Nats"));
    }

    @Test
    void onlyTheReplayKnowsTheSimulator() {
        assertThat(Module.RECORDER.sources().with("\\bgateway\\.simulator\\b"))
                .isNotEmpty()
                .allMatch(file -> file.startsWith("Replay"));
    }

    @Test
    void onlyWhatOpensSocketsOrShowsTimesReadsTheClockOfTheCommandLine() {
        // The checks judge what was seen, so that tables can test them.
        assertThat(Module.CLI.sources().with("\\bSystem\\.(nanoTime|currentTimeMillis)|\\bInstant\\.now\\b"))
                .containsExactlyInAnyOrder("Api.java", "BoardReader.java", "Dial.java", "Login.java", "Watch.java");
    }

    @Test
    void nothingSleepsInTheCommandLine() {
        assertThat(Module.CLI.sources().with("Thread\\.sleep|\\bparkNanos\\b|\\bonSpinWait\\b"))
                .isEmpty();
    }

    @Test
    void onlyOneFileOfTheConsoleNeedsTheFlightRecorder() {
        assertThat(Module.CONSOLE.sources().with("\\bjdk\\.jfr\\.")).containsExactly("FlightRecorderDetails.java");
    }

    @Test
    void onlyTheServerOfTheConsoleKnowsHttp() {
        assertThat(Module.CONSOLE.sources().with("com\\.sun\\.net\\.httpserver"))
                .containsExactly("Console.java", "Site.java");
    }

    @Test
    void theConsolesPageNamesNoOtherHostAndHasNothingInline() throws IOException {
        try (Stream<Path> files = Files.list(PAGE)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(ModuleRoomsTest::read)
                            .map(text -> text.replace("http://www.w3.org/2000/svg", "")))
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text)
                            .doesNotContain(
                                    "http:", "https:", "//cdn", "innerHTML", "insertAdjacentHTML", "eval(", "style=\"")
                            .doesNotContainPattern(Pattern.compile("<script>|\\son[a-z]+=\"")));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
