package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.Channel;

/**
 * A thread changed. That a message was written does not count.
 *
 * <p>Discord's name for it is {@index THREAD_UPDATE}.
 *
 * @param payload the payload as received
 * @param thread the thread
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#thread-update">Discord: Thread Update</a>
 */
public record ThreadUpdate(Payload payload, @Flat Channel thread) implements Event {

    @Override
    public long guildId() {
        return thread.guildId();
    }
}
