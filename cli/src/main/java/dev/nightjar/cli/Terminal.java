package dev.nightjar.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terminal of the process, of which Java does not tell the size. Safe for any thread. */
final class Terminal {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final File DEVICE = new File("/dev/tty");
    private static final Pattern COUNT = Pattern.compile("([1-9]\\d{0,3})(?: \\d+)?");

    private static final int USUAL_LINES = 24;

    private Terminal() {}

    /**
     * How many lines it has: what LINES says, which POSIX lets a user set, else what the command stty says, else the usual number,
     * as where there is no such command.
     */
    static int lines(Map<String, String> environment) throws InterruptedException {
        String said = environment.getOrDefault("LINES", "");
        if (!COUNT.matcher(said).matches()) {
            try {
                said = Bounded.call(PATIENCE, Terminal::ask);
            } catch (TimeoutException | IOException e) {
                return USUAL_LINES;
            }
        }
        Matcher count = COUNT.matcher(said);
        return count.matches() ? Integer.parseInt(count.group(1)) : USUAL_LINES;
    }

    /** Lines and columns, as in "24 80"; "0 0" where the terminal does not know them. */
    private static String ask() throws IOException {
        Process stty = new ProcessBuilder("stty", "size")
                .redirectInput(DEVICE)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader answer = stty.inputReader()) {
            String line = answer.readLine();
            return line == null ? "" : line.strip();
        } finally {
            stty.destroy();
        }
    }
}
