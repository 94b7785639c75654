package dev.nightjar.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The place that a token is read from: an environment variable or a file, and never an argument, which every user of the machine sees. */
final class TokenSource {

    private static final int LONGEST = 4_096;

    private TokenSource() {}

    /** What stands there. */
    sealed interface Text {}

    /** Some text, which may be a token. */
    record Some(String place, String text) implements Text {

        /** Does not show the text. */
        @Override
        public String toString() {
            return "Some[" + place + "]";
        }
    }

    /** Nothing that could be read. */
    record None(String text, String remedy) implements Text {}

    /** Reads an environment variable. */
    static Text variable(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null
                ? new None(
                        "The environment variable " + name + " is not set, so there is no token.",
                        "Set it in the shell or service that starts the bot (export " + name
                                + "=…), or name another place with --token-env or --token-file.")
                : new Some(name, value);
    }

    /** Reads a file. The line break at its end belongs to the file. */
    static Text file(Path file) {
        String place = "The file " + file;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                return new None(place + " is too long for a token.", "Give --token-file a file with the token alone.");
            }
            return new Some(place, withoutLineBreak(new String(bytes, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return new None(place + " does not exist.", "Give --token-file a file with the token alone.");
        } catch (IOException e) {
            return new None(
                    place + " cannot be read: " + Words.foreign(reason(e)) + ".",
                    "Give the user that runs this command the right to read it.");
        }
    }

    private static String reason(IOException failure) {
        @Nullable String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ", " + message);
    }

    private static String withoutLineBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
