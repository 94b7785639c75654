package dev.nightjar.gateway;

import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.presence.Presence;
import java.util.List;

/**
 * The whole answer to a {@link RequestGuildMembers}, put together from its chunks.
 *
 * @param guildId the id of the guild
 * @param members the members, in the order of their arrival
 * @param presences the presences of those who have one, if they were asked for
 * @param notFound the requested user ids that are no member's
 */
public record GuildMembers(long guildId, List<GuildMember> members, List<Presence> presences, List<Long> notFound) {

    /** Copies the lists. */
    public GuildMembers {
        members = List.copyOf(members);
        presences = List.copyOf(presences);
        notFound = List.copyOf(notFound);
    }
}
