package dev.nightjar.gateway.event;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An array of which nothing comes twice. */
record SetShape(Shape element) implements Shape {

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        var values = new HashSet<>();
        return ListShape.fill(values, element, in) ? Set.copyOf(values) : null;
    }

    @Override
    public Object absent() {
        return Set.of();
    }
}
