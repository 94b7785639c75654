package dev.nightjar.gateway.inflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The check for UTF-8 as RFC 3629 defines it: only the shortest form, no surrogates, nothing above U+10FFFF. Safe for any
 * thread.
 */
final class Utf8 {
    /*
     * ASCII is checked 32 bytes at a time. If one of these is not ASCII, an automaton reads all 32, one after the other and
     * without a branch. Texts change between scripts so often and so irregularly that mispredicted branches would cost more
     * than the steps of the automaton.
     *
     * A state is a number of bits, and a byte is a row of six bits for each state: shifted by the state, its lowest six bits
     * are the next state. Shifts take no more than the six lowest bits of their distance, so nothing is masked between.
     */
    private static final int STATE_BITS = 6;

    private static final int BROKEN = 0; // the automaton stays in this state
    private static final int BETWEEN = STATE_BITS; // a character has ended here
    private static final int LAST = 2 * STATE_BITS; // one more byte belongs to the character
    private static final int LAST_TWO = 3 * STATE_BITS;
    private static final int LAST_THREE = 4 * STATE_BITS;

    // RFC 3629 4: where the first byte alone does not rule out a longer form, a surrogate or too
    // large a number, the second does.
    private static final int AFTER_E0 = 5 * STATE_BITS;
    private static final int AFTER_ED = 6 * STATE_BITS;
    private static final int AFTER_F0 = 7 * STATE_BITS;
    private static final int AFTER_F4 = 8 * STATE_BITS;

    private static final long[] ROWS = rows();

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int STRIDE = 4 * Long.BYTES;

    private Utf8() {}

    /** Whether all of these bytes are UTF-8. Allocates nothing. */
    static boolean isValid(byte[] bytes) {
        int lastStride = bytes.length - STRIDE;
        int state = BETWEEN;
        int at = 0;
        while (at <= lastStride) {
            if (state != BETWEEN || !isAscii(bytes, at)) {
                state = walk(bytes, at, at + STRIDE, state);
            }
            at += STRIDE;
        }
        // The rest is shorter than a stride, so the last stride begins among bytes that were already checked.
        if (state == BETWEEN && lastStride >= 0 && isAscii(bytes, lastStride)) {
            return true;
        }
        return walk(bytes, at, bytes.length, state) == BETWEEN;
    }

    /** Whether the {@link #STRIDE} bytes here are all ASCII. */
    private static boolean isAscii(byte[] bytes, int i) {
        long any = eight(bytes, i)
                | eight(bytes, i + Long.BYTES)
                | eight(bytes, i + 2 * Long.BYTES)
                | eight(bytes, i + 3 * Long.BYTES);
        return (any & HIGH_BITS) == 0;
    }

    private static long eight(byte[] bytes, int i) {
        return (long) LONGS.get(bytes, i);
    }

    private static int walk(byte[] bytes, int from, int to, int state) {
        long now = state;
        for (int i = from; i < to; i++) {
            now = ROWS[bytes[i] & 0xFF] >>> now;
        }
        return (int) now & ((1 << STATE_BITS) - 1);
    }

    private static long[] rows() {
        long[] rows = new long[1 << Byte.SIZE];
        for (int value = 0; value < rows.length; value++) {
            for (int state = BROKEN; state <= AFTER_F4; state += STATE_BITS) {
                rows[value] |= (long) next(state, value) << state;
            }
        }
        return rows;
    }

    private static int next(int state, int value) {
        return switch (state) {
            case BETWEEN -> first(value);
            case LAST -> isWithin(value, 0x80, 0xBF) ? BETWEEN : BROKEN;
            case LAST_TWO -> isWithin(value, 0x80, 0xBF) ? LAST : BROKEN;
            case LAST_THREE -> isWithin(value, 0x80, 0xBF) ? LAST_TWO : BROKEN;
            case AFTER_E0 -> isWithin(value, 0xA0, 0xBF) ? LAST : BROKEN;
            case AFTER_ED -> isWithin(value, 0x80, 0x9F) ? LAST : BROKEN;
            case AFTER_F0 -> isWithin(value, 0x90, 0xBF) ? LAST_TWO : BROKEN;
            case AFTER_F4 -> isWithin(value, 0x80, 0x8F) ? LAST_TWO : BROKEN;
            default -> BROKEN;
        };
    }

    private static int first(int value) {
        return switch (value) {
            case 0xE0 -> AFTER_E0;
            case 0xED -> AFTER_ED;
            case 0xF0 -> AFTER_F0;
            case 0xF4 -> AFTER_F4;
            default -> {
                if (value < 0x80) {
                    yield BETWEEN;
                }
                if (value < 0xC2 || value > 0xF4) {
                    yield BROKEN;
                }
                yield value < 0xE0 ? LAST : value < 0xF0 ? LAST_TWO : LAST_THREE;
            }
        };
    }

    private static boolean isWithin(int value, int least, int most) {
        return value >= least && value <= most;
    }
}
