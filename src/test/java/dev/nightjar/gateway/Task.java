package dev.nightjar.gateway;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a test runs in a thread of its own, because it is expected to wait there. */
final class Task<T extends @Nullable Object> {

    /** A body without a result. */
    interface Body {
        void run() throws Exception;
    }

    private final FutureTask<T> future;
    private final Thread thread;

    private Task(String name, Callable<T> body) {
        this.future = new FutureTask<>(body);
        this.thread = Thread.ofVirtual().name(name).start(future);
    }

    static <T extends @Nullable Object> Task<T> ask(Callable<T> body) {
        return new Task<>("task", body);
    }

    static Task<@Nullable Void> run(Body body) {
        return run("task", body);
    }

    static Task<@Nullable Void> run(String name, Body body) {
        return new Task<>(name, () -> {
            body.run();
            return null;
        });
    }

    /** Returns when the thread waits for something. Nothing can tell a test of that, so it looks again and again. */
    Task<T> untilItWaits() {
        while (!isWaiting()) {
            if (future.isDone()) {
                throw new AssertionError("the task has ended instead of waiting: " + future);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("the test's time is over, and the task is " + thread.getState());
            }
            Thread.onSpinWait();
        }
        return this;
    }

    /** Returns when the thread waits for something, or has ended. */
    Task<T> untilItWaitsOrHasEnded() {
        while (!future.isDone() && !isWaiting()) {
            Thread.onSpinWait();
        }
        return this;
    }

    private boolean isWaiting() {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, BLOCKED, TERMINATED -> false;
        };
    }

    Task<T> interrupt() {
        thread.interrupt();
        return this;
    }

    boolean isDone() {
        return future.isDone();
    }

    /** What the body returned, or threw. */
    T result() throws Exception {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
