package dev.nightjar.gateway.decode;

import org.jspecify.annotations.Nullable;

/** How the values of one Java type look in JSON. Safe for any thread. */
interface Shape extends Reading {

    /** The same reading by the shortest way, for whoever calls it often. */
    default Reading reading() {
        return this;
    }

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
