package dev.nightjar.gateway.decode;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An object that one of its fields tells what it is: a sealed interface. */
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
