package dev.nightjar.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command in a JVM of its own, with the class path of the tests. */
final class ChildJvm {

    private ChildJvm() {}

    /** Starts it. The output goes where the builder says. */
    static ProcessBuilder builder(List<String> options, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Nightjar.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs it to its end. */
    static Run run(List<String> options, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        return run(builder(options, environment, arguments));
    }

    static Run run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = Files.createTempFile("nightjar", ".out");
        Path err = Files.createTempFile("nightjar", ".err");
        try {
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("The command has not ended: " + Files.readString(out) + Files.readString(err));
            }
            return new Run(
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8),
                    process.exitValue());
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
