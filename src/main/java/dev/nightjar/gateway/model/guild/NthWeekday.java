package dev.nightjar.gateway.model.guild;

/**
 * A day in a certain week of a month.
 *
 * @param n the week, 1 to 5
 * @param day the day
 * @see <a href="https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-recurrence-rule-object-guild-scheduled-event-recurrence-rule-nweekday-structure">Discord: Guild Scheduled Event Recurrence Rule - N_Weekday Structure</a>
 */
public record NthWeekday(int n, RecurrenceWeekday day) {}
