package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.channel.Channel;
import dev.nightjar.gateway.model.channel.ThreadMember;
import java.util.List;

/**
 * The active threads of channels that the bot can see from now on.
 *
 * <p>Discord's name for it is {@index THREAD_LIST_SYNC}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param channelIds the ids of the channels whose threads these are, some without any; absent for all of the guild
 * @param threads the active threads of these channels
 * @param members the bot's memberships of them
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#thread-list-sync">Discord: Thread List Sync</a>
 */
public record ThreadListSync(
        Payload payload, long guildId, Field<List<Long>> channelIds, List<Channel> threads, List<ThreadMember> members)
        implements Event {

    /** Copies what could change later. */
    public ThreadListSync {
        List<Long> given = channelIds.value();
        channelIds = given == null ? channelIds : Field.of(List.copyOf(given));
        threads = List.copyOf(threads);
        members = List.copyOf(members);
    }
}
