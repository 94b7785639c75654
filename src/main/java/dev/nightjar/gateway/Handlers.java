package dev.nightjar.gateway;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of one {@link Events#handle}. The calling thread takes events and starts a virtual thread for each key that has
 * none; such a thread handles what has come for its key, and ends when nothing is left. A permit is held from before an event is
 * taken until it was handled, which bounds what is taken.
 */
final class Handlers<E> {

    private static final ThreadFactory VIRTUAL =
            Thread.ofVirtual().name("handler").factory();

    private final Feed<E> feed;
    private final ThreadFactory threads;
    private final Function<? super E, ? extends @Nullable Object> key;
    private final EventHandler<? super E> handler;
    private final Semaphore permits;
    private final Taking taking = new Taking();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    // Guarded by lock.
    private final Map<Object, Queue<Feed.Handed<E>>> waiting = new HashMap<>(); // by the keys that have a thread
    private final Set<Thread> running = new HashSet<>();

    Handlers(
            Feed<E> feed,
            int atOnce,
            Function<? super E, ? extends @Nullable Object> key,
            EventHandler<? super E> handler) {
        this(feed, atOnce, key, handler, VIRTUAL);
    }

    /** Runs the handlers in threads of this factory. */
    Handlers(
            Feed<E> feed,
            int atOnce,
            Function<? super E, ? extends @Nullable Object> key,
            EventHandler<? super E> handler,
            ThreadFactory threads) {
        this.feed = feed;
        this.threads = threads;
        this.key = key;
        this.handler = handler;
        this.permits = new Semaphore(atOnce);
    }

    /** Handles events until their end. */
    void run() {
        feed.beginHandling();
        try {
            takeAll();
        } catch (InterruptedException e) {
            taking.stop();
            if (taking.failure() == null) {
                // The handlers are interrupted below, as the flag is set.
                throw GatewayException.interrupted(e);
            }
        } finally {
            taking.stop();
            awaitIdle();
            feed.endHandling();
        }
        GatewayException failed = taking.failure();
        if (failed != null) {
            throw failed;
        }
    }

    private void takeAll() throws InterruptedException {
        var slice = new TimeSlice();
        while (taking.failure() == null) {
            permits.acquire();
            Feed.Handed<E> next = feed.take();
            if (next == null) {
                return;
            }
            start(next, key.apply(next.event()));
            slice.useOne();
        }
    }

    private void start(Feed.Handed<E> next, @Nullable Object line) {
        lock.lock();
        try {
            Queue<Feed.Handed<E>> before = line == null ? null : waiting.get(line);
            if (before != null) {
                before.add(next);
                return;
            }
            if (line != null) {
                waiting.put(line, new ArrayDeque<>(1));
            }
            startThread(next, line);
        } finally {
            lock.unlock();
        }
    }

    private void startThread(Feed.Handed<E> first, @Nullable Object line) {
        Thread thread = threads.newThread(() -> work(first, new Turn(line)));
        running.add(thread);
        try {
            thread.start();
        } catch (Error e) {
            // There was no memory for it, and nobody may wait for it.
            running.remove(thread);
            throw e;
        }
    }

    /** The right of a thread to handle the events of a key, which it gives up when its event counts as handled before its end. */
    private final class Turn {

        private final @Nullable Object line;
        private boolean over; // guarded by lock

        Turn(@Nullable Object line) {
            this.line = line;
        }

        Feed.@Nullable Handed<E> following() {
            lock.lock();
            try {
                return over || line == null ? null : poll(line);
            } finally {
                lock.unlock();
            }
        }

        /** Lets another thread handle what follows, for which somebody may wait. */
        void giveUp() {
            lock.lock();
            try {
                if (!over && line != null) {
                    over = true;
                    Feed.Handed<E> next = poll(line);
                    if (next != null) {
                        startThread(next, line);
                    }
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void work(Feed.Handed<E> first, Turn turn) {
        try {
            for (Feed.Handed<E> next = first; next != null; next = turn.following()) {
                handle(next, turn);
                // An interrupt was meant for this event, and not for the next one.
                Thread.interrupted();
            }
        } finally {
            lock.lock();
            try {
                running.remove(Thread.currentThread());
                idle.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void handle(Feed.Handed<E> next, Turn turn) {
        try {
            next.begin(turn::giveUp);
            handler.handle(next.event());
            next.done();
        } catch (Exception | Error e) {
            taking.fail(GatewayException.handlerFailed(next.event(), e));
        } finally {
            permits.release();
        }
    }

    /** The next event of a key; without one the key has no thread any more. */
    private Feed.@Nullable Handed<E> poll(Object line) {
        Queue<Feed.Handed<E>> left = waiting.get(line);
        Feed.Handed<E> next = left == null ? null : left.poll();
        if (next == null) {
            waiting.remove(line);
        }
        return next;
    }

    /** Waits until everything that was taken is handled. Each interrupt meanwhile is passed on to the handlers. */
    private void awaitIdle() {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!running.isEmpty()) {
                try {
                    idle.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    running.forEach(Thread::interrupt);
                }
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
