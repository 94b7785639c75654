package dev.nightjar.gateway.decode;

import org.jspecify.annotations.Nullable;

/** The parser of whole numbers in text, which makes no String. */
final class Digits {

    private static final long TENTH = Long.divideUnsigned(-1, 10);

    /** A number with this many digits is always below 2^63. Only further digits can make it too large. */
    private static final int SAFE_DIGITS = 18;

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
}
