package dev.nightjar.cluster;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The changes that a listener has not heard of yet, and the virtual thread that tells it. A key that changes again meanwhile is
 * told once. What a slow listener makes wait is bounded: beyond 4,096 keys it hears that changes may have been missed instead.
 */
final class Hints implements Ledger.Subscription {

    private static final int MAX_KEYS = 4_096;

    private final Ledger.Listener listener;
    private final Consumer<Hints> whenClosed;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All of these are guarded by lock.
    private Set<String> keys = new LinkedHashSet<>();
    private boolean uncertain;
    private boolean closed;

    private Hints(Ledger.Listener listener, Consumer<Hints> whenClosed) {
        this.listener = listener;
        this.whenClosed = whenClosed;
        this.thread = Thread.ofVirtual().name("nightjar-hints").unstarted(this::run);
    }

    /** Starts the thread; the engine's part of the subscription ends by the second argument. */
    static Hints start(Ledger.Listener listener, Consumer<Hints> whenClosed) {
        Hints hints = new Hints(listener, whenClosed);
        hints.thread.start();
        return hints;
    }

    void changed(String key) {
        lock.lock();
        try {
            if (keys.size() < MAX_KEYS) {
                keys.add(key);
            } else if (!keys.contains(key)) {
                keys.clear();
                uncertain = true;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void uncertain() {
        lock.lock();
        try {
            uncertain = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                Set<String> now;
                boolean missed;
                lock.lock();
                try {
                    while (keys.isEmpty() && !uncertain && !closed) {
                        changed.await();
                    }
                    if (closed) {
                        return;
                    }
                    now = keys;
                    missed = uncertain;
                    keys = new LinkedHashSet<>();
                    uncertain = false;
                } finally {
                    lock.unlock();
                }
                if (missed) {
                    tell(listener::uncertain);
                }
                for (String key : now) {
                    tell(() -> listener.changed(key));
                }
            }
        } catch (InterruptedException end) {
            // Only a listener interrupts this thread, and it may end it.
            Thread.currentThread().interrupt();
        }
    }

    /** A listener that throws hears of the next change nevertheless; its exception goes where those of threads go. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException failure) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        whenClosed.accept(this);
    }
}
