package dev.nightjar.gateway;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The iterator of a for-each over a mailbox. Only one of a shard may be in use at a time; a new one continues where the last
 * one stopped.
 */
final class MailboxIterator<T> implements Iterator<T> {

    private final Mailbox mailbox;
    private final Predicate<Parcel> wanted;
    private final Function<Parcel, T> read;
    private final AtomicReference<@Nullable Parcel> taken;
    private final TimeSlice slice = new TimeSlice();

    /**
     * Makes an iterator. {@code taken} is shared by all iterators of the shard: it is the parcel that one has taken and not
     * given out, and the next iterator gives it out.
     */
    MailboxIterator(
            Mailbox mailbox,
            AtomicReference<@Nullable Parcel> taken,
            Predicate<Parcel> wanted,
            Function<Parcel, T> read) {
        this.mailbox = mailbox;
        this.taken = taken;
        this.wanted = wanted;
        this.read = read;
    }

    /** Waits for the next element. False when the shard was closed and all that it had received was given out. */
    @Override
    public boolean hasNext() {
        Parcel held = taken.get();
        if (held == null || !wanted.test(held)) {
            slice.useOne();
            try {
                held = mailbox.take(wanted);
                taken.setRelease(held);
            } catch (InterruptedException e) {
                throw GatewayException.interrupted(e);
            }
        }
        return held != null;
    }

    @Override
    public T next() {
        Parcel parcel = hasNext() ? taken.get() : null;
        if (parcel == null) {
            throw new NoSuchElementException(
                    "The shard has ended, and there are no more events: ask hasNext() before next()");
        }
        taken.setRelease(null);
        return read.apply(parcel);
    }
}
