package dev.nightjar.gateway.model.guild;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How often a scheduled event comes again.
 *
 * @param start when it first takes place
 * @param end when it no longer does
 * @param frequency the unit of the interval
 * @param interval every how many units
 * @param byWeekday on which days of the week
 * @param byNWeekday on which days of which weeks of the month
 * @param byMonth in which months
 * @param byMonthDay on which days of the month
 * @param byYearDay on which days of the year
 * @param count how many times altogether
 * @see <a href="https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-recurrence-rule-object">Discord: Guild Scheduled Event Recurrence Rule Object</a>
 */
public record RecurrenceRule(
        Instant start,
        @Nullable Instant end,
        RecurrenceFrequency frequency,
        int interval,
        List<RecurrenceWeekday> byWeekday,
        List<NthWeekday> byNWeekday,
        List<RecurrenceMonth> byMonth,
        List<Integer> byMonthDay,
        List<Integer> byYearDay,
        OptionalInt count) {

    /** Copies what could change later. */
    public RecurrenceRule {
        byWeekday = List.copyOf(byWeekday);
        byNWeekday = List.copyOf(byNWeekday);
        byMonth = List.copyOf(byMonth);
        byMonthDay = List.copyOf(byMonthDay);
        byYearDay = List.copyOf(byYearDay);
    }
}
