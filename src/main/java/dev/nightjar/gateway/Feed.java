package dev.nightjar.gateway;

import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link Events} come from: the mailbox of a shard, or the merged ones of a fleet. One consumer at a time.
 *
 * @param <E> what is given out
 */
interface Feed<E> {

    /** An element for a handler, with the place where it must be reported as handled. */
    record Handed<E>(E event, Mailbox mailbox, Parcel parcel) {

        /** Notes the calling thread as its handler. {@code onLeave} runs when it counts as handled although that goes on. */
        void begin(Runnable onLeave) {
            mailbox.handles(parcel, onLeave);
        }

        void done() {
            mailbox.handled(parcel);
        }
    }

    Iterator<E> iterator();

    /** The next element, waited for this time at most; null when none has come, and at the end. */
    @Nullable
    E poll(Duration timeout) throws InterruptedException;

    /** Whether everything was given out and nothing more will come. */
    boolean isOver();

    /** Refuses loops until {@link #endHandling}. */
    void beginHandling();

    /** The next element for a handler; null at the end. */
    @Nullable
    Handed<E> take() throws InterruptedException;

    void endHandling();
}
