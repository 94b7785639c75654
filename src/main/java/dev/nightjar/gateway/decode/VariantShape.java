package dev.nightjar.gateway.decode;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The shape of a sealed interface: an object with a field that says which of the records it is. */
record VariantShape(Variants variants, Shapes shapes) implements Shape {

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        if (in.json().peek() != '{') {
            return in.mismatch();
        }
        return shapes.of(variants.variant().apply(whole(in.lookAhead(variants.field()))))
                .read(in);
    }

    @Override
    public @Nullable Object empty() {
        return shapes.of(variants.variant().apply("")).empty();
    }

    /** The text of a whole number without the fraction that some write behind it. */
    private static String whole(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
