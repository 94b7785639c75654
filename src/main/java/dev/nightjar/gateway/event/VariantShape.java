package dev.nightjar.gateway.event;

import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object that one of its fields tells what it is: a sealed interface.
 *
 * @param field the field that tells, wherever in the object it comes
 * @param variant the record for the text of the field, which is empty where the field is absent
 */
record VariantShape(String field, Function<String, Class<?>> variant) implements Shape {

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        if (!in.parser().isExpectedStartObjectToken()) {
            return in.mismatch();
        }
        return Shapes.of(variant.apply(in.lookAhead(field))).read(in);
    }

    @Override
    public @Nullable Object empty() {
        return Shapes.of(variant.apply("")).empty();
    }
}
