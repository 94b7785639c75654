package dev.nightjar.recorder;

import java.io.Serial;

/** A place in JSON, which goes from its beginning to its end and checks what it goes over. Confined to one thread. */
final class JsonCursor {

    // A number that needs more is none that anybody sends, and could hide an id.
    private static final int MOST_DIGITS_OF_EXPONENT = 3;

    private byte[] json = {};
    private int at;

    /** The end of a copy whose original is no JSON. */
    static final class BrokenJsonException extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        BrokenJsonException() {
            super("broken JSON", null, false, false);
        }
    }

    /** Goes to the beginning of these bytes. */
    void begin(byte[] newJson) {
        json = newJson;
        at = 0;
    }

    byte[] json() {
        return json;
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at == json.length;
    }

    int peek() {
        if (at >= json.length) {
            throw new BrokenJsonException();
        }
        return json[at];
    }

    void take(char c) {
        if (peek() != c) {
            throw new BrokenJsonException();
        }
        at++;
    }

    void skipBlanks() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            take(word.charAt(i));
        }
    }

    /** Goes over the quotation mark at which a string begins, and returns where the string is. */
    int stringBegin() {
        take('"');
        return at;
    }

    /** Goes over the rest of a string, and returns where its quotation mark is. */
    int stringEnd() {
        byte[] bytes = json;
        for (int i = at; i < bytes.length; i++) {
            int c = bytes[i];
            if (c == '"') {
                at = i + 1;
                return i;
            }
            if (c == '\\') {
                i++;
            } else if (c >= 0 && c < ' ') {
                break;
            }
        }
        throw new BrokenJsonException();
    }

    /** Goes over a number, and returns where it began. */
    int number() {
        int begin = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            if (digits() > MOST_DIGITS_OF_EXPONENT) {
                throw new BrokenJsonException();
            }
        }
        return begin;
    }

    private boolean skip(char c) {
        boolean isThere = at < json.length && json[at] == c;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private int digits() {
        int begin = at;
        while (at < json.length && Shapes.isDigit(json[at])) {
            at++;
        }
        if (at == begin) {
            throw new BrokenJsonException();
        }
        return at - begin;
    }
}
