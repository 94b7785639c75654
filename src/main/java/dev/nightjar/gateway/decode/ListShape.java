package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an array. An element that is null or has another shape leaves its place to the emptiest value of its type, so that
 * all others stay where they were; only an enum without UNKNOWN has no such value, and is left out. The list is unmodifiable.
 */
record ListShape(Shape element) implements Shape {

    @Override
    public @Nullable List<Object> read(Decoding in) throws IOException {
        return read(in, true);
    }

    /** Reads the array, with or without a place for what does not fit. */
    @Nullable
    List<Object> read(Decoding in, boolean keepsPlaces) throws IOException {
        JsonCursor json = in.json();
        if (json.peek() != '[') {
            in.mismatch();
            return null;
        }
        Elements elements = in.elements();
        int from = elements.size();
        for (boolean more = json.open(']'); more; more = json.next(']')) {
            Object value = json.takeNull() ? element.ofNull() : element.read(in);
            if (value == null && keepsPlaces) {
                value = element.empty();
            }
            if (value != null) {
                elements.add(value);
            }
        }
        return elements.removeFrom(from);
    }

    @Override
    public Object absent() {
        return List.of();
    }
}
