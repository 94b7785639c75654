package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.Channel;

/**
 * A channel of a guild was deleted.
 *
 * <p>Discord's name for it is {@index CHANNEL_DELETE}.
 *
 * @param payload the payload as received
 * @param channel the channel
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#channel-delete">Discord: Channel Delete</a>
 */
public record ChannelDelete(Payload payload, @Flat Channel channel) implements Event {

    @Override
    public long guildId() {
        return channel.guildId();
    }
}
