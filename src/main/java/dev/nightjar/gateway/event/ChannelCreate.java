package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.Channel;

/**
 * A channel was made in a guild, or the bot may see it from now on.
 *
 * <p>Discord's name for it is {@index CHANNEL_CREATE}.
 *
 * @param payload the payload as received
 * @param channel the channel
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#channel-create">Discord: Channel Create</a>
 */
public record ChannelCreate(Payload payload, @Flat Channel channel) implements Event {

    @Override
    public long guildId() {
        return channel.guildId();
    }
}
