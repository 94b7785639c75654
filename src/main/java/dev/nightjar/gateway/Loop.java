package dev.nightjar.gateway;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The user's for-each over a mailbox. One at a time for a shard; a new one goes on where the last one stopped. */
final class Loop<T> implements Iterator<T> {

    private final Mailbox mailbox;
    private final Predicate<Parcel> wanted;
    private final Function<Parcel, T> read;
    private final AtomicReference<@Nullable Parcel> hand;
    private final TimeSlice slice = new TimeSlice();

    /** With the hand that all loops of the shard share: what one has taken and not given out, the next gives out. */
    Loop(Mailbox mailbox, AtomicReference<@Nullable Parcel> hand, Predicate<Parcel> wanted, Function<Parcel, T> read) {
        this.mailbox = mailbox;
        this.hand = hand;
        this.wanted = wanted;
        this.read = read;
    }

    /** Waits for the next element. False when the shard was closed and all that it had received was given out. */
    @Override
    public boolean hasNext() {
        Parcel held = hand.get();
        if (held == null || !wanted.test(held)) {
            slice.useOne();
            try {
                held = mailbox.take(wanted);
                hand.setRelease(held);
            } catch (InterruptedException e) {
                throw GatewayException.interrupted(e);
            }
        }
        return held != null;
    }

    @Override
    public T next() {
        Parcel parcel = hasNext() ? hand.get() : null;
        if (parcel == null) {
            throw new NoSuchElementException("The shard was closed and has no more events");
        }
        hand.setRelease(null);
        return read.apply(parcel);
    }
}
