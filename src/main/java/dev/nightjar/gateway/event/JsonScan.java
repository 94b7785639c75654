package dev.nightjar.gateway.event;

/**
 * Moves over JSON without decoding it: from a position to the one behind a value.
 *
 * <p>It tracks nesting and strings and checks no more than that takes. Whatever the bytes are it ends, without an
 * exception: where something is not there the answer is {@link #NOWHERE}, and from nowhere one gets nowhere, so that a
 * chain of moves needs one check.
 */
final class JsonScan {

    /** No position: what was to be moved over is not there. */
    static final int NOWHERE = -1;

    private JsonScan() {}

    /** Moves over white space. */
    static int skipSpace(byte[] json, int from) {
        int at = from;
        while (at >= 0 && at < json.length && isSpace(json[at])) {
            at++;
        }
        return at;
    }

    /** Moves over white space and then this character. */
    static int take(byte[] json, int from, char c) {
        int at = skipSpace(json, from);
        return at >= 0 && at < json.length && json[at] == c ? at + 1 : NOWHERE;
    }

    /** Moves over white space and then a string. Its content ends one before the answer. */
    static int skipString(byte[] json, int from) {
        int at = take(json, from, '"');
        while (at >= 0 && at < json.length) {
            byte b = json[at++];
            if (b == '"') {
                return at;
            }
            if (b == '\\') {
                at++; // whatever is escaped, it does not end the string
            }
        }
        return NOWHERE;
    }

    /** Moves over white space and then a value of any kind. */
    static int skipValue(byte[] json, int from) {
        int at = skipSpace(json, from);
        if (at < 0 || at == json.length) {
            return NOWHERE;
        }
        return switch (json[at]) {
            case '"' -> skipString(json, at);
            case '{', '[' -> skipNested(json, at);
            default -> skipScalar(json, at);
        };
    }

    /** Whether a number, or a true, false or null, cannot go on here. */
    static boolean endsScalar(byte[] json, int at) {
        return at == json.length || isSpace(json[at]) || json[at] == ',' || json[at] == '}' || json[at] == ']';
    }

    private static int skipScalar(byte[] json, int from) {
        int at = from;
        while (!endsScalar(json, at)) {
            at++;
        }
        return at > from ? at : NOWHERE;
    }

    /** Counts brackets of both kinds together: a mix-up is the decoder's to find. */
    private static int skipNested(byte[] json, int from) {
        int depth = 0;
        int at = from;
        while (at >= 0 && at < json.length) {
            switch (json[at]) {
                case '"' -> at = skipString(json, at);
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> at++;
            }
        }
        return NOWHERE;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
