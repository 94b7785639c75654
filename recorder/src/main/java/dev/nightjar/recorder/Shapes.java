package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the bytes of a string or a number in JSON look like: digits, an id, a URL. Pure. */
final class Shapes {

    private static final int MOST_DIGITS = 20;

    // 2^64 without its last digit, which is 6.
    private static final long TENTH_OF_ALL = 1_844_674_407_370_955_161L;

    private static final List<byte[]> SCHEMES = Stream.of("https://", "http://", "wss://", "ws://")
            .map(scheme -> scheme.getBytes(UTF_8))
            .toList();

    private Shapes() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean areDigits(byte[] json, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (!isDigit(json[i])) {
                return false;
            }
        }
        return begin < end;
    }

    /** Whether these are so many digits at most, and nothing else. */
    static boolean areFewDigits(byte[] json, int begin, int end, int most) {
        return end - begin <= most && areDigits(json, begin, end);
    }

    /** How many digits a number has when it is written out, but for the zeros behind the point that an exponent adds. */
    static int digits(byte[] json, int begin, int end) {
        int digits = 0;
        for (int i = begin; i < end; i++) {
            if (json[i] == 'e' || json[i] == 'E') {
                return digits + Math.max(0, exponent(json, i + 1, end));
            }
            digits += isDigit(json[i]) ? 1 : 0;
        }
        return digits;
    }

    private static int exponent(byte[] json, int begin, int end) {
        boolean isSigned = json[begin] == '-' || json[begin] == '+';
        int exponent = (int) unsigned(json, isSigned ? begin + 1 : begin, end);
        return json[begin] == '-' ? -exponent : exponent;
    }

    /** Whether these are digits of a number of 64 bits, without a leading zero. */
    static boolean isUnsigned(byte[] json, int begin, int end) {
        int length = end - begin;
        if (length > MOST_DIGITS || !areDigits(json, begin, end) || (json[begin] == '0' && length > 1)) {
            return false;
        }
        if (length < MOST_DIGITS) {
            return true;
        }
        int order = Long.compareUnsigned(unsigned(json, begin, end - 1), TENTH_OF_ALL);
        return order < 0 || (order == 0 && json[end - 1] <= '5');
    }

    /** The number that {@link #isUnsigned} digits are. */
    static long unsigned(byte[] json, int begin, int end) {
        long number = 0;
        for (int i = begin; i < end; i++) {
            number = number * 10 + (json[i] - '0');
        }
        return number;
    }

    /** Where the scheme of a URL ends; the beginning when this is none. */
    static int schemeEnd(byte[] json, int begin, int end) {
        for (byte[] scheme : SCHEMES) {
            if (end - begin > scheme.length
                    && Arrays.equals(json, begin, begin + scheme.length, scheme, 0, scheme.length)) {
                return begin + scheme.length;
            }
        }
        return begin;
    }
}
