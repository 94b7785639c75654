package dev.nightjar.gateway.event;

/**
 * A request to join a guild was withdrawn.
 *
 * <p>Discord's name for it is {@index GUILD_JOIN_REQUEST_DELETE}.
 *
 * @param payload the payload as received
 * @param id the id of the request
 * @param guildId the id of the guild
 * @param userId the id of the user who had asked
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-join-request-delete">Discord: Guild Join Request Delete</a>
 */
public record GuildJoinRequestDelete(Payload payload, long id, long guildId, long userId) implements Event {}
