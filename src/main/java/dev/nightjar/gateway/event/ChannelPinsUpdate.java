package dev.nightjar.gateway.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message was pinned or unpinned. That a pinned message was deleted does not count.
 *
 * <p>Discord's name for it is {@index CHANNEL_PINS_UPDATE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild; 0 outside of guilds
 * @param channelId the id of the channel
 * @param lastPinTimestamp when a message was last pinned; null where none is
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#channel-pins-update">Discord: Channel Pins
 *     Update</a>
 */
public record ChannelPinsUpdate(
        Payload payload,
        long guildId,
        long channelId,
        @Nullable Instant lastPinTimestamp) implements Event {}
