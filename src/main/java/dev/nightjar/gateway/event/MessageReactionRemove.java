package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.Emoji;
import dev.nightjar.gateway.model.message.ReactionType;

/**
 * A user took a reaction back, or somebody took it away.
 *
 * <p>Discord's name for it is {@index MESSAGE_REACTION_REMOVE}.
 *
 * @param payload the payload as received
 * @param userId the id of the user who had reacted
 * @param channelId the id of the channel
 * @param messageId the id of the message
 * @param guildId the id of the guild; 0 outside of guilds
 * @param emoji the emoji, with its id and name
 * @param burst whether it was a super reaction
 * @param type how the user had reacted
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#message-reaction-remove">Discord: Message Reaction Remove</a>
 */
public record MessageReactionRemove(
        Payload payload,
        long userId,
        long channelId,
        long messageId,
        long guildId,
        Emoji emoji,
        boolean burst,
        ReactionType type)
        implements Event {}
