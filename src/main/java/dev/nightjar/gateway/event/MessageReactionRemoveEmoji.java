package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.Emoji;

/**
 * All reactions to a message with one emoji were removed.
 *
 * <p>Discord's name for it is {@index MESSAGE_REACTION_REMOVE_EMOJI}.
 *
 * @param payload the payload as received
 * @param channelId the id of the channel
 * @param guildId the id of the guild; 0 outside of guilds
 * @param messageId the id of the message
 * @param emoji the emoji, with its id and name
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#message-reaction-remove-emoji">Discord: Message Reaction Remove Emoji</a>
 */
public record MessageReactionRemoveEmoji(Payload payload, long channelId, long guildId, long messageId, Emoji emoji)
        implements Event {}
