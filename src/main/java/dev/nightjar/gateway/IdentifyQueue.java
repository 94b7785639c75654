package dev.nightjar.gateway;

import dev.nightjar.gateway.event.IdentifyDelayed;
import java.time.Duration;
import java.util.Optional;

/**
 * A queue that decides when a shard may identify. All shards of a bot must share one, because Discord limits how fast the
 * whole bot identifies. An implementation is called by many threads at once, and may be backed by an external coordinator.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#sharding-max-concurrency">Discord: Max Concurrency</a>
 */
@FunctionalInterface
public interface IdentifyQueue {

    /**
     * Waits until this shard may send one IDENTIFY. The call runs in a virtual thread that does nothing else; a shard has one
     * such call at a time. An exception ends the connection, which is tried again later. When the connection ends first, the
     * thread is interrupted. If the call goes on for longer than the {@linkplain GatewayConfig#closeTimeout() close timeout}
     * after that, the shard goes on without it, and its next connection uses the permit that the call may still bring.
     *
     * @param id the shard that wants to identify
     * @throws InterruptedException when the connection ends meanwhile; the implementation must not spend a permit then
     */
    void acquire(ShardId id) throws InterruptedException;

    /**
     * Why this shard still waits, for the user's loop. It is called once a connection, when {@link #acquire} has not returned
     * within a second, in another thread than that. An exception counts as not knowing.
     *
     * @param id the shard that waits
     * @return the event that the loop gets; by default one that says neither why nor how long
     */
    default IdentifyDelayed explain(ShardId id) {
        return new IdentifyDelayed(IdentifyDelayed.Reason.UNKNOWN, Duration.ZERO);
    }

    /**
     * The permits that are left, for those who watch a bot.
     *
     * @return empty for a queue that does not know, which is the default
     */
    default Optional<IdentifyBudget> currentBudget() {
        return Optional.empty();
    }

    /**
     * Tells the queue what Discord allows, as {@link Fleet#openRecommended} does.
     *
     * @param limit the session_start_limit of GET /gateway/bot; a queue with a limit of its own ignores it, which is the default
     */
    default void update(SessionStartLimit limit) {}
}
