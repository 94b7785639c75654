package dev.nightjar.gateway.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A scanner that moves over JSON without decoding it, from a position to the one after a value.
 *
 * <p>It tracks nesting and strings, and checks nothing else. It ends without an exception for any bytes. If something is
 * missing the result is {@link #NOWHERE}; a move from there leads to the same, so a chain of moves needs only one check.
 */
public final class JsonScan {

    /*
     * Strings and nesting are read eight bytes at a time, as one number whose lowest byte is the first. The answer to a
     * question about a byte is the highest bit of that byte's place, as in "Hacker's Delight" 6-1. In JSON a string begins or
     * ends every few bytes, and irregularly. A loop that branches there would mispredict each time, which costs more than to
     * answer all questions about eight bytes without a branch.
     */
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOW_BITS = ~HIGH_BITS;

    /** The bits that turn '[' into '{' and ']' into '}', and no other character into one of them. */
    private static final long BRACKETS_ALIKE = 0x20 * EACH;

    /** Stands for no position: what should be there is missing. */
    public static final int NOWHERE = -1;

    private JsonScan() {}

    /**
     * Moves over white space.
     *
     * @param json the JSON in UTF-8
     * @param from where to start, or {@link #NOWHERE}
     * @return where there is none, which may be the end of the JSON
     */
    public static int skipSpace(byte[] json, int from) {
        int at = from;
        while (at >= 0 && at < json.length && isSpace(json[at])) {
            at++;
        }
        return at;
    }

    /**
     * Moves over white space and then this character.
     *
     * @param json the JSON in UTF-8
     * @param from where to start, or {@link #NOWHERE}
     * @param c an ASCII character
     * @return the position behind it, or {@link #NOWHERE}
     */
    public static int take(byte[] json, int from, char c) {
        int at = skipSpace(json, from);
        return at >= 0 && at < json.length && json[at] == c ? at + 1 : NOWHERE;
    }

    /**
     * Moves over white space and then a string.
     *
     * @param json the JSON in UTF-8
     * @param from where to start, or {@link #NOWHERE}
     * @return the position behind its last quote, or {@link #NOWHERE}
     */
    public static int skipString(byte[] json, int from) {
        int at = take(json, from, '"');
        while (at >= 0 && at < json.length) {
            long eight = eight(json, at);
            long stops = places(eight, '"') | places(eight, '\\');
            if (stops == 0) {
                at += Long.BYTES;
            } else {
                at += first(stops);
                if (json[at] == '"') {
                    return at + 1;
                }
                at += 2; // an escaped character does not end the string
            }
        }
        return NOWHERE;
    }

    /**
     * Moves over white space and then a value of any kind.
     *
     * @param json the JSON in UTF-8
     * @param from where to start, or {@link #NOWHERE}
     * @return the position behind it, or {@link #NOWHERE}
     */
    public static int skipValue(byte[] json, int from) {
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

    /**
     * Whether a number, or a true, false or null, cannot go on here.
     *
     * @param json the JSON in UTF-8
     * @param at a position in it, or its end
     * @return true at the end, and before white space, a comma or a closing bracket
     */
    public static boolean endsScalar(byte[] json, int at) {
        return at == json.length || json[at] == ',' || json[at] == '}' || json[at] == ']' || isSpace(json[at]);
    }

    private static int skipScalar(byte[] json, int from) {
        int at = from;
        while (!endsScalar(json, at)) {
            at++;
        }
        return at > from ? at : NOWHERE;
    }

    /** Moves over an object or array. It counts both kinds of brackets together; the decoder finds a mix-up of them. */
    private static int skipNested(byte[] json, int from) {
        int depth = 0;
        long inString = 0; // all bits are set if the byte before was inside a string
        int at = from;
        while (at < json.length) {
            long eight = eight(json, at);
            // A backslash ends the eight early, so that what it escapes can be stepped over. Of the places behind it
            // only those of more backslashes are left, which are no quotes and no brackets; without one all are left.
            long escapes = places(eight, '\\');
            long looked = escapes - 1;
            long strings = inString ^ oddUpTo(places(eight, '"') & looked);
            long alike = eight | BRACKETS_ALIKE;
            long opened = places(alike, '{') & looked & ~strings;
            long closed = places(alike, '}') & looked & ~strings;
            int closings = Long.bitCount(closed);
            if (closings > 0 && closings >= depth) {
                int end = end(depth, opened, closed);
                if (end > 0) {
                    return at + end;
                }
            }
            depth += Long.bitCount(opened) - closings;
            inString = strings >> (Long.SIZE - 1);
            at += escapes == 0 ? Long.BYTES : first(escapes) + (inString == 0 ? 1 : 2);
        }
        return NOWHERE;
    }

    /** How many of these eight bytes belong to a value at this depth, or 0 if it does not end among them. */
    private static int end(int depth, long opened, long closed) {
        int left = depth;
        for (long brackets = opened | closed; brackets != 0; brackets &= brackets - 1) {
            left += (brackets & -brackets & opened) != 0 ? 1 : -1;
            if (left == 0) {
                return first(brackets) + 1;
            }
        }
        return 0;
    }

    /** The eight bytes at this position. After the end there are zeros, which match nothing. */
    static long eight(byte[] json, int at) {
        if (at <= json.length - Long.BYTES) {
            return (long) LONGS.get(json, at);
        }
        long eight = 0;
        for (int i = json.length - 1; i >= at; i--) {
            eight = eight << Byte.SIZE | (json[i] & 0xFF);
        }
        return eight;
    }

    /** The places of this ASCII character. */
    private static long places(long eight, char c) {
        long zeros = eight ^ c * EACH;
        return ~((zeros & LOW_BITS) + LOW_BITS | zeros) & HIGH_BITS;
    }

    /** The first of these places, as a number of bytes. */
    static int first(long places) {
        return Long.numberOfTrailingZeros(places) / Byte.SIZE;
    }

    /** The places up to which, inclusive, there is an odd number of the given places. */
    private static long oddUpTo(long places) {
        long odd = places ^ places << Byte.SIZE;
        odd ^= odd << (2 * Byte.SIZE);
        return odd ^ odd << (4 * Byte.SIZE);
    }

    static boolean isSpace(byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }
}
