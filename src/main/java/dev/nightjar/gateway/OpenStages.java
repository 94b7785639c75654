package dev.nightjar.gateway;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one {@link Events#handleAsync} that have not completed. The calling thread takes events and calls the user's
 * function; the threads that complete the stages report the events as handled. A permit is held from before an event is taken
 * until its stage has completed, which bounds what is taken.
 */
final class OpenStages<E> {

    private final Feed<E> feed;
    private final int atOnce;
    private final Function<? super E, ? extends CompletionStage<?>> handler;
    private final Semaphore permits;
    private final Taking taking = new Taking();

    OpenStages(Feed<E> feed, int atOnce, Function<? super E, ? extends CompletionStage<?>> handler) {
        this.feed = feed;
        this.atOnce = atOnce;
        this.handler = handler;
        this.permits = new Semaphore(atOnce);
    }

    /** Handles events until their end. */
    void run() {
        feed.beginHandling();
        InterruptedException interrupt = null;
        try {
            takeAll();
        } catch (InterruptedException e) {
            interrupt = taking.failure() == null ? e : null;
        } finally {
            taking.stop();
            InterruptedException another = awaitAll();
            interrupt = another == null ? interrupt : another;
            feed.endHandling();
            if (interrupt != null) {
                Thread.currentThread().interrupt();
            }
        }
        GatewayException failed = taking.failure();
        if (failed != null) {
            throw failed;
        }
        if (interrupt != null) {
            throw GatewayException.interrupted(interrupt);
        }
    }

    private void takeAll() throws InterruptedException {
        var slice = new TimeSlice();
        while (taking.failure() == null) {
            permits.acquire();
            Feed.Handed<E> next = takeNext();
            if (next == null) {
                return;
            }
            begin(next);
            slice.useOne();
        }
    }

    private Feed.@Nullable Handed<E> takeNext() throws InterruptedException {
        Feed.Handed<E> next = null;
        try {
            next = feed.take();
            return next;
        } finally {
            if (next == null) {
                permits.release();
            }
        }
    }

    /*
     * The event has no handler thread in the receipts, unlike that of a handler: the calling thread begins many, and if the user's
     * function ended the shard, all of them would count as handled.
     */
    private void begin(Feed.Handed<E> next) {
        CompletionStage<?> stage;
        try {
            stage = handler.apply(next.event());
        } catch (Exception | Error e) {
            end(next, e);
            return;
        }
        if (stage == null) {
            end(next, new NullPointerException("The function has returned null instead of a stage"));
        } else {
            var unused = stage.whenComplete((result, failure) -> end(next, failure));
        }
    }

    private void end(Feed.Handed<E> next, @Nullable Throwable failure) {
        try {
            if (failure == null) {
                next.done();
            } else {
                taking.fail(GatewayException.handlerFailed(next.event(), cause(failure)));
            }
        } finally {
            permits.release();
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    /** Waits until no stage is open; returns the interrupt that has ended the wait. One that came before it does not count. */
    private @Nullable InterruptedException awaitAll() {
        boolean before = Thread.interrupted();
        try {
            permits.acquire(atOnce);
            return null;
        } catch (InterruptedException e) {
            return e;
        } finally {
            if (before) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
