package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.Emoji;
import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.message.ReactionType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user reacted to a message.
 *
 * <p>Discord's name for it is {@index MESSAGE_REACTION_ADD}.
 *
 * @param payload the payload as received
 * @param userId the id of the user
 * @param channelId the id of the channel
 * @param messageId the id of the message
 * @param guildId the id of the guild; 0 outside of guilds
 * @param member the membership of the user; null outside of guilds
 * @param emoji the emoji, with its id and name
 * @param messageAuthorId the id of the author of the message; 0 where it is not told
 * @param burst whether it is a super reaction
 * @param burstColors the colours of a super reaction, as in {@code #e04a3f}
 * @param type how the user reacted
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#message-reaction-add">Discord: Message Reaction Add</a>
 */
public record MessageReactionAdd(
        Payload payload,
        long userId,
        long channelId,
        long messageId,
        long guildId,
        @Nullable GuildMember member,
        Emoji emoji,
        long messageAuthorId,
        boolean burst,
        List<String> burstColors,
        ReactionType type)
        implements Event {

    /** Copies what could change later. */
    public MessageReactionAdd {
        burstColors = List.copyOf(burstColors);
    }
}
