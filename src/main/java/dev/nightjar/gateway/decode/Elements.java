package dev.nightjar.gateway.decode;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack with the elements of the lists that are being read: those of an inner list are above those of the outer one. So a
 * decode needs one array that grows, instead of one for each list. Confined to its decode.
 */
final class Elements {

    private @Nullable Object[] stack = new Object[8];
    private int size;

    int size() {
        return size;
    }

    void add(Object element) {
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, size * 2);
        }
        stack[size++] = element;
    }

    /** Removes the elements from this one on. */
    List<Object> removeFrom(int from) {
        @Nullable Object[] elements = Arrays.copyOfRange(stack, from, size);
        size = from;
        return List.of(elements);
    }
}
