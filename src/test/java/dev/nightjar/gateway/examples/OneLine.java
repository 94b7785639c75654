package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.model.guild.Emoji;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text that people wrote, fit for one line of a terminal: what would break the line or steer the terminal is left out. Pure. */
final class OneLine {

    private static final int MOST = 70;
    private static final int SHOWN = 5;

    // Control characters, separators of lines, and what turns the direction of all text behind it.
    private static final String UNFIT = "[\\s\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+";

    private OneLine() {}

    static String of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll(UNFIT, " ").strip();
        return line.codePointCount(0, line.length()) <= MOST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST)) + "…";
    }

    static String quoted(@Nullable String text) {
        return "“" + of(text) + "”";
    }

    static String id(long id) {
        return Long.toUnsignedString(id);
    }

    static String emoji(Emoji emoji) {
        String name = of(emoji.name());
        return name.isEmpty() ? "an emoji" : emoji.id() == 0 ? name : ":" + name + ":";
    }

    static String seconds(Duration time) {
        double seconds = time.toMillis() / 1e3;
        return (seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds)) + " s";
    }

    static String count(List<?> things, String noun) {
        return things.size() + " " + noun + (things.size() == 1 ? "" : "s");
    }

    /** The first of them, and how many more there are. */
    static String listed(List<String> words) {
        String shown = words.isEmpty() ? "none" : words.stream().limit(SHOWN).collect(Collectors.joining(" "));
        return words.size() <= SHOWN ? shown : shown + " and " + (words.size() - SHOWN) + " more";
    }
}
