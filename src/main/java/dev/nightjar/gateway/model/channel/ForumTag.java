package dev.nightjar.gateway.model.channel;

import org.jspecify.annotations.Nullable;

/**
 * A tag that threads of a forum may have.
 *
 * @param id the id
 * @param name the name
 * @param moderated whether only moderators may set it
 * @param emojiId the id of its emoji; 0 where there is none
 * @param emojiName the Unicode character of its emoji
 * @see <a href="https://discord.com/developers/docs/resources/channel#forum-tag-object">Discord: Forum Tag Object</a>
 */
public record ForumTag(
        long id,
        String name,
        boolean moderated,
        long emojiId,
        @Nullable String emojiName) {}
