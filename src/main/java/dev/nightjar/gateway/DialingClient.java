package dev.nightjar.gateway;

import java.net.http.HttpClient;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The HttpClient that dials: the user's, as it is, or one of the library's own. A client ends for good when its selector
 * thread ends. One task that its executor rejects, or one OutOfMemoryError, is enough for that. The library then replaces its
 * own client. Safe for any thread.
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
                // The listener only adds to a queue, so it may run on the client's selector thread. That saves one
                // wake-up for each event.
                current = HttpClient.newBuilder().executor(Runnable::run).build();
                own = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the user's client has ended, so that no dial can succeed any more. */
    boolean isGone() {
        return users != null && users.isTerminated();
    }
}
