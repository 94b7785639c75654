package dev.nightjar.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** One run of the command in this process: what it wrote, and its exit status. */
record Run(String out, String err, int status) {

    /** A token of the right form. It is made here, so that no scanner of secrets takes the sources for careless. */
    static final String TOKEN = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("240000000000000000".getBytes(StandardCharsets.UTF_8))
            + "." + "x".repeat(6) + "." + "y".repeat(38);

    static Run of(Map<String, String> environment, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = Nightjar.run(
                new Surroundings(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        false),
                args);
        return new Run(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), status);
    }

    /** A run with the token of the right form in the environment. */
    static Run of(String... args) {
        return of(Map.of("DISCORD_TOKEN", TOKEN), args);
    }

    /** What was written, with single spaces in place of line breaks and indentation. */
    String text() {
        return (out + err).replaceAll("\\s+", " ");
    }
}
