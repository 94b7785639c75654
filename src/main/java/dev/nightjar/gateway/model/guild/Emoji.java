package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A custom emoji, or a Unicode one.
 *
 * @param id the id; 0 for a Unicode emoji
 * @param name the name, or the Unicode character; null in a reaction whose emoji is gone
 * @param roles the ids of the roles that may use it; all may where there are none
 * @param user who made it
 * @param requireColons whether it is written between colons
 * @param managed whether an integration manages it
 * @param animated whether it is animated
 * @param available whether it can be used; a guild that loses boosts may lose emojis
 * @see <a href="https://discord.com/developers/docs/resources/emoji#emoji-object">Discord: Emoji Object</a>
 */
public record Emoji(
        long id,
        @Nullable String name,
        List<Long> roles,
        @Nullable User user,
        boolean requireColons,
        boolean managed,
        boolean animated,
        boolean available) {

    /** Copies what could change later. */
    public Emoji {
        roles = List.copyOf(roles);
    }
}
