package dev.nightjar.gateway;

import java.net.http.HttpClient;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The HttpClient that dials: the user's, as it is, or one of the library's own. A client ends for good when its selector thread
 * does, which one task that its executor rejects, or a moment without memory, is enough for; then the library's own is replaced.
 * Safe for any thread.
 */
final class DialingClient {

    private final @Nullable HttpClient users;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable HttpClient own; // guarded by lock

    private DialingClient(@Nullable HttpClient users) {
        this.users = users;
    }

    /** The user's client, or one of the library's own where there is none. */
    static DialingClient of(@Nullable HttpClient users) {
        return new DialingClient(users);
    }

    HttpClient get() {
        if (users != null) {
            return users;
        }
        lock.lock();
        try {
            HttpClient current = own;
            if (current == null || current.isTerminated()) {
                // The listener only adds to a queue, so it may run where the bytes arrive: one wake-up less for each
                // event.
                current = HttpClient.newBuilder().executor(Runnable::run).build();
                own = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no dial can succeed any more, and only the user can help. */
    boolean isGone() {
        return users != null && users.isTerminated();
    }
}
