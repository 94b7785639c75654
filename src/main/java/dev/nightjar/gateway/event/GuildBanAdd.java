package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.user.User;

/**
 * A user was banned from a guild.
 *
 * <p>Discord's name for it is {@index GUILD_BAN_ADD}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param user the user
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-ban-add">Discord: Guild Ban Add</a>
 */
public record GuildBanAdd(Payload payload, long guildId, User user) implements Event {}
