package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shape of a value that may be absent. */
record OptionalShape(Shape value) implements Shape {

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        Object present = value.read(in);
        return present == null ? null : Optional.of(present);
    }

    @Override
    public Object absent() {
        return Optional.empty();
    }
}
