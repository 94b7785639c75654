package dev.nightjar.gateway.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The voice session in a channel began or ended.
 *
 * <p>Discord's name for it is {@index VOICE_CHANNEL_START_TIME_UPDATE}.
 *
 * @param payload the payload as received
 * @param id the id of the channel
 * @param guildId the id of the guild
 * @param voiceStartTime when it began, to the second; null where it has ended
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#voice-channel-start-time-update">Discord:
 *     Voice Channel Start Time Update</a>
 */
public record VoiceChannelStartTimeUpdate(
        Payload payload, long id, long guildId, @Nullable Instant voiceStartTime) implements Event {}
