package dev.nightjar.gateway.event;

/**
 * A shard of a fleet has ended for good, and the others go on. A shard that is looped over alone throws this cause instead.
 *
 * @param cause why, with a sentence that says what to do: a {@code dev.nightjar.gateway.GatewayException}, whose reason() is for
 *     programs
 */
public record ShardFailed(RuntimeException cause) implements LifecycleEvent {

    @Override
    public Payload payload() {
        return Payload.EMPTY;
    }
}
