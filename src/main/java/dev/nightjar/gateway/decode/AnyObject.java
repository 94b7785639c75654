package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object whose fields are not known: a map with everything that is in it, nulls too. */
enum AnyObject implements Shape {
    INSTANCE;

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        return in.parser().isExpectedStartObjectToken() ? Json.anything(in.parser()) : in.mismatch();
    }

    @Override
    public Object absent() {
        return Map.of();
    }
}
