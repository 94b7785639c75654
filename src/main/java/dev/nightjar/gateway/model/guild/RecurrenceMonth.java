package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/** A month in which a scheduled event takes place. */
public enum RecurrenceMonth implements Coded {
    /** January. */
    JANUARY(1),
    /** February. */
    FEBRUARY(2),
    /** March. */
    MARCH(3),
    /** April. */
    APRIL(4),
    /** May. */
    MAY(5),
    /** June. */
    JUNE(6),
    /** July. */
    JULY(7),
    /** August. */
    AUGUST(8),
    /** September. */
    SEPTEMBER(9),
    /** October. */
    OCTOBER(10),
    /** November. */
    NOVEMBER(11),
    /** December. */
    DECEMBER(12),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    RecurrenceMonth(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
