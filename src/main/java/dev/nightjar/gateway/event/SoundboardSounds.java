package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.SoundboardSound;
import java.util.List;

/**
 * The answer to Request Soundboard Sounds, for one of the guilds.
 *
 * <p>Discord's name for it is {@index SOUNDBOARD_SOUNDS}.
 *
 * @param payload the payload as received
 * @param soundboardSounds the sounds of the guild
 * @param guildId the id of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#soundboard-sounds">Discord: Soundboard
 *     Sounds</a>
 */
public record SoundboardSounds(Payload payload, List<SoundboardSound> soundboardSounds, long guildId) implements Event {

    /** Copies what could change later. */
    public SoundboardSounds {
        soundboardSounds = List.copyOf(soundboardSounds);
    }
}
