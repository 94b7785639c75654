package dev.nightjar.gateway;

/**
 * A queue that decides when a shard may identify. All shards of a bot must share one, because Discord limits how fast the
 * whole bot identifies. An implementation is called by many threads at once, and may be backed by an external coordinator.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#sharding-max-concurrency">Discord: Max Concurrency</a>
 */
@FunctionalInterface
public interface IdentifyQueue {

    /**
     * Waits until this shard may send one IDENTIFY. It is called in a virtual thread that does nothing else. An exception ends the
     * connection, which is tried again later. A call that goes on for longer than the {@linkplain
     * GatewayConfig#closeTimeout() close timeout} after an interrupt is left to itself, and its permit is spent for nothing.
     *
     * @param id the shard that wants to identify
     * @throws InterruptedException when the connection ends meanwhile; the implementation must not spend a permit then
     */
    void acquire(ShardId id) throws InterruptedException;
}
