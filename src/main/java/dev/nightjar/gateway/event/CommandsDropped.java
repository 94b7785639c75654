package dev.nightjar.gateway.event;

import java.util.List;

/**
 * The shard has ended, and these commands were still waiting to be sent. It is the last event of its shard.
 *
 * @param payloads the JSON of each, oldest first
 */
public record CommandsDropped(List<String> payloads) implements LifecycleEvent {

    /** Keeps the list as it is now. */
    public CommandsDropped {
        payloads = List.copyOf(payloads);
    }

    @Override
    public Payload payload() {
        return Payload.EMPTY;
    }
}
