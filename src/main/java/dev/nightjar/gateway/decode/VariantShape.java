package dev.nightjar.gateway.decode;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The shape of a sealed interface: an object with a field that says which of the records it is. */
record VariantShape(Variants variants, Shapes shapes) implements Shape {

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        if (!in.parser().isExpectedStartObjectToken()) {
            return in.mismatch();
        }
        return shapes.of(variants.variant().apply(in.lookAhead(variants.field())))
                .read(in);
    }

    @Override
    public @Nullable Object empty() {
        return shapes.of(variants.variant().apply("")).empty();
    }
}
