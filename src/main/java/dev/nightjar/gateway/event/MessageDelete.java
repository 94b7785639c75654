package dev.nightjar.gateway.event;

/**
 * A message was deleted.
 *
 * <p>Discord's name for it is {@index MESSAGE_DELETE}.
 *
 * @param payload the payload as received
 * @param id the id of the message
 * @param channelId the id of the channel
 * @param guildId the id of the guild; 0 outside of guilds
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#message-delete">Discord: Message Delete</a>
 */
public record MessageDelete(Payload payload, long id, long channelId, long guildId) implements Event {}
