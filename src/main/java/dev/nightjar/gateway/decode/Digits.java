package dev.nightjar.gateway.decode;

import org.jspecify.annotations.Nullable;

/** The parser of numbers in text. Of whole numbers it makes no String. */
final class Digits {

    private static final long TENTH = Long.divideUnsigned(-1, 10);

    /** A number with this many digits is always below 2^63. Only further digits can make it too large. */
    private static final int SAFE_DIGITS = 18;

    /** The longest text that is read as a fraction: the JSON library's own limit for numbers. */
    private static final int LONGEST_FRACTION = 1_000;

    private Digits() {}

    /**
     * The number that a text is: digits, perhaps after a minus sign.
     *
     * @return the 64 bits of a number from -(2^63 - 1) to 2^64 - 1, or null where the text is none
     */
    static @Nullable Long parse(char[] text, int from, int length) {
        boolean negative = length > 0 && text[from] == '-';
        int at = negative ? from + 1 : from;
        int end = from + length;
        if (at == end) {
            return null;
        }
        int safeEnd = at + SAFE_DIGITS;
        long value = 0;
        for (; at < end; at++) {
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

    private static boolean isTooMuch(long value, int digit) {
        return Long.compareUnsigned(value, TENTH) > 0 || Long.compareUnsigned(value * 10 + digit, digit) < 0;
    }

    /**
     * The number that a text is: digits, perhaps with a sign, a point and an exponent. What Java reads beyond that ("NaN", "0x1p3",
     * "1f", spaces) is none.
     *
     * @return the number, which may be infinite; NaN where the text is none
     */
    static double parseFraction(char[] text, int from, int length) {
        if (length == 0 || length > LONGEST_FRACTION) {
            return Double.NaN;
        }
        for (int at = from; at < from + length; at++) {
            if ("0123456789.-+eE".indexOf(text[at]) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(new String(text, from, length));
        } catch (NumberFormatException e) {
            return Double.NaN; // "1-1" is another shape
        }
    }
}
