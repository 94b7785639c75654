package dev.nightjar.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A store of small texts. Each key has a revision, which each write changes, and a write names the revision that it replaces: so
 * of two that write at the same time one is refused. A key is made of the characters A-Z, a-z, 0-9, {@code -}, {@code _} and
 * {@code .}, where the dot separates its parts; it has 200 characters at most. A key, prefix or value that is not as it should be
 * is an IllegalArgumentException.
 *
 * <p>Its methods block, each for a limited time. Safe for any thread.
 */
public interface Ledger {

    /** The revision of a key that does not exist. */
    long ABSENT = 0;

    /**
     * A stored value.
     *
     * @param key its key
     * @param value its text
     * @param revision its revision, which is greater than 0 and greater than that of each value, of any key, whose write had
     *     finished when the write of this one began, unless the store has lost writes
     */
    record Entry(String key, String value, long revision) {}

    /**
     * The value of a key, as the last finished write left it.
     *
     * @param key the key
     * @return the value; empty when there is none
     * @throws EngineException when the store does not answer
     * @throws InterruptedException when the thread is interrupted
     */
    Optional<Entry> read(String key) throws EngineException, InterruptedException;

    /**
     * All values whose keys begin with this text, in no order.
     *
     * @param prefix what the keys begin with: whole parts with a dot at the end, or nothing for all
     * @return the values
     * @throws EngineException when the store does not answer
     * @throws InterruptedException when the thread is interrupted
     */
    List<Entry> list(String prefix) throws EngineException, InterruptedException;

    /**
     * Writes a value, if the key still has this revision.
     *
     * @param key the key
     * @param value its text, 64 KB of UTF-8 at most
     * @param revision the revision that is replaced, or {@link #ABSENT} when the key must not exist
     * @return the new revision; empty when the key has another one, and then nothing was written
     * @throws EngineException when the store does not answer; the value may have been written
     * @throws InterruptedException when the thread is interrupted; the value may have been written
     */
    OptionalLong write(String key, String value, long revision) throws EngineException, InterruptedException;

    /**
     * A value that is to be written.
     *
     * @param key the key
     * @param value its text
     * @param revision the revision that is replaced, as in {@link Ledger#write(String, String, long)}
     */
    record Change(String key, String value, long revision) {}

    /**
     * Writes many values, each by itself as {@link #write(String, String, long)} does: one may be refused while others are written.
     * An engine that can have many writes under way at the same time overrides this, which makes one after the other.
     *
     * @param changes what to write, each for another key; more than 100 are an IllegalArgumentException
     * @return the new revisions, in the same order; empty for what was not written
     * @throws EngineException when the store does not answer; any of the values may have been written
     * @throws InterruptedException when the thread is interrupted; any of the values may have been written
     */
    default List<OptionalLong> write(List<Change> changes) throws EngineException, InterruptedException {
        Names.changes(changes);
        List<OptionalLong> written = new ArrayList<>();
        for (Change change : changes) {
            written.add(write(change.key(), change.value(), change.revision()));
        }
        return written;
    }

    /**
     * Deletes a key, if it still has this revision.
     *
     * @param key the key
     * @param revision its revision
     * @return whether it was deleted; false when the key has another revision
     * @throws EngineException when the store does not answer; the key may have been deleted
     * @throws InterruptedException when the thread is interrupted; the key may have been deleted
     */
    boolean delete(String key, long revision) throws EngineException, InterruptedException;

    /** Hears of changes. It is called in a thread of the engine's and must return at once. */
    interface Listener {

        /**
         * A key was written or deleted. This is a hint: it may come late, twice, or never.
         *
         * @param key the key
         */
        void changed(String key);

        /** Changes may have been missed, for example since the connection was lost: all keys should be read again. */
        void uncertain();
    }

    /** What ends a subscription. */
    interface Subscription extends AutoCloseable {

        /** Ends it. What is on its way may still come. */
        @Override
        void close();
    }

    /**
     * Tells a listener about changes of keys that begin with this text, from now on.
     *
     * @param prefix as in {@link #list}
     * @param listener who is told
     * @return what ends it
     * @throws EngineException when the store does not answer
     * @throws InterruptedException when the thread is interrupted
     */
    Subscription watch(String prefix, Listener listener) throws EngineException, InterruptedException;
}
