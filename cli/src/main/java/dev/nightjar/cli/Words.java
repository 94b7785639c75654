package dev.nightjar.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Numbers, times and foreign text as people read them. Pure. */
final class Words {

    private static final int LONGEST_FOREIGN = 80;
    private static final int LONGEST_SENTENCE = 300;

    private Words() {}

    /** Text from outside: its first characters, and a question mark for each that a terminal would not show or would obey. */
    static String foreign(String text) {
        return shown(text, LONGEST_FOREIGN);
    }

    /** The same for a text that may be longer. */
    static String sentence(String text) {
        return shown(text, LONGEST_SENTENCE);
    }

    private static String shown(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(longest).map(c -> isShown(c) ? c : '?').forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > longest ? shown + "…" : shown.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A time: "12 ms", "3.4 s", "5 min", "2 h 3 min". */
    static String time(Duration time) {
        long millis = time.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return millis % 1_000 == 0 ? millis / 1_000 + " s" : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
        }
        long minutes = time.toMinutes();
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** A number with its thousands apart. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * JSON that can be written in this charset, and that a terminal only shows: it obeys U+009B, which JSON allows. What stands outside
     * of ASCII is always within strings. RFC 8259, 7
     */
    static String json(String json, Charset charset) {
        boolean all = charset.equals(StandardCharsets.UTF_8);
        var written = new StringBuilder();
        json.chars().forEach(c -> {
            boolean isPlain = c < 127 || (all && (isShown(c) || Character.isSurrogate((char) c)));
            written.append(isPlain ? String.valueOf((char) c) : String.format("\\u%04x", c));
        });
        return written.toString();
    }

    /** A number of things: "1 guild", "2 guilds". */
    static String count(long number, String thing) {
        return number(number) + " " + thing + (number == 1 ? "" : "s");
    }
}
