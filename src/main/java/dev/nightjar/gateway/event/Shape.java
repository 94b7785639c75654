package dev.nightjar.gateway.event;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How the values of one Java type look in JSON. Safe for any thread. */
interface Shape {

    /**
     * Reads the value at which the parser stands, which is not a JSON null, and leaves the parser at its last token.
     *
     * @return the value, or null where it has another shape: it is then {@linkplain Decoding#mismatch() noted} and
     *     skipped whole, so that everything after it is read right
     */
    @Nullable
    Object read(Decoding in) throws IOException;

    /** What a JSON null says where it says more than nothing; null where it is the same as absent. */
    default @Nullable Object ofNull() {
        return null;
    }

    /** What stands for a value that is absent, null or of another shape. */
    default @Nullable Object absent() {
        return null;
    }

    /** The same where null is not allowed: as much of a value as there can be without one; null if there is none. */
    default @Nullable Object empty() {
        return absent();
    }
}
