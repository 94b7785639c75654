package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.guild.Emoji;
import java.util.List;

/**
 * How many users reacted to a message with one emoji.
 *
 * @param count how often the emoji was used, super reactions included
 * @param countDetails how often in each way
 * @param me whether the bot reacted with it
 * @param meBurst whether the bot reacted with it as a super reaction
 * @param emoji the emoji
 * @param burstColors the colours of super reactions, as in {@code #e04a3f}
 * @see <a href="https://discord.com/developers/docs/resources/message#reaction-object">Discord: Reaction Object</a>
 */
public record Reaction(
        int count,
        ReactionCountDetails countDetails,
        boolean me,
        boolean meBurst,
        Emoji emoji,
        List<String> burstColors) {

    /** Copies what could change later. */
    public Reaction {
        burstColors = List.copyOf(burstColors);
    }
}
