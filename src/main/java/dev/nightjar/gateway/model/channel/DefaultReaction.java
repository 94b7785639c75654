package dev.nightjar.gateway.model.channel;

import org.jspecify.annotations.Nullable;

/**
 * The emoji on a forum's button to react.
 *
 * @param emojiId the id of the emoji; 0 where there is none
 * @param emojiName the Unicode character of the emoji
 * @see <a href="https://discord.com/developers/docs/resources/channel#default-reaction-object">Discord: Default Reaction Object</a>
 */
public record DefaultReaction(long emojiId, @Nullable String emojiName) {}
