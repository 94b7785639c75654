package dev.nightjar.gateway.model;

/**
 * An enum whose constants are numbers in JSON. Where it has a constant {@code UNKNOWN}, that stands for any number that none
 * of the others has.
 */
public interface Coded {

    /**
     * The number of this constant.
     *
     * @return the number in JSON; -1 for {@code UNKNOWN}
     */
    int code();
}
