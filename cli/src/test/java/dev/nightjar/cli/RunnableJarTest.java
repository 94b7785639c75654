package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The runnable jar, in a JVM of its own. It is there after the phase package only, and the build names it then. */
@Timeout(180)
@EnabledIfSystemProperty(
        named = "nightjar.jar",
        matches = ".+",
        disabledReason = "the jar is made by the phase package")
class RunnableJarTest {

    private static final Path JAR = Path.of(System.getProperty("nightjar.jar", "target/nightjar.jar"));

    private static Run run(String... arguments) throws Exception {
        var command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                JAR.toString()),
                        Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("DISCORD_TOKEN", Run.TOKEN);
        return ChildJvm.run(builder);
    }

    @Test
    void theDoctorRunsFromTheJarAndSaysNothingElse() throws Exception {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().token(Run.TOKEN).start()) {
            Run run = run(
                    "doctor",
                    "--listen",
                    "100ms",
                    "--api-url",
                    gateway.httpUrl().toString());

            assertThat(run.out()).endsWith("Nothing is wrong. Exit status 0: all is well.\n");
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void theSimulatedGatewayIsInTheJar() throws Exception {
        Run run = run("top", "--simulated", "--once");

        assertThat(run.out()).startsWith("4 shards: ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theLicencesOfAllThatItContainsAreInIt() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(text(jar, "META-INF/licenses/nightjar.txt")).contains("Apache License");
            assertThat(text(jar, "META-INF/licenses/third-party.txt"))
                    .contains("picocli", "jackson", "Netty", "zstd-jni", "JSpecify", "Redistribution and use");
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
            assertThat(text(jar, "META-INF/NOTICE")).startsWith("Nightjar\n").contains("Jackson");
        }
    }

    @Test
    void noDependencyIsInItThatTheLicencesDoNotName() throws IOException {
        Map<String, String> known = Map.of(
                "dev/nightjar/", "nightjar",
                "picocli/", "picocli",
                "com/fasterxml/jackson/", "jackson",
                "com/github/luben/zstd/", "zstd-jni",
                "io/netty/", "Netty",
                "org/jspecify/", "JSpecify");
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> strangers = jar.stream()
                    .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
                    .filter(name -> name.endsWith(".class"))
                    .filter(name -> known.keySet().stream().noneMatch(name::startsWith))
                    .toList();

            assertThat(strangers).isEmpty();
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
