package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;

/**
 * The names of a record's fields, and in which order they came last. Safe for any thread.
 *
 * <p>Fields nearly always come in the order of the object before. So the name that came next then is compared with the bytes that are
 * here, and only if they differ is a name read and looked up. With a look-up of each name, however fast, names were a third of a decode.
 */
final class FieldOrder {

    /** Stands for no field: that of a name that is not known, and the one before the first. */
    static final int NONE = Names.UNKNOWN;

    private static final byte[] NO_NAME = {};

    private final Names names;

    /** Each name by its slot, as it is written: with quotes and a colon. */
    private final byte[][] written;

    // For each slot, and before all for none, the slot that came next the last time. Written and read by any thread:
    // every value is right, as it only says where to look first.
    private final int[] next;

    FieldOrder(Map<String, Integer> slotsByName) {
        names = new Names(slotsByName);
        int slots =
                slotsByName.values().stream().mapToInt(slot -> slot + 1).max().orElse(1);
        next = new int[slots + 1];
        written = new byte[slots][];
        Arrays.fill(written, NO_NAME);
        slotsByName.forEach((name, slot) -> written[slot] = ('"' + name + "\":").getBytes(UTF_8));
    }

    /** The field that is expected after this one. */
    int after(int slot) {
        return next[slot + 1];
    }

    /** The length of a field's name with quotes and colon if that is what is at this place, or else 0. */
    int match(int slot, byte[] json, int at) {
        byte[] name = written[slot];
        int end = at + name.length;
        return end <= json.length && Arrays.equals(name, 0, name.length, json, at, end) ? name.length : 0;
    }

    /** The slot of the name in this range of bytes, which came after a field; or {@link #NONE}. */
    int find(byte[] text, int from, int to, int after) {
        int slot = names.number(text, from, to);
        if (slot != NONE) {
            next[after + 1] = slot;
        }
        return slot;
    }
}
