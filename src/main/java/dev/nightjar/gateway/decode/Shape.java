package dev.nightjar.gateway.decode;

import org.jspecify.annotations.Nullable;

/** The form that the values of one Java type have in JSON. Safe for any thread. */
interface Shape extends Reading {

    /** The same reading with fewer calls, for callers that use it often. */
    default Reading reading() {
        return this;
    }

    /** The value that a JSON null means, or null if a JSON null means the same as absent. */
    default @Nullable Object ofNull() {
        return null;
    }

    /** The value that stands for one that is absent, null or of another shape. */
    default @Nullable Object absent() {
        return null;
    }

    /** The same where null is not allowed: the emptiest value of the type, or null if the type has none. */
    default @Nullable Object empty() {
        return absent();
    }
}
