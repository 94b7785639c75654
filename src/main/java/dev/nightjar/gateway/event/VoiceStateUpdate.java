package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.VoiceState;

/**
 * A user joined or left a voice channel, moved to another, or was muted or deafened.
 *
 * <p>Discord's name for it is {@index VOICE_STATE_UPDATE}.
 *
 * @param payload the payload as received
 * @param voiceState where the user is now, and how
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#voice-state-update">Discord: Voice State
 *     Update</a>
 */
public record VoiceStateUpdate(Payload payload, @Flat VoiceState voiceState) implements Event {

    @Override
    public long guildId() {
        return voiceState.guildId();
    }
}
