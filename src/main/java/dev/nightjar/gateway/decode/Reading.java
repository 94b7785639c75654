package dev.nightjar.gateway.decode;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A way to read a value. */
@FunctionalInterface
interface Reading {

    /**
     * Reads the value at which the parser stands, which is not a JSON null, and leaves the parser at its last token.
     *
     * @return the value, or null where it has another shape: it is then {@linkplain Decoding#mismatch() noted} and
     *     skipped whole, so that everything after it is read right
     */
    @Nullable
    Object read(Decoding in) throws IOException;
}
