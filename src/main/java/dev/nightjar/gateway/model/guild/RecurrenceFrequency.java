package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The unit of a recurrence.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-recurrence-rule-object-guild-scheduled-event-recurrence-rule-frequency">Discord: Guild Scheduled Event Recurrence Rule - Frequency</a>
 */
public enum RecurrenceFrequency implements Coded {
    /** Years. */
    YEARLY(0),
    /** Months. */
    MONTHLY(1),
    /** Weeks. */
    WEEKLY(2),
    /** Days. */
    DAILY(3),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    RecurrenceFrequency(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
