package dev.nightjar.console;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the console's server, a virtual one for each request. There are only so many, and a request that has not arrived as a
 * whole after a while is given up: whoever opens connections and sends nothing would otherwise use up the process's sockets, which the
 * bot needs. Safe for any thread.
 */
final class RequestThreads implements Executor, AutoCloseable {

    private final Semaphore free;
    private final Duration patience;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final Set<Thread> receiving = ConcurrentHashMap.newKeySet();

    /**
     * Makes it.
     *
     * @param most how many requests there may be at once; the server closes the connections of others
     * @param patience how long a request may take until it has arrived
     */
    RequestThreads(int most, Duration patience) {
        this.free = new Semaphore(most);
        this.patience = patience;
    }

    @Override
    public void execute(Runnable request) {
        if (!free.tryAcquire()) {
            throw new RejectedExecutionException("There are too many requests");
        }
        Thread thread = Thread.ofVirtual().name("nightjar-console/request").unstarted(() -> run(request));
        running.add(thread);
        receiving.add(thread);
        thread.start();
        CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(() -> giveUp(thread));
    }

    private void run(Runnable request) {
        try {
            request.run();
        } finally {
            arrived();
            running.remove(Thread.currentThread());
            free.release();
        }
    }

    /** An interrupt closes the connection that the thread reads from. */
    private void giveUp(Thread thread) {
        if (receiving.remove(thread)) {
            thread.interrupt();
        }
    }

    /** Notes that the request of this thread has arrived, and may take as long as it takes. */
    void arrived() {
        receiving.remove(Thread.currentThread());
    }

    /** Ends all requests. */
    @Override
    public void close() {
        running.forEach(Thread::interrupt);
    }
}
