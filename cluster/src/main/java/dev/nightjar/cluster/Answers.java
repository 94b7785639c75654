package dev.nightjar.cluster;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests on one subject that are being answered, each in a virtual thread: 256 at the same time, while 1,024 more wait.
 * What comes beyond that is dropped. Any thread may offer requests; none waits.
 */
final class Answers {

    private static final int MAX_RUNNING = 256;
    private static final int MAX_WAITING = 1_024;

    private final String subject;
    private final Courier.Handler handler;
    private final ReentrantLock lock = new ReentrantLock();

    // All of these are guarded by lock.
    private final Queue<Request> waiting = new ArrayDeque<>();
    private final Set<Thread> running = new HashSet<>();
    private boolean closed;

    /** A request, and what sends its answer. */
    private record Request(String text, Consumer<byte[]> reply) {}

    Answers(String subject, Courier.Handler handler) {
        this.subject = subject;
        this.handler = handler;
    }

    /** Takes a request. Its answer goes to the consumer, in a thread of this class. */
    void offer(String request, Consumer<byte[]> reply) {
        Thread thread = null;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (running.size() < MAX_RUNNING) {
                Request first = new Request(request, reply);
                thread = Thread.ofVirtual().name("nightjar-answer/" + subject).unstarted(() -> run(first));
                running.add(thread);
            } else if (waiting.size() < MAX_WAITING) {
                waiting.add(new Request(request, reply));
            }
        } finally {
            lock.unlock();
        }
        if (thread != null) {
            thread.start();
        }
    }

    private void run(Request first) {
        Request request = first;
        while (request != null) {
            try {
                request.reply.accept(Names.text("The answer on " + subject, handler.answer(request.text)));
            } catch (InterruptedException end) {
                // The subscription has ended, so there is no next request.
            } catch (RuntimeException failure) {
                // The request stays without an answer, and the asker's deadline ends it; the exception must not vanish.
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
            }
            request = next();
        }
    }

    private @Nullable Request next() {
        lock.lock();
        try {
            Request next = closed ? null : waiting.poll();
            if (next == null) {
                running.remove(Thread.currentThread());
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more requests, forgets those that wait, and interrupts those that run. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            running.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }
}
