package dev.nightjar.gateway.event;

/**
 * A role of a guild was deleted.
 *
 * <p>Discord's name for it is {@index GUILD_ROLE_DELETE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param roleId the id of the role
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-role-delete">Discord: Guild Role
 *     Delete</a>
 */
public record GuildRoleDelete(Payload payload, long guildId, long roleId) implements Event {}
