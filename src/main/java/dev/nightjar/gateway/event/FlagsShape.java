package dev.nightjar.gateway.event;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A record of bits, known ones and unknown ones: a number, or a string of digits. */
final class FlagsShape implements Shape {

    private final RecordConstructor constructor;
    private final Object none;

    FlagsShape(Class<?> type) {
        constructor = new RecordConstructor(type);
        none = constructor.make(new Object[] {0L});
    }

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        Long bits = Scalars.longValue(in);
        return bits == null ? in.mismatch() : bits == 0 ? none : constructor.make(new Object[] {bits});
    }

    @Override
    public Object absent() {
        return none;
    }
}
