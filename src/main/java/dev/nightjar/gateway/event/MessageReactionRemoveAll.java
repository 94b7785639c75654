package dev.nightjar.gateway.event;

/**
 * All reactions to a message were removed.
 *
 * <p>Discord's name for it is {@index MESSAGE_REACTION_REMOVE_ALL}.
 *
 * @param payload the payload as received
 * @param channelId the id of the channel
 * @param messageId the id of the message
 * @param guildId the id of the guild; 0 outside of guilds
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#message-reaction-remove-all">Discord: Message Reaction Remove All</a>
 */
public record MessageReactionRemoveAll(Payload payload, long channelId, long messageId, long guildId)
        implements Event {}
