package dev.nightjar.gateway.model;

import java.util.Map;

/**
 * An object of a kind that this version does not know, with everything that is in it. Records whose only component is {@code
 * fields} implement it.
 */
public interface Unforeseen {

    /**
     * All fields of the object in their order.
     *
     * @return the fields by their names in JSON; the values are Map, List, String, Integer, Long, BigInteger, Double,
     *     Boolean and null. Neither it nor a map or list in it can be changed
     */
    Map<String, Object> fields();
}
