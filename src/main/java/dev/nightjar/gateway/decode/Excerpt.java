package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A short, safe form of text from outside, for use in a sentence: on one line, and without invisible characters. The gateway
 * chooses the length and content of its close reasons, URLs and names, and sentences get into logs. Pure.
 *
 * <p>A control character, a line break, a character without a shape of its own (such as one that turns the direction of
 * writing), and a surrogate without its partner are shown as the escape sequence that a Java source has for them. A backslash
 * stays one backslash, because people read an excerpt and nothing decodes it.
 */
public final class Excerpt {

    /** The most characters that are shown: more than Discord sends, and few enough for a log. */
    static final int MOST = 200;

    /** The most causes that are followed. A chain of causes may be a circle. */
    private static final int DEEPEST_CAUSE = 8;

    private Excerpt() {}

    /**
     * The beginning of a text.
     *
     * @param text the text, or what has one as its string form
     * @return at most 200 of its characters, and how many were left out
     */
    public static String of(@Nullable Object text) {
        String whole = String.valueOf(text);
        int end = end(whole);
        StringBuilder shown = new StringBuilder(end);
        int next;
        for (int at = 0; at < end; at = next) {
            next = whole.offsetByCodePoints(at, 1);
            append(shown, whole, at, next);
        }
        if (end < whole.length()) {
            shown.append("... (").append(whole.length() - end).append(" characters more)");
        }
        return shown.toString();
    }

    /** The place to cut, never between the two surrogates of a character. */
    private static int end(String text) {
        if (text.length() <= MOST) {
            return text.length();
        }
        return Character.isSurrogatePair(text.charAt(MOST - 1), text.charAt(MOST)) ? MOST - 1 : MOST;
    }

    private static void append(StringBuilder shown, String text, int from, int to) {
        if (isVisible(text.codePointAt(from))) {
            shown.append(text, from, to);
            return;
        }
        for (int at = from; at < to; at++) {
            char unit = text.charAt(at);
            switch (unit) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> shown.append("\\u").append(HexFormat.of().toHexDigits(unit));
            }
        }
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /**
     * A failure that may be shown with its stack trace.
     *
     * @param failure a failure whose messages, or those of its causes, may have text from outside in them
     * @return the failure itself when all of these are short and on one line; otherwise one that names its type, shows the
     *     first line of its message as an excerpt, and has its stack trace
     */
    public static Exception ofFailure(Exception failure) {
        return isShowable(failure) ? failure : showable(failure, DEEPEST_CAUSE);
    }

    private static boolean isShowable(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            String message = cause.getMessage();
            if (message != null && !message.equals(of(message))) {
                return false;
            }
            cause = cause.getCause();
        }
        return cause == null;
    }

    private static IOException showable(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        String firstLine = failure.toString().lines().findFirst().orElse("");
        IOException shown =
                new IOException(of(firstLine), cause == null || depth == 0 ? null : showable(cause, depth - 1));
        shown.setStackTrace(failure.getStackTrace());
        return shown;
    }
}
