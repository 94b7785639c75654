package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The Strings of names that were read before, for the maps that are made of objects whose fields are not known. A name takes the place
 * of another one that falls to the same place, so ids that are names, of which there is no end, take no more room. Safe for any thread.
 */
final class KeptNames {

    private static final class Kept {
        final byte[] ascii;
        final String name;

        Kept(byte[] ascii) {
            this.ascii = ascii;
            this.name = new String(ascii, ISO_8859_1);
        }
    }

    private static final int BITS = 9;
    private static final int LONGEST = 32;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L; // 2^64 by the golden ratio: multiplicative hashing

    // Written and read by any thread: whatever is in a place is compared before it is used.
    private final @Nullable Kept[] kept = new Kept[1 << BITS];

    /** The name that is this range of ASCII. */
    String name(byte[] text, int from, int to) {
        if (to - from > LONGEST) {
            return new String(text, from, to - from, ISO_8859_1);
        }
        int place = place(text, from, to);
        Kept found = kept[place];
        if (found == null || !Arrays.equals(found.ascii, 0, found.ascii.length, text, from, to)) {
            found = new Kept(Arrays.copyOfRange(text, from, to));
            kept[place] = found;
        }
        return found.name;
    }

    private static int place(byte[] text, int from, int to) {
        int length = to - from;
        long head = JsonScan.eight(text, from);
        long tail = 0;
        if (length < Long.BYTES) {
            head &= (1L << (length * Byte.SIZE)) - 1;
        } else {
            tail = JsonScan.eight(text, to - Long.BYTES);
        }
        return (int) (((head + 31 * tail + length) * SPREAD) >>> (Long.SIZE - BITS));
    }
}
