package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.Channel;

/**
 * A channel of a guild changed. That a message was written does not count, and threads have events of their own. It comes
 * also when the bot may see a channel from now on or no longer, with all that is then told of it.
 *
 * <p>Discord's name for it is {@index CHANNEL_UPDATE}.
 *
 * @param payload the payload as received
 * @param channel the channel
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#channel-update">Discord: Channel Update</a>
 */
public record ChannelUpdate(Payload payload, @Flat Channel channel) implements Event {

    @Override
    public long guildId() {
        return channel.guildId();
    }
}
