package dev.nightjar.gateway;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** UTF-8 as RFC 3629 has it: the shortest form only, no surrogates, nothing above U+10FFFF. Safe for any thread. */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** Whether all of these bytes are UTF-8. Allocates nothing; ASCII goes by eight bytes at a time. */
    static boolean isValid(byte[] bytes) {
        int i = afterAscii(bytes, 0);
        while (i < bytes.length) {
            int length = characterLength(bytes, i);
            if (length == 0) {
                return false;
            }
            i = afterAscii(bytes, i + length);
        }
        return true;
    }

    private static int afterAscii(byte[] bytes, int from) {
        int i = from;
        while (i <= bytes.length - Long.BYTES && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        return i;
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
