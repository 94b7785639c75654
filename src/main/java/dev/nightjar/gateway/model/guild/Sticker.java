package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A sticker.
 *
 * @param id the id
 * @param packId the id of its pack; 0 for a guild's sticker
 * @param name the name
 * @param description the description
 * @param tags words to find it by
 * @param type whose sticker it is
 * @param formatType the format
 * @param available whether it can be used; a guild that loses boosts may lose stickers
 * @param guildId the id of its guild; 0 for a standard sticker
 * @param user who uploaded it
 * @param sortValue its place in its pack
 * @see <a href="https://discord.com/developers/docs/resources/sticker#sticker-object">Discord: Sticker Object</a>
 */
public record Sticker(
        long id,
        long packId,
        String name,
        @Nullable String description,
        String tags,
        StickerType type,
        StickerFormat formatType,
        boolean available,
        long guildId,
        @Nullable User user,
        int sortValue) {}
