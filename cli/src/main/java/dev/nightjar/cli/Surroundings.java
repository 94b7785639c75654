package dev.nightjar.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * What the command finds around itself.
 *
 * @param out where it writes its answer
 * @param err where it writes what is wrong with the command line
 * @param environment the environment variables
 * @param terminal whether the answer is read in a terminal
 */
record Surroundings(PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Whether colours may be used. See no-color.org. */
    boolean colours() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
