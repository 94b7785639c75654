package dev.nightjar.cli;

import java.util.regex.Pattern;

/** Takes out of a text what looks like a bot's token. What a user has typed in the wrong place is never shown. Pure. */
final class Redaction {

    // Discord: reference#authentication. Three parts between dots: the id of the bot, a time, and a signature.
    private static final Pattern TOKEN = Pattern.compile("[\\w-]{17,}\\.[\\w-]{5,}\\.[\\w-]{20,}");

    // What is shorter is a word, such as the "test" that a simulated gateway takes.
    private static final int SHORTEST_SECRET = 12;

    private static final String HIDDEN = "(hidden)";

    private Redaction() {}

    /** The text without what looks like a token. */
    static String of(String text) {
        return TOKEN.matcher(text).replaceAll(HIDDEN);
    }

    /** The text without this token, and without what looks like another. */
    static String of(String text, String token) {
        return of(token.length() < SHORTEST_SECRET ? text : text.replace(token, HIDDEN));
    }
}
