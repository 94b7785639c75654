package dev.nightjar.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The jars as modules: a program in a module of its own, and the same on the class path, gets events from a simulated gateway,
 * which runs here. Runs in the module's folder after the phase package, on the JDK that compiled it.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ModuleTest {

    private static final String MODULE = "dev.nightjar.moduletests";
    private static final String MAIN = "dev.nightjar.moduletests.Bot";

    /** The engine's rooms: they have public classes for one another, and none for users. */
    private static final Set<String> ROOMS =
            Set.of("dev.nightjar.gateway.inflate", "dev.nightjar.gateway.decode", "dev.nightjar.gateway.jfr");

    private static final Path JARS = Path.of("target/modules");
    private static final Path PROGRAM = Path.of("target/classes");
    private static final Path CLUSTER_JARS = Path.of("target/cluster-modules");
    private static final Path CLUSTER_PROGRAM = Path.of("src/test/programs/ClusterProgram.java");
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ZSTD", "ZLIB"})
    void aProgramOnTheModulePathGetsEvents(String compression) throws Exception {
        String modulePath = JARS + File.pathSeparator + PROGRAM;

        List<String> said = talk(List.of(java(JDK), "-p", modulePath, "-m", MODULE + "/" + MAIN), compression);

        assertThat(said)
                .containsSubsequence("module: " + MODULE, "READY", "message: hi", "exported: Shown[content=hi]")
                .contains("opened: Message[content=hi]")
                .anyMatch(line -> line.startsWith("hidden: ")
                        && line.endsWith("its module must open the package " + MODULE + " to dev.nightjar.gateway"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZSTD", "ZLIB"})
    void theSameProgramOnTheClassPathGetsThem(String compression) throws Exception {
        String classPath = PROGRAM + File.pathSeparator + JARS + File.separator + "*";

        List<String> said = talk(List.of(java(JDK), "-cp", classPath, MAIN), compression);

        assertThat(said)
                .containsSubsequence("module: null", "READY", "message: hi", "exported: Shown[content=hi]")
                .contains("opened: Message[content=hi]", "hidden: Hidden[content=hi]");
    }

    @Test
    void aProgramOnTheModulePathCanBeRecorded() throws Exception {
        String modulePath = JARS + File.pathSeparator + PROGRAM;
        Path recording = folder.resolve("bot.jfr");
        String option = "-XX:StartFlightRecording=filename=" + recording;

        talk(List.of(java(JDK), option, "-p", modulePath, "-m", MODULE + "/" + MAIN), "ZSTD");

        assertThat(RecordingFile.readAllEvents(recording))
                .extracting(event -> event.getEventType().getName())
                .contains("dev.nightjar.Dial", "dev.nightjar.Connection", "dev.nightjar.Identify");
    }

    @Test
    void theSameProgramInAnImageOfJlinkGetsThem() throws Exception {
        Path image = link();

        assertThat(run(List.of(java(image), "--list-modules")))
                .as("the library works without the flight recorder")
                .noneMatch(module -> module.startsWith("jdk.jfr"));
        for (String compression : List.of("ZSTD", "ZLIB")) {
            List<String> said = talk(List.of(java(image), "-m", MODULE + "/" + MAIN), compression);

            assertThat(said)
                    .as(compression)
                    .containsSubsequence("module: " + MODULE, "READY", "message: hi", "exported: Shown[content=hi]");
        }
    }

    @Test
    void theLibraryExportsAllButTheEnginesRoomsAndOpensNothing() {
        ModuleDescriptor library = descriptor("dev.nightjar.gateway");

        assertThat(library.isAutomatic()).isFalse();
        assertThat(library.exports())
                .extracting(Exports::source)
                .containsExactlyInAnyOrderElementsOf(library.packages().stream()
                        .filter(name -> !ROOMS.contains(name))
                        .toList());
        assertThat(library.opens()).isEmpty();
    }

    @Test
    void allThatAProgramGetsIsExplicitModules() {
        assertThat(ModuleFinder.of(JARS).findAll())
                .hasSizeGreaterThan(1)
                .noneMatch(module -> module.descriptor().isAutomatic());
    }

    @Test
    void aProgramWithTheClusterRunsOnTheModulePath() throws Exception {
        String modulePath = JARS + File.pathSeparator + CLUSTER_JARS;

        List<String> said = talk(
                List.of(
                        java(JDK),
                        "-p",
                        modulePath,
                        "--add-modules",
                        "dev.nightjar.cluster",
                        CLUSTER_PROGRAM.toString()),
                "ZSTD");

        assertThat(said)
                .containsSubsequence("cluster: dev.nightjar.cluster", "message: hi")
                .anyMatch(line -> line.startsWith("nats: NATS could not be reached"));
    }

    private static ModuleDescriptor descriptor(String name) {
        return ModuleFinder.of(JARS).find(name).orElseThrow().descriptor();
    }

    /** An image with the program, the library, and what these need of the JDK. */
    private Path link() throws Exception {
        Path jlink = JDK.resolve("bin/jlink");
        assertThat(jlink)
                .as("jlink is needed: a whole JDK, and no runtime alone")
                .exists();
        if (!Files.isDirectory(JDK.resolve("jmods"))) {
            assertThat(run(List.of(jlink.toString(), "--help")))
                    .as("what jlink can do: %s has neither jmods nor a run-time image that it can link from", JDK)
                    .anyMatch(line -> line.contains("Linking from run-time image enabled"));
        }
        Path image = folder.resolve("image");
        String modulePath = JARS + File.pathSeparator + PROGRAM;

        run(List.of(jlink.toString(), "-p", modulePath, "--add-modules", MODULE, "--output", image.toString()));

        return image;
    }

    /** What the program says that this command starts, with the gateway's URL and the compression behind it. */
    private List<String> talk(List<String> command, String compression) throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.builder().raw(true).start()) {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of(gateway.url().toString(), compression));
            // Beside the program: one that ends before it has a session says why, and the wait for the session would
            // not.
            Thread.ofVirtual()
                    .start(() ->
                            gateway.awaitSession().dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"content\":\"hi\"}"));
            return run(whole);
        }
    }

    /** What a program says that ends well, and within two minutes. */
    private List<String> run(List<String> command) throws Exception {
        Path output = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            List<String> said = Files.readAllLines(output);
            assertThat(ended).as("%s ended, and said %s", command, said).isTrue();
            assertThat(process.exitValue()).as("%s said %s", command, said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String java(Path home) {
        return home.resolve("bin/java").toString();
    }
}
