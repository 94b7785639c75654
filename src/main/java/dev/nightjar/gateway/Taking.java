package dev.nightjar.gateway;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The taking of events by one thread, which a failure in another thread ends. Made in the thread that takes; otherwise safe for
 * any thread.
 */
final class Taking {

    private final Thread taker = Thread.currentThread();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private boolean over;
    private @Nullable GatewayException failure;

    /** Keeps the first failure, and interrupts the thread that takes if it may be waiting for another event. */
    void fail(GatewayException cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
                if (!over) {
                    taker.interrupt();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the taking. After that no failure interrupts the thread. */
    void stop() {
        lock.lock();
        try {
            if (!over && failure != null) {
                // This is the interrupt of that failure, unless the wait has seen it.
                Thread.interrupted();
            }
            over = true;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    GatewayException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }
}
