package dev.nightjar.gateway;

import java.io.IOException;
import java.util.Optional;

/**
 * A store that keeps sessions beyond the process, so that a restarted bot resumes instead of identifying. {@link
 * FileSessionStore} uses files; an implementation of your own may use a database.
 *
 * <p>{@link #load} runs in the thread that opens the shard; for a fleet it runs on virtual threads, several at the same time.
 * {@link #save} and {@link #clear} run on a virtual thread of the shard's own: one call at a time for one shard, while other
 * shards may call at the same time. They may be slow, but must end when they are interrupted. They must not pin their carrier:
 * on JDK 21 to 23 a virtual thread that blocks inside {@code synchronized} takes a processor from the heartbeats. An exception
 * is reported as {@link dev.nightjar.gateway.event.SessionStoreFailed} and has no other effect.
 */
public interface SessionStore {

    /**
     * The key of a session: the bot, the gateway and the shard that it belongs to. Different bots, gateways or shard totals
     * never have equal keys, so no shard resumes the session of another.
     *
     * @param shard the shard
     * @param fingerprint a hash of the token and the gateway's URL, 64 characters of 0-9 and a-f; it does not reveal the token
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
