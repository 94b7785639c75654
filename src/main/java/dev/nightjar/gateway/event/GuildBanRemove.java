package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.user.User;

/**
 * A user's ban from a guild was lifted.
 *
 * <p>Discord's name for it is {@index GUILD_BAN_REMOVE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param user the user
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-ban-remove">Discord: Guild Ban Remove</a>
 */
public record GuildBanRemove(Payload payload, long guildId, User user) implements Event {}
