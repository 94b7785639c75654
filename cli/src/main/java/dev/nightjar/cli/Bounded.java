package dev.nightjar.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls that have to end in time, whatever they wait for. Safe for any thread. */
final class Bounded {

    private Bounded() {}

    /**
     * Makes the call in another thread. One that is late goes on there, and nobody gets its answer: the look-up of an address can
     * be neither limited nor interrupted.
     *
     * @throws TimeoutException when it has not ended in time
     * @throws IOException what the call has thrown
     */
    static <T extends @Nullable Object> T call(Duration time, Callable<T> call)
            throws TimeoutException, IOException, InterruptedException {
        var task = new FutureTask<>(call);
        Thread.ofVirtual().name("nightjar-call").start(task);
        try {
            return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IOException(e.getCause());
            }
        } finally {
            task.cancel(true);
        }
    }
}
