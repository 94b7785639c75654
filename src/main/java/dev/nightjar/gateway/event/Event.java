package dev.nightjar.gateway.event;

/** One thing that a shard tells its user: a dispatch of the gateway, or a step in the life of the shard itself. */
public sealed interface Event
        permits Unknown, Malformed, Connected, ConnectFailed, Disconnected, SessionInvalidated, FutureEvent {

    /** The gateway payload behind this event; {@link Payload#EMPTY} where the shard itself is the source. */
    Payload payload();
}
