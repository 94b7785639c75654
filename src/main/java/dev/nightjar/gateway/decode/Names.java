package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table of names in UTF-8, in which a name is found without a String of it. Immutable, safe for any thread. */
final class Names {

    /** Stands for a name that is not in the table. */
    static final int UNKNOWN = -1;

    private final byte[] @Nullable [] names;
    private final int[] numbers;

    Names(Map<String, Integer> numbersByName) {
        int places = Integer.highestOneBit(numbersByName.size() + 1) * 4; // half of them empty, or more
        names = new byte[places][];
        numbers = new int[places];
        numbersByName.forEach((name, number) -> {
            byte[] bytes = name.getBytes(UTF_8);
            int place = place(bytes, 0, bytes.length);
            while (names[place] != null) {
                place = after(place);
            }
            names[place] = bytes;
            numbers[place] = number;
        });
    }

    /** The number of the name that is this range of bytes, or {@link #UNKNOWN}. */
    int number(byte[] text, int from, int to) {
        int place = place(text, from, to);
        for (byte[] name = names[place]; name != null; name = names[place]) {
            if (Arrays.equals(name, 0, name.length, text, from, to)) {
                return numbers[place];
            }
            place = after(place);
        }
        return UNKNOWN;
    }

    private int after(int place) {
        return place + 1 & names.length - 1;
    }

    /** The length, the first and the last byte tell most names apart. */
    private int place(byte[] text, int from, int to) {
        if (from == to) {
            return 0;
        }
        int hash = ((to - from) * 31 + text[from]) * 31 + text[to - 1];
        return (hash ^ hash >>> 5) & names.length - 1;
    }
}
