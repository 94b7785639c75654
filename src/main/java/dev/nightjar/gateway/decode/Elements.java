package dev.nightjar.gateway.decode;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack with the elements of the lists that are being read: those of an inner list are above those of the outer one. So a
 * decode needs one array that grows, instead of one for each list. Confined to its decode.
 */
final class Elements {

    private static final Object[] NOTHING = {};

    private @Nullable Object[] stack = NOTHING;
    private int size;

    int size() {
        return size;
    }

    void add(Object element) {
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, Math.max(8, size * 2));
        }
        stack[size++] = element;
    }

    /** Removes the elements from this one on. */
    List<Object> removeFrom(int from) {
        if (from == size) {
            return List.of();
        }
        @Nullable Object[] elements = Arrays.copyOfRange(stack, from, size);
        size = from;
        return List.of(elements);
    }
}
