package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.SoundboardSound;

/**
 * A soundboard sound was made in a guild.
 *
 * <p>Discord's name for it is {@index GUILD_SOUNDBOARD_SOUND_CREATE}.
 *
 * @param payload the payload as received
 * @param soundboardSound the sound
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-soundboard-sound-create">Discord: Guild
 *     Soundboard Sound Create</a>
 */
public record GuildSoundboardSoundCreate(
        Payload payload, @Flat SoundboardSound soundboardSound) implements Event {

    @Override
    public long guildId() {
        return soundboardSound.guildId();
    }
}
