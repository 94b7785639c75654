package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.HexFormat;

/**
 * The text between the quotes of a JSON string in UTF-8: where it ends, and what it is where it is more than ASCII that means itself.
 * Pure.
 *
 * <p>Why the decoding is not left to the JDK: it would make one String of the UTF-8 and then another without the escape sequences, and an escape
 * sequence may be half a surrogate pair, which UTF-8 has no form for.
 */
final class JsonText {

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** The smallest character that is written in so many bytes. A smaller one in them is not UTF-8. */
    private static final int[] SMALLEST = {0, 0, 0x80, 0x800, 0x1_0000};

    private static final int UNICODE_ESCAPE = "\\u00e4".length();

    private JsonText() {}

    /**
     * The places among the eight bytes here where a string ends or does not go on as plain text: those of quotes, backslashes and
     * control characters, and, while there was nothing but ASCII, of other bytes. The first place is right; behind it there may be more
     * that are none. After the end of the JSON there are zeros, which are control characters.
     *
     * @return the highest bit of the byte at each place
     */
    static long stops(byte[] json, int at, boolean isAscii) {
        long eight = JsonScan.eight(json, at);
        long quotes = eight ^ '"' * EACH;
        long backslashes = eight ^ '\\' * EACH;
        long small =
                ((quotes - EACH) & ~quotes) | ((backslashes - EACH) & ~backslashes) | ((eight - ' ' * EACH) & ~eight);
        return (isAscii ? small | eight : small) & HIGH_BITS;
    }

    /**
     * Where an escape sequence ends.
     *
     * @throws IOException if there is no such escape sequence
     */
    static int escapeEnd(byte[] json, int backslash) throws IOException {
        int kind = backslash + 1 < json.length ? json[backslash + 1] : 0;
        if (kind == 'u' && backslash + UNICODE_ESCAPE <= json.length) {
            int end = backslash + UNICODE_ESCAPE;
            int digit = backslash + 2;
            while (digit < end && HexFormat.isHexDigit(json[digit])) {
                digit++;
            }
            if (digit == end) {
                return end;
            }
        } else if (kind > 0 && "\"\\/bfnrt".indexOf(kind) >= 0) {
            return backslash + 2;
        }
        throw JsonCursor.broken("there is no such escape sequence", backslash);
    }

    /**
     * The text in a range of bytes, its escape sequences undone.
     *
     * @param json bytes whose escape sequences are checked
     * @param units room for as many characters as there are bytes
     * @throws IOException if the bytes are not UTF-8
     */
    static String decode(byte[] json, int from, int to, char[] units) throws IOException {
        int length = 0;
        int at = from;
        while (at < to) {
            int first = json[at];
            if (first < 0) {
                int size = size(first);
                int character = character(json, at, to, size);
                if (character < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                    units[length++] = (char) character;
                } else {
                    units[length++] = Character.highSurrogate(character);
                    units[length++] = Character.lowSurrogate(character);
                }
                at += size;
            } else if (first != '\\') {
                units[length++] = (char) first;
                at++;
            } else if (json[at + 1] == 'u') {
                int unit = 0;
                for (int digit = at + 2; digit < at + UNICODE_ESCAPE; digit++) {
                    unit = unit << 4 | HexFormat.fromHexDigit(json[digit]);
                }
                units[length++] = (char) unit;
                at += UNICODE_ESCAPE;
            } else {
                units[length++] = escaped((char) json[at + 1]);
                at += 2;
            }
        }
        return new String(units, 0, length);
    }

    private static int size(int first) {
        return first < (byte) 0xE0 ? 2 : first < (byte) 0xF0 ? 3 : 4;
    }

    private static int character(byte[] json, int at, int to, int size) throws IOException {
        int first = json[at];
        int character = first & (0x7F >> size);
        boolean isSound = at + size <= to && first >= (byte) 0xC2 && first <= (byte) 0xF4;
        for (int i = 1; isSound && i < size; i++) {
            int next = json[at + i];
            character = (character << 6) | (next & 0x3F);
            isSound = next < (byte) 0xC0;
        }
        if (!isSound
                || character < SMALLEST[size]
                || character > Character.MAX_CODE_POINT
                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)) {
            throw JsonCursor.broken("a string is not UTF-8", at);
        }
        return character;
    }

    private static char escaped(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }
}
