package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.Channel;

/**
 * A thread was made, or the bot was added to a private thread.
 *
 * <p>Discord's name for it is {@index THREAD_CREATE}.
 *
 * @param payload the payload as received
 * @param thread the thread; with the bot's membership if the bot was added to it
 * @param newlyCreated whether it was just made
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#thread-create">Discord: Thread Create</a>
 */
public record ThreadCreate(Payload payload, @Flat Channel thread, boolean newlyCreated) implements Event {

    @Override
    public long guildId() {
        return thread.guildId();
    }
}
