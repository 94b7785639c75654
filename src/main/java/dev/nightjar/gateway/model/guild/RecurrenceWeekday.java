package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/** A day of the week on which a scheduled event takes place. */
public enum RecurrenceWeekday implements Coded {
    /** Monday. */
    MONDAY(0),
    /** Tuesday. */
    TUESDAY(1),
    /** Wednesday. */
    WEDNESDAY(2),
    /** Thursday. */
    THURSDAY(3),
    /** Friday. */
    FRIDAY(4),
    /** Saturday. */
    SATURDAY(5),
    /** Sunday. */
    SUNDAY(6),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    RecurrenceWeekday(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
