package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.SoundboardSound;
import java.util.List;

/**
 * Several soundboard sounds of a guild changed.
 *
 * <p>Discord's name for it is {@index GUILD_SOUNDBOARD_SOUNDS_UPDATE}.
 *
 * @param payload the payload as received
 * @param soundboardSounds the sounds
 * @param guildId the id of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-soundboard-sounds-update">Discord:
 *     Guild Soundboard Sounds Update</a>
 */
public record GuildSoundboardSoundsUpdate(Payload payload, List<SoundboardSound> soundboardSounds, long guildId)
        implements Event {

    /** Copies what could change later. */
    public GuildSoundboardSoundsUpdate {
        soundboardSounds = List.copyOf(soundboardSounds);
    }
}
