package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.ThreadMember;
import dev.nightjar.gateway.model.presence.Presence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Users were added to a thread or removed from it. Without the intent GUILD_MEMBERS only the bot itself is among them.
 *
 * <p>Discord's name for it is {@index THREAD_MEMBERS_UPDATE}.
 *
 * @param payload the payload as received
 * @param id the id of the thread
 * @param guildId the id of the guild
 * @param memberCount about how many users it has, 50 at most
 * @param addedMembers who was added
 * @param removedMemberIds the ids of who was removed
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#thread-members-update">Discord: Thread
 *     Members Update</a>
 */
public record ThreadMembersUpdate(
        Payload payload,
        long id,
        long guildId,
        int memberCount,
        List<AddedMember> addedMembers,
        List<Long> removedMemberIds)
        implements Event {

    /** Copies what could change later. */
    public ThreadMembersUpdate {
        addedMembers = List.copyOf(addedMembers);
        removedMemberIds = List.copyOf(removedMemberIds);
    }

    /**
     * A user who was added to a thread.
     *
     * @param member the user's membership of the thread, with the user's membership of the guild
     * @param presence the user's presence
     */
    public record AddedMember(
            @Flat ThreadMember member, @Nullable Presence presence) {}
}
