package dev.nightjar.gateway.event;

import java.time.Duration;

/**
 * The shard waits for its identify queue's permit, for more than a second already. It goes on to wait, with heartbeats, and the
 * next event is usually {@link Ready}. There is at most one of these for each connection.
 *
 * @param reason why it waits
 * @param expected how much longer the queue expects that to take; zero when it does not know
 * @see <a href="https://discord.com/developers/docs/events/gateway#session-start-limit-object">Discord: Session Start Limit</a>
 */
public record IdentifyDelayed(Reason reason, Duration expected) implements LifecycleEvent {

    /** Why a shard waits before it identifies. */
    public enum Reason {
        /** The IDENTIFYs that Discord allows the bot in a day are used up. */
        DAILY_BUDGET,
        /** Other shards of the bot identify first; max_concurrency says how many may do so in five seconds. */
        OTHER_SHARDS,
        /** What coordinates the bot's processes cannot be reached, and without it nobody may identify. */
        COORDINATOR_UNREACHABLE,
        /** The queue does not say. */
        UNKNOWN
    }

    @Override
    public Payload payload() {
        return Payload.EMPTY;
    }
}
