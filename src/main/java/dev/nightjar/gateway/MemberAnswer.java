package dev.nightjar.gateway;

import dev.nightjar.gateway.event.GuildMembersChunk;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.presence.Presence;
import java.util.ArrayList;
import java.util.List;

/** The part of the answer to a member request that was read so far. Confined to the asking thread. */
final class MemberAnswer {

    private final long guildId;
    private final List<GuildMember> members = new ArrayList<>();
    private final List<Presence> presences = new ArrayList<>();
    private final List<Long> notFound = new ArrayList<>();

    MemberAnswer(long guildId) {
        this.guildId = guildId;
    }

    void add(Payload payload) {
        var chunk = payload.as(GuildMembersChunk.class);
        members.addAll(chunk.members());
        presences.addAll(chunk.presences());
        notFound.addAll(chunk.notFound());
    }

    GuildMembers soFar() {
        return new GuildMembers(guildId, members, presences, notFound);
    }
}
