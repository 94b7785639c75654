package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.PartialMember;

/**
 * A member of a guild changed, or the user behind it. Of the bot itself it comes without the intent GUILD_MEMBERS too.
 *
 * <p>Discord's name for it is {@index GUILD_MEMBER_UPDATE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param member what is told of the member
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-member-update">Discord: Guild Member
 *     Update</a>
 */
public record GuildMemberUpdate(
        Payload payload, long guildId, @Flat PartialMember member) implements Event {}
