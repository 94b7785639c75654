package dev.nightjar.gateway.model.guild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One recurrence of a scheduled event that takes place at another time, or not at all.
 *
 * @param eventId the id of the scheduled event
 * @param eventExceptionId the id of the exception; its time is when the event would have begun
 * @param scheduledStartTime when it begins instead; null for the time that was planned
 * @param scheduledEndTime when it ends instead; null for the time that was planned
 * @param isCanceled whether it does not take place
 * @see <a href="https://github.com/discord/discord-api-spec">Discord: GuildScheduledEventExceptionResponse of the API
 *     description</a>
 */
public record ScheduledEventException(
        long eventId,
        long eventExceptionId,
        @Nullable Instant scheduledStartTime,
        @Nullable Instant scheduledEndTime,
        boolean isCanceled) {}
