package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.GuildMember;

/**
 * A user joined a guild. It may come for one who is a member already.
 *
 * <p>Discord's name for it is {@index GUILD_MEMBER_ADD}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param member the member
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-member-add">Discord: Guild Member Add</a>
 */
public record GuildMemberAdd(
        Payload payload, long guildId, @Flat GuildMember member) implements Event {}
