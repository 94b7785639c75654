package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.ScheduledEventException;

/**
 * A recurrence of a scheduled event is as the rule says again. Discord sends this and does not document it.
 *
 * <p>Discord's name for it is {@index GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild; 0 when Discord leaves it out
 * @param exception the recurrence
 * @see <a href="https://github.com/discord/discord-api-docs/issues/8009">discord-api-docs#8009, with a sample</a>
 */
public record GuildScheduledEventExceptionDelete(
        Payload payload, long guildId, @Flat ScheduledEventException exception) implements Event {}
