package dev.nightjar.gateway.decode;

import dev.nightjar.gateway.model.Field;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The shape of a value for which absent and null mean different things. */
record FieldShape(Shape value) implements Shape {

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        Object present = value.read(in);
        return present == null ? null : Field.of(present);
    }

    @Override
    public Object ofNull() {
        return Field.of(null);
    }

    @Override
    public Object absent() {
        return Field.absent();
    }
}
