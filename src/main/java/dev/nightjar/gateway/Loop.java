package dev.nightjar.gateway;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The user's for-each over a mailbox. One at a time for a shard; a new one goes on where the last one stopped. */
final class Loop<T> implements Iterator<T> {

    private final Mailbox mailbox;
    private final Predicate<Parcel> wanted;
    private final Function<Parcel, T> read;
    private @Nullable Parcel inHand;

    Loop(Mailbox mailbox, Predicate<Parcel> wanted, Function<Parcel, T> read) {
        this.mailbox = mailbox;
        this.wanted = wanted;
        this.read = read;
    }

    /** Waits for the next element. False when the shard was closed and all that it had received was given out. */
    @Override
    public boolean hasNext() {
        if (inHand == null) {
            try {
                inHand = mailbox.take(wanted);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GatewayException(
                        GatewayException.Reason.INTERRUPTED,
                        "The thread was interrupted while it waited for the next event. The shard goes on: loop again, or"
                                + " close it.",
                        e);
            }
        }
        return inHand != null;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The shard was closed and has no more events");
        }
        Parcel parcel = inHand;
        inHand = null;
        if (parcel == null) {
            throw new NoSuchElementException();
        }
        return read.apply(parcel);
    }
}
