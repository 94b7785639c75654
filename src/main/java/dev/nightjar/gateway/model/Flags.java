package dev.nightjar.gateway.model;

/**
 * A set of flags that keeps the bits it does not know. Records whose only component is {@code bits} implement it; in JSON they
 * are a number, or a string of digits.
 *
 * @param <F> the record itself
 */
public interface Flags<F extends Flags<F>> {

    /**
     * All flags.
     *
     * @return the bits, 64 of them without a sign
     */
    long bits();

    /**
     * Whether flags are set.
     *
     * @param flags one flag or several
     * @return whether all of them are set
     */
    default boolean has(F flags) {
        return (bits() & flags.bits()) == flags.bits();
    }
}
