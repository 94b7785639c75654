package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.user.User;

/**
 * A user left a guild or was kicked or banned.
 *
 * <p>Discord's name for it is {@index GUILD_MEMBER_REMOVE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param user the user
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-member-remove">Discord: Guild Member
 *     Remove</a>
 */
public record GuildMemberRemove(Payload payload, long guildId, User user) implements Event {}
