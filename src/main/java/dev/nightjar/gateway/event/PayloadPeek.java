package dev.nightjar.gateway.event;

/**
 * The envelope of a payload: its op, s and t, found among the raw bytes. Confined to the thread that makes it.
 *
 * <p>It looks at the keys of the top level only, in whatever order they come, and stops as soon as it has all three. Of
 * a key that comes twice it takes the first. Whatever the bytes are it ends, without an exception, with what it has
 * found until then.
 */
final class PayloadPeek {
    /*
     * Why not a JSON parser: this runs for each payload of each shard, wanted or not, and Discord writes t, s and op
     * before d. So the answer is in the first 60 bytes, and a parser's buffers would cost more than the search.
     *
     * Why not a search for "op": once Discord sent d first, and d may have keys with these names of its own. So nesting
     * and strings are tracked.
     */

    private static final int OP = 1;
    private static final int SEQUENCE = 2;
    private static final int NAME = 4;
    private static final int ALL = OP | SEQUENCE | NAME;

    private final byte[] json;
    private final JsonScan scan;

    private int op = -1;
    private long sequence = -1;
    private int nameFrom;
    private int nameTo;

    PayloadPeek(byte[] json) {
        this.json = json;
        this.scan = new JsonScan(json, 0);
        if (scan.take('{')) {
            members();
        }
    }

    /** The opcode, or -1 where there is no whole number from 0 to 2^31 - 1. */
    int op() {
        return op;
    }

    /** The sequence, or -1 where there is no whole number from 0 to 2^63 - 1. */
    long sequence() {
        return sequence;
    }

    /** Where the event name starts, its quote excluded. */
    int nameFrom() {
        return nameFrom;
    }

    /** Where the event name ends; equal to its start where there is none. */
    int nameTo() {
        return nameTo;
    }

    private void members() {
        int found = 0;
        do {
            scan.skipSpace();
            int keyFrom = scan.at() + 1;
            if (!scan.skipString()) {
                return;
            }
            int key = key(keyFrom, scan.at() - 1);
            if (!scan.take(':')) {
                return;
            }
            scan.skipSpace();
            if ((found & key) == 0) {
                read(key);
            }
            found |= key;
        } while (found != ALL && scan.skipValue() && scan.take(','));
    }

    private int key(int from, int to) {
        if (to - from == 1) {
            return json[from] == 't' ? NAME : json[from] == 's' ? SEQUENCE : 0;
        }
        return to - from == 2 && json[from] == 'o' && json[from + 1] == 'p' ? OP : 0;
    }

    /** Reads the value of a key that counts, and stays in front of it. */
    private void read(int key) {
        int start = scan.at();
        switch (key) {
            case OP -> {
                long value = wholeNumber();
                op = value <= Integer.MAX_VALUE ? (int) value : -1;
            }
            case SEQUENCE -> sequence = wholeNumber();
            case NAME -> {
                if (scan.skipString()) {
                    nameFrom = start + 1;
                    nameTo = scan.at() - 1;
                }
            }
            default -> {}
        }
        scan.moveTo(start);
    }

    /** The number here, or -1 for anything else: a sign, a fraction, an exponent, an overflow, a string, null. */
    private long wholeNumber() {
        int start = scan.at();
        int at = start;
        long value = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            int digit = json[at++] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        scan.moveTo(at);
        boolean leadingZero = at > start + 1 && json[start] == '0';
        return at == start || leadingZero || !scan.endsScalar() ? -1 : value;
    }
}
