package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A wait for a certain event, which has begun: it also finds an event that comes before a thread waits for it. So a program begins
 * it, then does what the event will answer, such as sending a message with a button, and then waits. It must be closed. Safe for
 * any thread; each event is found once.
 *
 * {@snippet file="dev/nightjar/gateway/examples/Awaited.java" region="expect"}
 *
 * @param <E> the event
 * @see Shard#expect
 * @see Fleet#expect
 */
public final class AwaitedEvent<E extends Event> implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final EventWaits waits;
    private final EventWaits.Wait wait;
    private final Class<E> type;
    private final Predicate<? super E> wanted;

    AwaitedEvent(EventWaits waits, Class<E> type, Predicate<? super E> wanted) {
        this.waits = waits;
        this.wait = waits.begin(type);
        this.type = type;
        this.wanted = wanted;
    }

    /**
     * Waits for the event. Called again, it waits for the next such event.
     *
     * @param timeout how long to wait at most; zero looks at what has come and does not wait
     * @return empty when it has not come in this time, or when the shard or fleet has ended
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalArgumentException when the timeout is negative
     * @throws IllegalStateException when this is closed, or when more events have come meanwhile than it may hold: 10,000 of
     *     the type, or 32 MB
     */
    public Optional<E> await(Duration timeout) throws InterruptedException {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("A timeout must not be negative, but is " + timeout);
        }
        long deadline = waits.now() + (timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout).toNanos();
        int late = -1; // how many have come in time and are looked at too late
        while (late != 0) {
            if (late > 0) {
                late--;
            } else if (deadline - waits.now() <= 0) {
                late = wait.unread();
                continue;
            }
            Parcel next = wait.next(deadline);
            if (next == null) {
                return Optional.empty();
            }
            Event event = Shard.event(next);
            if (type.isInstance(event)) {
                E found = type.cast(event);
                if (wanted.test(found)) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    /** Ends the wait; a thread that waits gets an IllegalStateException. Closing again does nothing. */
    @Override
    public void close() {
        wait.close();
    }

    /** The type of the event. */
    @Override
    public String toString() {
        return "AwaitedEvent[" + type.getSimpleName() + "]";
    }
}
