package dev.nightjar.gateway.model;

/**
 * An enum whose constants are numbers in JSON. Where it has a constant {@code UNKNOWN}, that stands for any number that none
 * of the others has; the number itself is in the event's payload.
 */
public interface Coded {

    /**
     * The number of this constant.
     *
     * @return the number in JSON; -1 for {@code UNKNOWN}
     */
    int code();
}
