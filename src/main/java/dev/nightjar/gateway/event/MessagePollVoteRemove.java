package dev.nightjar.gateway.event;

/**
 * A user took a vote in a poll back. For several answers it comes once for each.
 *
 * <p>Discord's name for it is {@index MESSAGE_POLL_VOTE_REMOVE}.
 *
 * @param payload the payload as received
 * @param userId the id of the user
 * @param channelId the id of the channel
 * @param messageId the id of the message with the poll
 * @param guildId the id of the guild; 0 outside of guilds
 * @param answerId the number of the answer
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#message-poll-vote-remove">Discord: Message Poll Vote Remove</a>
 */
public record MessagePollVoteRemove(
        Payload payload, long userId, long channelId, long messageId, long guildId, int answerId) implements Event {}
