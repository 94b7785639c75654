package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A sound of a soundboard.
 *
 * @param name the name
 * @param soundId the id
 * @param volume the volume, 0 to 1
 * @param emojiId the id of its emoji; 0 for none or a Unicode one
 * @param emojiName the Unicode character of its emoji
 * @param guildId the id of its guild; 0 for a default sound
 * @param available whether it can be used; a guild that loses boosts may lose sounds
 * @param user who made it
 * @see <a href="https://discord.com/developers/docs/resources/soundboard#soundboard-sound-object">Discord: Soundboard Sound Object</a>
 */
public record SoundboardSound(
        String name,
        long soundId,
        double volume,
        long emojiId,
        @Nullable String emojiName,
        long guildId,
        boolean available,
        @Nullable User user) {}
