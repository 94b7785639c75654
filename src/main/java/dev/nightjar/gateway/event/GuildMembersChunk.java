package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.presence.Presence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the answer to Request Guild Members. The parts may come in any order.
 *
 * <p>Discord's name for it is {@index GUILD_MEMBERS_CHUNK}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param members the members, 1,000 at most
 * @param chunkIndex which part this is, from 0
 * @param chunkCount how many parts the answer has
 * @param notFound the requested ids that are no member's
 * @param presences the presences of the members, if they were asked for
 * @param nonce the nonce of the request
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-members-chunk">Discord: Guild Members
 *     Chunk</a>
 */
public record GuildMembersChunk(
        Payload payload,
        long guildId,
        List<GuildMember> members,
        int chunkIndex,
        int chunkCount,
        List<Long> notFound,
        List<Presence> presences,
        @Nullable String nonce)
        implements Event {

    /** Copies what could change later. */
    public GuildMembersChunk {
        members = List.copyOf(members);
        notFound = List.copyOf(notFound);
        presences = List.copyOf(presences);
    }
}
