package dev.nightjar.gateway.event;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that one of its fields tells what it is: a sealed interface.
 *
 * @param field the field that tells, wherever in the object it comes
 * @param variants the record for each text of the field
 * @param otherwise the record for any other text, and where the field is absent
 */
record VariantShape(String field, Map<String, Class<?>> variants, Class<?> otherwise) implements Shape {

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        if (!in.parser().isExpectedStartObjectToken()) {
            return in.mismatch();
        }
        Class<?> variant = variants.getOrDefault(in.lookAhead(field), otherwise);
        return Shapes.of(variant).read(in);
    }

    @Override
    public @Nullable Object empty() {
        return Shapes.of(otherwise).empty();
    }
}
