package dev.nightjar.gateway;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps sessions beyond the process, so that a restarted bot resumes instead of identifying. {@link FileSessionStore} is one;
 * another may keep them in a database.
 *
 * <p>{@link #load} runs in the thread that opens the shard, which waits for it; for a fleet on virtual threads, some at once. {@link #save} and {@link #clear}
 * run on a virtual thread of the shard's own that does nothing else: one call at a time for a shard, those of several shards at
 * once. They may be slow, but must heed interrupts, and must not block their carrier: on JDK 21 to 23 a virtual thread that
 * blocks inside of {@code synchronized} takes a processor from the heartbeats. What any of them throws is reported as {@link
 * dev.nightjar.gateway.event.SessionStoreFailed} and has no other effect.
 */
public interface SessionStore {

    /**
     * Which bot's shard a session belongs to. Two bots, two gateways and two shard totals never have equal keys, so that
     * nobody resumes what is not theirs.
     *
     * @param shard the shard
     * @param fingerprint a hash of the token and the gateway's URL, 64 characters of 0-9 and a-f; it does not give the token
     *     away
     */
    record Key(ShardId shard, String fingerprint) {}

    /**
     * Finds the session that was saved last under this key.
     *
     * @param key whose session
     * @return empty when there is none
     * @throws IOException when it cannot be read, or is not what was saved; the shard then identifies
     */
    Optional<Session> load(Key key) throws IOException;

    /**
     * Saves a session in place of the one before.
     *
     * @param key whose session
     * @param session the session with the sequence of the last event that the user has handled
     * @throws IOException when it cannot be saved; what was saved before should still be there
     */
    void save(Key key, Session session) throws IOException;

    /**
     * Forgets the session of this key, if there is one: it has ended.
     *
     * @param key whose session
     * @throws IOException when it cannot be forgotten
     */
    void clear(Key key) throws IOException;
}
