package dev.nightjar.recorder;

import java.io.IOException;
import java.nio.file.Path;

/** A program of the tests in a JVM of its own. */
final class ChildJvm {

    private ChildJvm() {}

    /** Starts it. Its errors go where those of the tests go, and its output to the caller. */
    static Process start(Class<?> program, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
