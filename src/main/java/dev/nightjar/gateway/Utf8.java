package dev.nightjar.gateway;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** UTF-8 as RFC 3629 has it: the shortest form only, no surrogates, nothing above U+10FFFF. Safe for any thread. */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final int STRIDE = 4 * Long.BYTES;

    private Utf8() {}

    /** Whether all of these bytes are UTF-8. Allocates nothing; ASCII goes by many bytes at a time. */
    static boolean isValid(byte[] bytes) {
        int i = afterAscii(bytes, 0);
        while (i < bytes.length) {
            do {
                int length = characterLength(bytes, i);
                if (length == 0) {
                    return false;
                }
                i += length;
            } while (i < bytes.length && bytes[i] < 0);
            i = afterAscii(bytes, i);
        }
        return true;
    }

    private static int afterAscii(byte[] bytes, int from) {
        int i = from;
        while (i <= bytes.length - STRIDE && isAscii(bytes, i)) {
            i += STRIDE;
        }
        while (i <= bytes.length - Long.BYTES) {
            long high = eight(bytes, i) & HIGH_BITS;
            if (high != 0) {
                return i + Long.numberOfTrailingZeros(high) / Byte.SIZE;
            }
            i += Long.BYTES;
        }
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Whether the next {@link #STRIDE} bytes are. */
    private static boolean isAscii(byte[] bytes, int i) {
        long any = eight(bytes, i)
                | eight(bytes, i + Long.BYTES)
                | eight(bytes, i + 2 * Long.BYTES)
                | eight(bytes, i + 3 * Long.BYTES);
        return (any & HIGH_BITS) == 0;
    }

    /** The eight bytes here, the first of them lowest. */
    private static long eight(byte[] bytes, int i) {
        return (long) LONGS.get(bytes, i);
    }

    /** How many bytes the character of two or more bytes has that begins here; 0 when it is none. */
    private static int characterLength(byte[] bytes, int i) {
        int first = bytes[i] & 0xFF;
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || length > bytes.length - i || !isSecond(first, bytes[i + 1] & 0xFF)) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    // RFC 3629 4: where the first byte alone does not rule out a longer form, a surrogate or too
    // large a number, the second does.
    private static boolean isSecond(int first, int second) {
        return switch (first) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF;
            case 0xED -> second >= 0x80 && second <= 0x9F;
            case 0xF0 -> second >= 0x90 && second <= 0xBF;
            case 0xF4 -> second >= 0x80 && second <= 0x8F;
            default -> second >= 0x80 && second <= 0xBF;
        };
    }
}
