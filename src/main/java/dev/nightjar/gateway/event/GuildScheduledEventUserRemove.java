package dev.nightjar.gateway.event;

/**
 * A user has unsubscribed from a scheduled event.
 *
 * <p>Discord's name for it is {@index GUILD_SCHEDULED_EVENT_USER_REMOVE}.
 *
 * @param payload the payload as received
 * @param guildScheduledEventId the id of the scheduled event
 * @param userId the id of the user
 * @param guildId the id of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-scheduled-event-user-remove">Discord:
 *     Guild Scheduled Event User Remove</a>
 */
public record GuildScheduledEventUserRemove(Payload payload, long guildScheduledEventId, long userId, long guildId)
        implements Event {}
