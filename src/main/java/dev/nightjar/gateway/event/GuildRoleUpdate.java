package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.Role;

/**
 * A role of a guild changed.
 *
 * <p>Discord's name for it is {@index GUILD_ROLE_UPDATE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param role the role
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-role-update">Discord: Guild Role
 *     Update</a>
 */
public record GuildRoleUpdate(Payload payload, long guildId, Role role) implements Event {}
