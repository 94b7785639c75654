package dev.nightjar.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.jr.ob.JSON;
import com.github.luben.zstd.Zstd;
import dev.nightjar.gateway.examples.Trained;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/quick-start.md promises, on the JDK that runs the tests: a bot's JVM that was trained uses what it has learnt. Runs in
 * the project's folder, as Maven does.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class QuickStartTest {

    private static final Path PAGE = Path.of("docs/quick-start.md");
    private static final boolean HAS_AOT = Runtime.version().feature() >= 25;
    private static final Pattern LOADED = Pattern.compile("\\] ([\\w.$]+) source: (.*)");

    /** A class and where it came from. */
    private record Loaded(String name, String source) {
        boolean isCached() {
            return source.startsWith("shared objects file");
        }
    }

    @TempDir
    private Path folder;

    private String classPath;

    /** A bot as it is deployed: the JVM caches no class that comes from a folder. */
    @BeforeEach
    void pack() throws IOException, URISyntaxException {
        List<Path> jars = new ArrayList<>();
        for (Class<?> part :
                List.of(Trained.class, Shard.class, JSON.class, JsonFactory.class, Zstd.class, NullMarked.class)) {
            Path place = Path.of(
                    part.getProtectionDomain().getCodeSource().getLocation().toURI());
            jars.add(Files.isDirectory(place) ? jar(place, "part-" + jars.size() + ".jar") : place);
        }
        classPath = String.join(
                File.pathSeparator, jars.stream().map(Path::toString).toList());
    }

    private Path jar(Path classes, String name) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes.resolve("dev/nightjar/gateway"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }

    @Test
    @Tag("slow")
    void aTrainedBotTakesItsClassesFromTheCache() throws Exception {
        Path cache = folder.resolve("bot.cache");

        String said = train(cache);

        String flag = (HAS_AOT ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache;
        assertThat(said).contains("Start the bot with " + flag);
        assertThat(ofLibrary(loaded(List.of()))).isNotEmpty().noneMatch(Loaded::isCached);
        List<Loaded> trained = ofLibrary(loaded(List.of(flag)));
        assertThat(trained.stream().filter(Loaded::isCached))
                .as("of the %d classes of the library, those that came from the cache", trained.size())
                .hasSizeGreaterThan(trained.size() * 9 / 10);
    }

    private static List<Loaded> ofLibrary(List<Loaded> classes) {
        return classes.stream()
                .filter(one -> one.name.startsWith("dev.nightjar.gateway."))
                .toList();
    }

    @Test
    void aBotThatNobodyRecordsLoadsNothingOfTheRecorder() throws Exception {
        List<String> names = loaded(List.of()).stream().map(Loaded::name).toList();

        assertThat(names).contains(Shard.class.getName());
        assertThat(names)
                .filteredOn(name -> name.startsWith("jdk.jfr.internal.") || name.endsWith(".jfr.DialEvent"))
                .isEmpty();
    }

    private String train(Path cache) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.nightjar.gateway.simulator.TrainingRun",
                cache.toString()));
        command.addAll(bot(List.of()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** The named classes that a bot loads until it has logged in. */
    private List<Loaded> loaded(List<String> options) throws Exception {
        Path log = Files.createTempFile(folder, "classes", ".txt");
        List<String> all = new ArrayList<>(options);
        all.add("-Xlog:class+load:file=" + log);
        try (SimulatedGateway gateway = SimulatedGateway.start()) {
            ProcessBuilder builder = new ProcessBuilder(bot(all))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said.txt").toFile());
            builder.environment().put("GATEWAY_URL", gateway.url().toString());
            builder.environment().put("API_URL", gateway.httpUrl().toString());
            Process process = builder.start();
            try {
                gateway.awaitSession();
                process.destroy();
                process.waitFor();
            } finally {
                process.destroyForcibly();
            }
        }
        return Files.readAllLines(log).stream()
                .map(LOADED::matcher)
                .filter(Matcher::find)
                .map(line -> new Loaded(line.group(1), line.group(2)))
                .toList();
    }

    private List<String> bot(List<String> options) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, Trained.class.getName()));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Test
    void theProgramOfThePageIsAnExample() throws IOException {
        String example = Files.readString(Path.of("src/test/java/dev/nightjar/gateway/examples/Trained.java"));

        List<String> programs = blocks("java");

        assertThat(programs).isNotEmpty();
        assertThat(withoutBlanks(example)).contains(programs);
    }

    @Test
    void theScriptOfThePageIsThere() throws IOException {
        assertThat(blocks("sh")).anyMatch(block -> block.startsWith("simulator/train"));
        assertThat(Files.isExecutable(Path.of("simulator/train"))).isTrue();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> withoutBlanks(block.group(1)))
                .toList();
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
