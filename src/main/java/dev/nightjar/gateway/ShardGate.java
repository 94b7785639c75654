package dev.nightjar.gateway;

/**
 * A gate that decides from outside whether a shard may dial and whether its loop may have its events. It is for those who run
 * one shard in several places and let only one of them have it at a time. {@link #OPEN} is the gate of a shard that nobody
 * coordinates.
 *
 * <p>An implementation is called by many threads at once. It must not throw: a shard whose gate throws before a dial ends as
 * failed, and what it throws before a payload goes to the loop.
 */
public interface ShardGate {

    /** The gate that is always open. */
    ShardGate OPEN = new ShardGate() {
        @Override
        public String toString() {
            return "open";
        }
    };

    /**
     * Waits until this shard may dial. It is called before each dial, of a RESUME as of an IDENTIFY, in the shard's own virtual
     * thread. A stop or a restart of the shard interrupts it.
     *
     * @param id the shard that wants to dial
     * @throws InterruptedException when the shard is stopped or restarted meanwhile
     */
    default void awaitDial(ShardId id) throws InterruptedException {}

    /**
     * Whether the loop may have this shard's payloads now. It is asked before each one, under a lock of the shard's, so it must
     * return at once. While it says no, payloads wait as they do for a slow loop, and heartbeats go on; lifecycle events come
     * unless a payload waits before them. {@link Shard#await} is not held. When the answer becomes yes again, {@link
     * Shard#gateOpened} must be called.
     *
     * @param id the shard whose payload is next
     * @return whether it may be given out
     */
    default boolean delivers(ShardId id) {
        return true;
    }
}
