package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.guild.Emoji;
import org.jspecify.annotations.Nullable;

/**
 * The text and emoji of a question or an answer.
 *
 * @param text the text
 * @param emoji the emoji, with its id or its name
 * @see <a href="https://discord.com/developers/docs/resources/poll#poll-media-object">Discord: Poll Media Object</a>
 */
public record PollMedia(@Nullable String text, @Nullable Emoji emoji) {}
