package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.channel.ChannelType;

/**
 * A thread was deleted.
 *
 * <p>Discord's name for it is {@index THREAD_DELETE}.
 *
 * @param payload the payload as received
 * @param id the id of the thread
 * @param guildId the id of the guild
 * @param parentId the id of its channel
 * @param type the type of thread
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#thread-delete">Discord: Thread Delete</a>
 */
public record ThreadDelete(Payload payload, long id, long guildId, long parentId, ChannelType type) implements Event {}
