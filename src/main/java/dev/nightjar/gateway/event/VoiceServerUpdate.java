package dev.nightjar.gateway.event;

import org.jspecify.annotations.Nullable;

/**
 * A voice connection is to be made, or to be moved to another server.
 *
 * <p>Discord's name for it is {@index VOICE_SERVER_UPDATE}.
 *
 * @param payload the payload as received
 * @param token the token of the voice connection; no string form of this event shows it
 * @param guildId the id of the guild
 * @param endpoint the host of the voice server; null where it has gone away: disconnect, and wait for the next of this event
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#voice-server-update">Discord: Voice Server
 *     Update</a>
 */
public record VoiceServerUpdate(
        Payload payload,
        String token,
        long guildId,
        @Nullable String endpoint) implements Event {

    /** All but the token. */
    @Override
    public String toString() {
        return "VoiceServerUpdate[guildId=" + guildId + ", endpoint=" + endpoint + "]";
    }
}
