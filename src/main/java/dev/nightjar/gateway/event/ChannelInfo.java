package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Field;
import java.time.Instant;
import java.util.List;

/**
 * The answer to Request Channel Info: what is said of channels nowhere else.
 *
 * <p>Discord's name for it is {@index CHANNEL_INFO}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param channels the channels
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#channel-info">Discord: Channel Info</a>
 */
public record ChannelInfo(Payload payload, long guildId, List<Channel> channels) implements Event {

    /** Copies what could change later. */
    public ChannelInfo {
        channels = List.copyOf(channels);
    }

    /**
     * What was asked about a channel.
     *
     * @param id the id of the channel
     * @param status the status of a voice channel: null where it has none, absent where it was not asked for
     * @param voiceStartTime when the voice session began: null where there is none, absent where it was not asked for
     * @see <a
     *     href="https://discord.com/developers/docs/events/gateway-events#channel-info-channel-info-channel-structure">
     *     Discord: Channel Info Channel Structure</a>
     */
    public record Channel(long id, Field<String> status, Field<Instant> voiceStartTime) {}
}
