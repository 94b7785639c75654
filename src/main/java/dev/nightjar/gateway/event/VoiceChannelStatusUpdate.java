package dev.nightjar.gateway.event;

import org.jspecify.annotations.Nullable;

/**
 * The status of a voice channel changed.
 *
 * <p>Discord's name for it is {@index VOICE_CHANNEL_STATUS_UPDATE}.
 *
 * @param payload the payload as received
 * @param id the id of the channel
 * @param guildId the id of the guild
 * @param status the status; null where there is none any more
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#voice-channel-status-update">Discord: Voice
 *     Channel Status Update</a>
 */
public record VoiceChannelStatusUpdate(
        Payload payload, long id, long guildId, @Nullable String status) implements Event {}
