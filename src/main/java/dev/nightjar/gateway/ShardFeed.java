package dev.nightjar.gateway;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The feed of one shard. Confined to the consumer.
 *
 * @param taken as {@link MailboxIterator} has it
 */
record ShardFeed<E>(
        Mailbox mailbox, AtomicReference<@Nullable Parcel> taken, Predicate<Parcel> wanted, Function<Parcel, E> read)
        implements Feed<E> {

    @Override
    public Iterator<E> iterator() {
        return new MailboxIterator<>(mailbox, taken, wanted, read);
    }

    @Override
    public @Nullable E poll(Duration timeout) throws InterruptedException {
        Parcel held = takeHeld();
        Parcel next = held == null ? mailbox.take(wanted, timeout.toNanos()) : held;
        return next == null ? null : read.apply(next);
    }

    @Override
    public boolean isOver() {
        return taken.get() == null && mailbox.isOver();
    }

    @Override
    public void beginHandling() {
        mailbox.beginHandling(taken.get());
    }

    @Override
    public @Nullable Handed<E> take() throws InterruptedException {
        Parcel held = taken.get() == null ? null : takeHeld();
        Parcel next = held == null ? mailbox.takeForHandler(wanted) : held;
        return next == null ? null : new Handed<>(read.apply(next), mailbox, next);
    }

    @Override
    public void endHandling() {
        mailbox.endHandling();
    }

    /** What a loop has taken and not given out, if it is wanted here. */
    private @Nullable Parcel takeHeld() {
        Parcel held = taken.getAndSet(null);
        if (held != null && !wanted.test(held)) {
            mailbox.handled(held);
            return null;
        }
        return held;
    }
}
