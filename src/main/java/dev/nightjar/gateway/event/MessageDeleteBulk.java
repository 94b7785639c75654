package dev.nightjar.gateway.event;

import java.util.List;

/**
 * Several messages were deleted at once.
 *
 * <p>Discord's name for it is {@index MESSAGE_DELETE_BULK}.
 *
 * @param payload the payload as received
 * @param ids the ids of the messages
 * @param channelId the id of the channel
 * @param guildId the id of the guild; 0 outside of guilds
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#message-delete-bulk">Discord: Message Delete Bulk</a>
 */
public record MessageDeleteBulk(Payload payload, List<Long> ids, long channelId, long guildId) implements Event {

    /** Copies what could change later. */
    public MessageDeleteBulk {
        ids = List.copyOf(ids);
    }
}
