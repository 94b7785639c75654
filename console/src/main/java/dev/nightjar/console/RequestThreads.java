package dev.nightjar.console;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the console's server, a virtual one for each request. There are only so many, and a request that has not been
 * answered after a while is given up: whoever opens connections and sends or takes nothing would otherwise use up the process's sockets,
 * which the bot needs. Safe for any thread.
 */
final class RequestThreads implements Executor, AutoCloseable {

    private final Semaphore free;
    private final Duration patience;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final Map<Thread, Future<?>> due = new ConcurrentHashMap<>(); // each with what gives it up
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("nightjar-console/late").factory());

    /**
     * Makes it.
     *
     * @param most how many requests there may be at once; the server closes the connections of others
     * @param patience how long a request may take, with its answer
     */
    RequestThreads(int most, Duration patience) {
        this.free = new Semaphore(most);
        this.patience = patience;
        clock.setRemoveOnCancelPolicy(true); // so that it keeps no more than there are requests
    }

    @Override
    public void execute(Runnable request) {
        if (!free.tryAcquire()) {
            throw new RejectedExecutionException("There are too many requests");
        }
        Thread thread = Thread.ofVirtual().name("nightjar-console/request").unstarted(() -> run(request));
        due.put(thread, clock.schedule(() -> giveUp(thread), patience.toNanos(), TimeUnit.NANOSECONDS));
        running.add(thread);
        thread.start();
    }

    private void run(Runnable request) {
        try {
            request.run();
        } finally {
            mayStay();
            running.remove(Thread.currentThread());
            free.release();
        }
    }

    /** An interrupt closes the connection that the thread reads from or writes to. */
    private void giveUp(Thread thread) {
        if (due.remove(thread) != null) {
            thread.interrupt();
        }
    }

    /** Lets the request of this thread take as long as it takes. */
    void mayStay() {
        Future<?> late = due.remove(Thread.currentThread());
        if (late != null) {
            late.cancel(false);
        }
    }

    /** Ends all requests. */
    @Override
    public void close() {
        clock.shutdownNow();
        running.forEach(Thread::interrupt);
    }
}
