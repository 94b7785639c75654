package dev.nightjar.gateway.event;

/**
 * A user has subscribed to a scheduled event.
 *
 * <p>Discord's name for it is {@index GUILD_SCHEDULED_EVENT_USER_ADD}.
 *
 * @param payload the payload as received
 * @param guildScheduledEventId the id of the scheduled event
 * @param userId the id of the user
 * @param guildId the id of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-scheduled-event-user-add">Discord:
 *     Guild Scheduled Event User Add</a>
 */
public record GuildScheduledEventUserAdd(Payload payload, long guildScheduledEventId, long userId, long guildId)
        implements Event {}
