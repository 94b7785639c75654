package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.SoundboardSound;

/**
 * A soundboard sound of a guild changed.
 *
 * <p>Discord's name for it is {@index GUILD_SOUNDBOARD_SOUND_UPDATE}.
 *
 * @param payload the payload as received
 * @param soundboardSound the sound
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-soundboard-sound-update">Discord: Guild
 *     Soundboard Sound Update</a>
 */
public record GuildSoundboardSoundUpdate(
        Payload payload, @Flat SoundboardSound soundboardSound) implements Event {

    @Override
    public long guildId() {
        return soundboardSound.guildId();
    }
}
