package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of an object whose fields are not known: a map of all its fields, with those that are null. */
enum AnyObject implements Shape {
    INSTANCE;

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        return in.json().peek() == '{' ? Anything.read(in.json(), in.names()) : in.mismatch();
    }

    @Override
    public Object absent() {
        return Map.of();
    }
}
