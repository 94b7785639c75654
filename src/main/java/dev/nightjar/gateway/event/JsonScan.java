package dev.nightjar.gateway.event;

/**
 * A position in JSON that moves over whole values without decoding them. Confined to the thread that makes it.
 *
 * <p>It tracks nesting and strings and checks no more than that takes. Whatever the bytes are it ends, without an
 * exception: a {@code false} says that what was asked for is not there.
 */
final class JsonScan {

    private final byte[] json;
    private int at;

    JsonScan(byte[] json, int at) {
        this.json = json;
        this.at = at;
    }

    int at() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    /** Moves over white space, and then over this character if it is next. */
    boolean take(char c) {
        skipSpace();
        boolean there = at < json.length && json[at] == c;
        if (there) {
            at++;
        }
        return there;
    }

    /** Moves over a string; its content then ends one before {@link #at()}. */
    boolean skipString() {
        if (!take('"')) {
            return false;
        }
        while (at < json.length) {
            byte b = json[at++];
            if (b == '"') {
                return true;
            }
            if (b == '\\') {
                at++; // whatever is escaped, it does not end the string
            }
        }
        at = json.length; // a backslash at the very end has stepped over it
        return false;
    }

    boolean skipValue() {
        skipSpace();
        if (at == json.length) {
            return false;
        }
        return switch (json[at]) {
            case '"' -> skipString();
            case '{', '[' -> skipNested();
            default -> skipScalar();
        };
    }

    void skipSpace() {
        while (at < json.length && isSpace(json[at])) {
            at++;
        }
    }

    /** Whether a number, or a true, false or null, cannot go on here. */
    boolean endsScalar() {
        return at == json.length || isSpace(json[at]) || json[at] == ',' || json[at] == '}' || json[at] == ']';
    }

    private boolean skipScalar() {
        int start = at;
        while (!endsScalar()) {
            at++;
        }
        return at > start;
    }

    /** Counts brackets of both kinds together: a mix-up is the decoder's to find. */
    private boolean skipNested() {
        int depth = 0;
        while (at < json.length) {
            byte b = json[at];
            if (b == '"') {
                if (!skipString()) {
                    return false;
                }
                continue;
            }
            at++;
            if (b == '{' || b == '[') {
                depth++;
            } else if ((b == '}' || b == ']') && --depth == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
