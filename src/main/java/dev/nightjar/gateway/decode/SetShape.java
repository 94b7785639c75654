package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shape of an array that is read as a set. What does not fit is left out, as a set has no places. */
record SetShape(ListShape elements) implements Shape {

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        List<?> list = elements.read(in, false);
        return list == null ? null : Set.copyOf(list);
    }

    @Override
    public Object absent() {
        return Set.of();
    }
}
