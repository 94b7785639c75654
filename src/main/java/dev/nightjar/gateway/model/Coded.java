package dev.nightjar.gateway.model;

/**
 * An enum whose constants are numbers in JSON. A constant {@code UNKNOWN}, if there is one, stands for all other numbers; the
 * number itself is in the event's payload.
 */
public interface Coded {

    /**
     * The number of this constant.
     *
     * @return the number in JSON; -1 for {@code UNKNOWN}
     */
    int code();
}
