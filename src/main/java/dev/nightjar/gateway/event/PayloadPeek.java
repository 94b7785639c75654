package dev.nightjar.gateway.event;

import dev.nightjar.gateway.decode.JsonScan;

/**
 * The envelope of a payload: its op, s and t, found among the raw bytes. Immutable, safe for any thread. Payload extends this
 * class instead of having a field of it, so that no second object is allocated.
 *
 * <p>It looks at the keys of the top level only, in whatever order they come, and stops as soon as it has all three. If a key
 * comes twice it takes the first. It ends without an exception for any bytes, with what it has found until then.
 */
sealed class PayloadPeek permits Payload {
    /*
     * Why this is not a JSON parser: it runs for each payload of each shard, even for unwanted ones, and Discord writes t, s
     * and op before d. So the answer is in the first 60 bytes, and a parser's buffers would cost more than the search.
     *
     * Why it does not just search for "op": Discord has sent d first in the past, and d may have keys with the same names. So
     * nesting and strings are tracked.
     */

    private static final int OP = 1;
    private static final int SEQUENCE = 2;
    private static final int NAME = 4;
    private static final int ALL = OP | SEQUENCE | NAME;

    // The largest number, split into its last digit and the digits before it.
    private static final long TENTH = Long.MAX_VALUE / 10;
    private static final int LAST_DIGIT = (int) (Long.MAX_VALUE % 10);

    private final int op;
    private final long sequence;
    private final int nameFrom;
    private final int nameTo;

    // Results go to local variables first: no field is written before the end.
    PayloadPeek(byte[] json) {
        int opFound = -1;
        long sequenceFound = -1;
        int name = 0;
        int nameEnd = 0;
        int found = 0;
        int at = JsonScan.take(json, 0, '{');
        while (at >= 0) {
            int keyFrom = JsonScan.skipSpace(json, at) + 1;
            int keyEnd = JsonScan.skipString(json, at);
            int value = JsonScan.skipSpace(json, JsonScan.take(json, keyEnd, ':'));
            int end = JsonScan.skipValue(json, value);
            int key = value < 0 ? 0 : key(json, keyFrom, keyEnd - 1) & ~found;
            if (key == OP) {
                opFound = opcode(wholeNumber(json, value));
            } else if (key == SEQUENCE) {
                sequenceFound = wholeNumber(json, value);
            } else if (key == NAME && end > 0 && json[value] == '"') {
                name = value + 1;
                nameEnd = end - 1;
            }
            found |= key;
            at = found == ALL ? JsonScan.NOWHERE : JsonScan.take(json, end, ',');
        }
        this.op = opFound;
        this.sequence = sequenceFound;
        this.nameFrom = name;
        this.nameTo = nameEnd;
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

    private static int key(byte[] json, int from, int to) {
        if (to - from == 1) {
            return json[from] == 't' ? NAME : json[from] == 's' ? SEQUENCE : 0;
        }
        return to - from == 2 && json[from] == 'o' && json[from + 1] == 'p' ? OP : 0;
    }

    private static int opcode(long number) {
        return number <= Integer.MAX_VALUE ? (int) number : -1;
    }

    /** The number at this position, or -1 for anything else: a sign, a fraction, an exponent, an overflow, a string, null. */
    private static long wholeNumber(byte[] json, int from) {
        int at = from;
        long value = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            int digit = json[at++] - '0';
            if (value >= TENTH && (value > TENTH || digit > LAST_DIGIT)) {
                return -1;
            }
            value = value * 10 + digit;
        }
        boolean leadingZero = at > from + 1 && json[from] == '0';
        return at == from || leadingZero || !JsonScan.endsScalar(json, at) ? -1 : value;
    }
}
