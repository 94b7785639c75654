package dev.nightjar.gateway.decode;

import dev.nightjar.gateway.model.Unforeseen;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of an {@link Unforeseen} object, with everything that is in it. */
final class UnforeseenShape implements Shape {

    private final RecordConstructor constructor;

    UnforeseenShape(Class<?> type) {
        constructor = new RecordConstructor(type);
    }

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        Object fields = AnyObject.INSTANCE.read(in);
        return fields == null ? null : constructor.make(new Object[] {fields});
    }

    @Override
    public Object empty() {
        return constructor.make(new Object[] {Map.of()});
    }
}
