package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;

/**
 * An event of a fleet, with the shard that it came from.
 *
 * @param shard the shard, for commands that answer the event
 * @param event what happened
 */
public record ShardEvent(Shard shard, Event event) {

    /**
     * The guild that the event belongs to.
     *
     * @return as {@link Event#guildId()}
     */
    public long guildId() {
        return event.guildId();
    }
}
