package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.Role;

/**
 * A role was made in a guild.
 *
 * <p>Discord's name for it is {@index GUILD_ROLE_CREATE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param role the role
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-role-create">Discord: Guild Role
 *     Create</a>
 */
public record GuildRoleCreate(Payload payload, long guildId, Role role) implements Event {}
