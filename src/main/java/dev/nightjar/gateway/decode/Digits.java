package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** The parser of numbers in text, which is a range of bytes. Of whole numbers it makes no String. */
final class Digits {

    /** The value of a digit eight places before the last. */
    static final long EIGHT_PLACES = 100_000_000;

    private static final long TENTH = Long.divideUnsigned(-1, 10);

    /** A number with this many digits is always below 2^63. Only further digits can make it too large. */
    private static final int SAFE_DIGITS = 18;

    /** The longest text that is read as a fraction: the limit of numbers that are not in quotes. */
    private static final int LONGEST_FRACTION = 1_000;

    private static final long ZEROS = 0x3030_3030_3030_3030L;

    /** What is added to the digits of eight bytes: it carries from '0' up to '9' just not into the highest bit of each. */
    private static final long TO_HIGH_BITS = 0x4646_4646_4646_4646L;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long PAIRS = 0x0000_00FF_0000_00FFL;

    private Digits() {}

    /**
     * The number that a text is: digits, perhaps after a minus sign.
     *
     * @return the 64 bits of a number from -(2^63 - 1) to 2^64 - 1, or null where the text is none
     */
    static @Nullable Long parse(byte[] text, int from, int to) {
        boolean negative = from < to && text[from] == '-';
        int at = negative ? from + 1 : from;
        if (at == to) {
            return null;
        }
        int safeEnd = at + SAFE_DIGITS;
        long value = 0;
        for (int end = Math.min(to, safeEnd); at <= end - Long.BYTES; at += Long.BYTES) {
            long eight = JsonScan.eight(text, at);
            if (!areDigits(eight)) {
                return null;
            }
            value = value * EIGHT_PLACES + ofEight(eight);
        }
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9 || (at >= safeEnd && isTooMuch(value, digit))) {
                return null;
            }
            value = value * 10 + digit;
        }
        if (negative) {
            return value < 0 ? null : Long.valueOf(-value);
        }
        return value;
    }

    /** The same for a whole text. */
    static @Nullable Long parse(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** Whether eight bytes are digits: none is less than '0', and none more than '9'. */
    static boolean areDigits(long eight) {
        return (((eight + TO_HIGH_BITS) | (eight - ZEROS)) & HIGH_BITS) == 0;
    }

    /**
     * The number that eight digits are, the first of them in the lowest byte. All four pairs are made in one step; then one
     * multiplication adds the first and third pair, and another one the second and fourth.
     */
    static long ofEight(long eight) {
        long digits = eight - ZEROS;
        long pairs = digits * 10 + (digits >>> Byte.SIZE);
        long firstAndThird = (pairs & PAIRS) * (100 + (1_000_000L << Integer.SIZE));
        long secondAndFourth = ((pairs >>> Short.SIZE) & PAIRS) * (1 + (10_000L << Integer.SIZE));
        return (firstAndThird + secondAndFourth) >>> Integer.SIZE;
    }

    private static boolean isTooMuch(long value, int digit) {
        return Long.compareUnsigned(value, TENTH) > 0 || Long.compareUnsigned(value * 10 + digit, digit) < 0;
    }

    /**
     * The number that a text is: digits, perhaps with a sign, a point and an exponent. What Java reads beyond that ("NaN", "0x1p3",
     * "1f", spaces) is none.
     *
     * @return the number, which may be infinite; NaN where the text is none
     */
    static double parseFraction(byte[] text, int from, int to) {
        if (from == to || to - from > LONGEST_FRACTION) {
            return Double.NaN;
        }
        for (int at = from; at < to; at++) {
            if ("0123456789.-+eE".indexOf(text[at]) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(new String(text, from, to - from, ISO_8859_1));
        } catch (NumberFormatException e) {
            return Double.NaN; // "1-1" is another shape
        }
    }
}
