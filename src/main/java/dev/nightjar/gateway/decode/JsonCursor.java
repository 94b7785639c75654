package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/**
 * A position that moves over JSON in UTF-8 and reads it in place. All that it moves over is checked, also what is skipped. Confined to
 * one decode.
 *
 * <p>It stands at the first byte of a value, and after a read or a skip behind the last one. The string or number that was taken last
 * is a range of bytes, and becomes a String only where one is asked for.
 */
final class JsonCursor {

    /**
     * The deepest nesting that is read. Discord's payloads have a dozen levels. The decoder recurses on the user's stack, so the nesting
     * needs a limit.
     */
    private static final int MAX_NESTING = 200;

    /** The most digits of a number, because the time to read one grows faster than its length. */
    private static final int MAX_DIGITS = 1_000;

    private static final long NULL = literal("null");
    private static final long TRUE = literal("true");
    private static final long FALSE = literal("false");

    private final byte[] json;
    private int at;
    private int depth;
    private int valueStart;

    // The text that was taken last.
    private byte[] text; // the JSON, or an array of its own for a text without its escape sequences
    private int from;
    private int to;
    private boolean isQuoted;
    private boolean isPlain; // ASCII that means itself
    private boolean isEscaped;
    private boolean isUnescaped;
    private char[] units = {};

    /** A cursor at the first value after some position. */
    JsonCursor(byte[] json, int at) {
        this.json = json;
        this.text = json;
        this.at = at;
        skipSpace();
    }

    private static long literal(String ascii) {
        return JsonScan.eight(ascii.getBytes(ISO_8859_1), 0);
    }

    /** Whether there is nothing more but white space. */
    boolean isAtEnd() {
        skipSpace();
        return at == json.length;
    }

    /** The byte that the value begins with, which tells its kind; 0 at the end. */
    int peek() {
        return at < json.length ? json[at] : 0;
    }

    /** Moves over a null, if that is the value. Where the value starts is kept. */
    boolean takeNull() throws IOException {
        valueStart = at;
        if (peek() != 'n') {
            return false;
        }
        skipLiteral(NULL, 4);
        return true;
    }

    /** Where the value starts that {@link #takeNull} has looked at last. */
    int valueStart() {
        return valueStart;
    }

    /** Moves back to where that value starts. */
    void backToValue() {
        at = valueStart;
    }

    /**
     * Moves into the object or array at whose start the cursor is.
     *
     * @param closing the bracket at its end
     * @return whether anything is in it; if not, the cursor is behind it
     */
    boolean open(char closing) throws IOException {
        depth++;
        if (depth > MAX_NESTING) {
            throw broken("it is nested deeper than " + MAX_NESTING + " levels", at);
        }
        at++;
        skipSpace();
        return peek() != closing || close();
    }

    /**
     * Moves over the comma behind an element, or over the end of the object or array.
     *
     * @param closing the bracket at its end
     * @return whether another element follows; if not, the cursor is behind the bracket
     */
    boolean next(char closing) throws IOException {
        skipSpace();
        int next = peek();
        if (next == ',') {
            at++;
            skipSpace();
            return true;
        }
        if (next != closing) {
            throw broken("a comma or " + closing + " is missing", at);
        }
        return close();
    }

    private boolean close() {
        at++;
        depth--;
        return false;
    }

    /**
     * Moves over the name of a field to its value.
     *
     * @param order the fields that are known
     * @param previous the known field before this one, or {@link FieldOrder#NONE}
     * @return the field's slot, or {@link FieldOrder#NONE}
     */
    int field(FieldOrder order, int previous) throws IOException {
        int expected = order.after(previous);
        int length = order.match(expected, json, at);
        if (length == 0) {
            return otherField(order, previous);
        }
        at += length;
        skipSpace();
        return expected;
    }

    private int otherField(FieldOrder order, int previous) throws IOException {
        readName();
        int slot = order.find(text(), from, to, previous);
        skipColon();
        return slot;
    }

    /** Moves over the name of a field to its value, and returns the name. */
    String name() throws IOException {
        readName();
        String name = string();
        skipColon();
        return name;
    }

    /** The same with the String of an equal name that was read before, if it is kept. */
    String name(KeptNames names) throws IOException {
        readName();
        String name = isPlain ? names.name(json, from, to) : string();
        skipColon();
        return name;
    }

    private void readName() throws IOException {
        if (peek() != '"') {
            throw broken("the name of a field is missing", at);
        }
        readString();
        checkUtf8();
    }

    private void skipColon() throws IOException {
        skipSpace();
        if (peek() != ':') {
            throw broken("a colon is missing", at);
        }
        at++;
        skipSpace();
    }

    /**
     * Moves over a string that has the form of an id: 16 to 19 digits.
     *
     * @return the number; where there is no such string, or the number is 2^63 or more, -1, and the cursor does not move
     */
    long takeId() {
        int digits = at + 1;
        int last = digits + 2 * Long.BYTES;
        if (last + 3 >= json.length || json[at] != '"') {
            return -1;
        }
        long high = JsonScan.eight(json, digits);
        long low = JsonScan.eight(json, digits + Long.BYTES);
        if (!Digits.areDigits(high) || !Digits.areDigits(low)) {
            return -1;
        }
        long id = Digits.ofEight(high) * Digits.EIGHT_PLACES + Digits.ofEight(low);
        for (int end = last + 3; last < end && json[last] != '"'; last++) {
            int digit = json[last] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            id = id * 10 + digit;
        }
        if (id < 0 || json[last] != '"') {
            return -1;
        }
        at = last + 1;
        return id;
    }

    /** Moves over a string or number and keeps its text, if the value is one of these. */
    boolean takeText() throws IOException {
        int first = peek();
        if (first == '"') {
            readString();
            return true;
        }
        if (first == '-' || (first >= '0' && first <= '9')) {
            readNumber();
            return true;
        }
        return false;
    }

    private void readString() throws IOException {
        boolean isAscii = true;
        boolean escaped = false;
        int place = at + 1;
        from = place;
        while (true) {
            long stops = JsonText.stops(json, place, isAscii);
            if (stops == 0) {
                place += Long.BYTES;
                continue;
            }
            place += JsonScan.first(stops);
            int stop = place < json.length ? json[place] : 0;
            if (stop == '"') {
                break;
            } else if (stop == '\\') {
                escaped = true;
                place = JsonText.escapeEnd(json, place);
            } else if (stop < 0) {
                isAscii = false;
            } else {
                throw broken("a string has no end, or a control character in it", place);
            }
        }
        to = place;
        at = place + 1;
        text = json;
        isQuoted = true;
        isPlain = isAscii && !escaped;
        isEscaped = escaped;
        isUnescaped = false;
    }

    // RFC 8259 6
    private void readNumber() throws IOException {
        from = at;
        if (peek() == '-') {
            at++;
        }
        int digits = 1;
        if (peek() == '0') {
            at++;
        } else {
            digits = skipDigits();
        }
        if (peek() == '.') {
            at++;
            digits += skipDigits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '-' || peek() == '+') {
                at++;
            }
            digits += skipDigits();
        }
        if (digits > MAX_DIGITS) {
            throw broken("a number has more than " + MAX_DIGITS + " digits", from);
        }
        to = at;
        text = json;
        isQuoted = false;
        isPlain = true;
        isEscaped = false;
    }

    private int skipDigits() throws IOException {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw broken("a value is missing or broken", at);
        }
        return at - start;
    }

    /** Whether the text that was taken last is a string, and no number. */
    boolean isQuoted() {
        return isQuoted;
    }

    /** The text that was taken last. */
    String string() throws IOException {
        if (isPlain) {
            return new String(json, from, to - from, ISO_8859_1);
        }
        if (isUnescaped) {
            return new String(text, UTF_8);
        }
        if (units.length < to - from) {
            units = new char[to - from];
        }
        return JsonText.decode(json, from, to, units);
    }

    /** The text that was taken last, in UTF-8: these bytes from {@link #from} to {@link #to}. */
    byte[] text() throws IOException {
        if (isEscaped) {
            text = string().getBytes(UTF_8);
            from = 0;
            to = text.length;
            isEscaped = false;
            isUnescaped = true;
        }
        return text;
    }

    /** Where the text that was taken last starts, in what {@link #text} has returned. */
    int from() {
        return from;
    }

    /** Where it ends. */
    int to() {
        return to;
    }

    private void checkUtf8() throws IOException {
        if (!isPlain) {
            string();
        }
    }

    /** Moves over the value. */
    void skip() throws IOException {
        switch (peek()) {
            case '"' -> {
                readString();
                checkUtf8();
            }
            case '{' -> {
                for (boolean more = open('}'); more; more = next('}')) {
                    readName();
                    skipColon();
                    skip();
                }
            }
            case '[' -> {
                for (boolean more = open(']'); more; more = next(']')) {
                    skip();
                }
            }
            case 't' -> skipLiteral(TRUE, 4);
            case 'f' -> skipLiteral(FALSE, 5);
            case 'n' -> skipLiteral(NULL, 4);
            default -> readNumber();
        }
    }

    private void skipLiteral(long literal, int length) throws IOException {
        long there = JsonScan.eight(json, at) & ((1L << (length * Byte.SIZE)) - 1);
        if (there != literal) {
            throw broken("a value is missing or broken", at);
        }
        at += length;
    }

    private void skipSpace() {
        while (at < json.length && json[at] <= ' ' && JsonScan.isSpace(json[at])) {
            at++;
        }
    }

    /** What is thrown where the bytes are not JSON. It quotes nothing, because a payload may be private. */
    static IOException broken(String fault, int at) {
        return new IOException("broken JSON: " + fault + ", at byte " + at);
    }
}
