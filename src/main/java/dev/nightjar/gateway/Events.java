package dev.nightjar.gateway;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of a shard or of a fleet, and the four ways to take them: one after the other in a for-each, one at a time with a
 * limit for the wait, many at a time in handlers, or one after the other with many that are still being handled elsewhere. Each
 * event is given out once, so one of these is in use at a time, in one thread; a later one goes on where an earlier one stopped.
 * To wait for a certain event beside it, in any thread, use {@link Shard#await} or {@link Fleet#await}.
 *
 * {@snippet file="dev/nightjar/gateway/examples/InParallel.java" region="handle"}
 *
 * @param <E> what is given out
 */
public final class Events<E> implements Iterable<E> {

    // About 100 years: no wait is longer, and in nanoseconds it still fits into a long.
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final int MOST_AT_ONCE = 100_000;

    private final Feed<E> feed;

    Events(Feed<E> feed) {
        this.feed = feed;
    }

    /**
     * The events one after the other. An event counts as handled when the next one is asked for.
     *
     * @return an iterator whose {@code hasNext} waits, and is false when the shard or fleet has ended and everything was given out
     */
    @Override
    public Iterator<E> iterator() {
        return feed.iterator();
    }

    /**
     * The next event if there is one now. Otherwise as {@link #poll(Duration)}.
     *
     * @return empty when there is none, and at the end
     */
    public Optional<E> poll() {
        try {
            return poll(Duration.ZERO);
        } catch (InterruptedException e) {
            throw GatewayException.interrupted(e);
        }
    }

    /**
     * Waits for the next event, but not for long: for a loop that has other work to do as well. An event counts as handled when
     * the next one is asked for.
     *
     * @param timeout how long to wait at most
     * @return empty when none has come in this time, and at the end; {@link #isOver} tells which
     * @throws InterruptedException when the thread is interrupted
     * @throws GatewayException once, when the shard has failed, or one of the fleet's
     * @throws IllegalArgumentException when the timeout is negative
     * @throws IllegalStateException when another thread takes events
     */
    public Optional<E> poll(Duration timeout) throws InterruptedException {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("A timeout must not be negative, but is " + timeout);
        }
        return Optional.ofNullable(feed.poll(timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout));
    }

    /**
     * Whether the shard or fleet has ended and everything was given out.
     *
     * @return true when no more events will come
     */
    public boolean isOver() {
        return feed.isOver();
    }

    /**
     * Handles the events in virtual threads, and returns when the shard or fleet has ended and all handlers have. Events with an
     * equal key are handled one after the other, in their order; with {@code Event::guildId} those of one guild. When {@code
     * atOnce} events are being handled, or wait for others of their key, no more are taken: the buffer of the shard fills up, and
     * the gateway waits.
     *
     * <p>An event counts as handled when its handler has returned, and those before it have been handled, too. So a {@link
     * GatewayConfig.Builder#sessionStore session store} never has the sequence of an event whose handler has not ended.
     * {@link Shard#suspend} waits for the handlers, for the close timeout at most; what they have not ended by then, and what
     * follows it, comes again with the next process. A handler that calls {@code suspend} itself counts as ended, and
     * the events of its key go on beside it.
     *
     * <p>When a handler throws, no more events are taken, the handlers of those that were taken run to their end, and then this
     * method throws. The shard goes on, so a program may call it again; a program that wants to go on in any case catches what
     * its handler throws in the handler. When the calling thread is interrupted, so are the handlers that run at that moment,
     * and no more events are taken.
     *
     * @param atOnce how many events may be taken and not yet handled, from 1 to 100,000
     * @param key the key of an event; null for an event that need not wait for any other. It is called in the calling thread
     * @param handler what to do with an event
     * @throws GatewayException when the shard has failed, or one of the fleet's; with the reason {@link
     *     GatewayException.Reason#HANDLER_FAILED} when a handler has thrown, and with {@link
     *     GatewayException.Reason#INTERRUPTED} when the thread was interrupted
     * @throws IllegalArgumentException when {@code atOnce} is out of range
     * @throws IllegalStateException when another thread takes events
     */
    public void handle(
            int atOnce, Function<? super E, ? extends @Nullable Object> key, EventHandler<? super E> handler) {
        new Handlers<>(feed, checked(atOnce), key, handler).run();
    }

    /**
     * Takes the events one after the other in the calling thread, for work that goes on elsewhere: in a client of a database or
     * of a stream that answers later. Returns when the shard or fleet has ended and all stages have completed. When the stages of
     * {@code atOnce} events are open, no more are taken: the buffer of the shard fills up, and the gateway waits.
     *
     * {@snippet file="dev/nightjar/gateway/examples/InParallel.java" region="async"}
     *
     * <p>An event counts as handled when its stage has completed, in any thread, and those before it are handled, too; as with
     * {@link #handle}, a session store never has the sequence of an event whose stage has not completed, and {@link
     * Shard#suspend} waits for the stages. The function itself must not call {@code suspend}, which would wait for the stage of
     * that call in vain.
     *
     * <p>When the function throws or a stage fails, that event is not handled, no more events are taken, and this method throws
     * when the other stages have completed. The shard goes on, so a program may call it again. When the calling thread is
     * interrupted, no more events are taken; it still waits for the stages, which another interrupt ends.
     *
     * @param atOnce how many events may be taken and not yet handled, from 1 to 100,000
     * @param handler begins what is to be done with an event, and returns the stage that completes when it is done. It should
     *     not wait for that
     * @throws GatewayException as {@link #handle}
     * @throws IllegalArgumentException when {@code atOnce} is out of range
     * @throws IllegalStateException when another thread takes events
     */
    public void handleAsync(int atOnce, Function<? super E, ? extends CompletionStage<?>> handler) {
        new OpenStages<>(feed, checked(atOnce), handler).run();
    }

    private static int checked(int atOnce) {
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException("atOnce must be from 1 to " + MOST_AT_ONCE + ", but is " + atOnce);
        }
        return atOnce;
    }

    /** Whether more events may come. */
    @Override
    public String toString() {
        return "Events[" + (isOver() ? "over" : "open") + "]";
    }
}
