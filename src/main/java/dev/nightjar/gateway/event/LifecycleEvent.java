package dev.nightjar.gateway.event;

/**
 * An event of the shard itself: what it does with its connections and its session, and what has failed. With {@code case
 * LifecycleEvent own} a loop matches all of them.
 *
 * <p>Minor versions may add such events, so a switch over them needs a {@code default}.
 */
public sealed interface LifecycleEvent extends Event
        permits Connected,
                ConnectFailed,
                Disconnected,
                SessionInvalidated,
                SessionStoreFailed,
                IdentifyDelayed,
                CommandsDropped,
                ShardFailed {}
