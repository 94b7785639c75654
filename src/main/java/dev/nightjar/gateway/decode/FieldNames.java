package dev.nightjar.gateway.decode;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record by their names in JSON. Immutable, safe for any thread.
 *
 * <p>Why this is not a HashMap: each field of each object is looked up, and with a HashMap that took a sixth of a decode. The
 * parser interns the names that it reads, and so does this class, so equal names are usually the same object.
 */
final class FieldNames {

    private final @Nullable String[] names;
    private final int[] slots;

    FieldNames(Map<String, Integer> slotsByName) {
        int places = Integer.highestOneBit(slotsByName.size() + 1) * 4; // half of them empty, or more
        names = new String[places];
        slots = new int[places];
        slotsByName.forEach((name, slot) -> {
            int place = place(name);
            while (names[place] != null) {
                place = place + 1 & places - 1;
            }
            names[place] = name.intern();
            slots[place] = slot;
        });
    }

    /** The slot of a field, or -1. */
    int slot(String name) {
        int place = place(name);
        for (String known = names[place]; known != null; known = names[place]) {
            if (known.equals(name)) {
                return slots[place];
            }
            place = place + 1 & names.length - 1;
        }
        return -1;
    }

    private int place(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 16) & names.length - 1;
    }
}
