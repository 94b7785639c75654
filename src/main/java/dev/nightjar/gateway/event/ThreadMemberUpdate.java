package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.ThreadMember;

/**
 * The bot's own membership of a thread changed.
 *
 * <p>Discord's name for it is {@index THREAD_MEMBER_UPDATE}.
 *
 * @param payload the payload as received
 * @param member the membership
 * @param guildId the id of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#thread-member-update">Discord: Thread Member
 *     Update</a>
 */
public record ThreadMemberUpdate(Payload payload, @Flat ThreadMember member, long guildId) implements Event {}
