package dev.nightjar.gateway;

import dev.nightjar.gateway.command.UpdatePresence;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The presence that the user wants a shard to show. Only the newest one counts: it replaces one that still waits to be sent,
 * and each IDENTIFY has it. It belongs to the shard and outlives connections. Safe for any thread; one writer at a time.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#update-presence">Discord: Update Presence</a>
 */
final class Presence {

    /** Discord shows no more than five changes in twenty seconds. */
    static final int LIMIT = 5;

    // Discord measures when the changes arrive.
    static final Duration WINDOW = Duration.ofMillis(20_500);

    private final boolean limited;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Long> sent = new ArrayDeque<>(); // guarded by lock
    private Optional<UpdatePresence> current; // guarded by lock
    private @Nullable String waiting; // guarded by lock

    /**
     * A presence that was not sent yet.
     *
     * @param limited whether changes are kept within Discord's limit
     */
    Presence(Optional<UpdatePresence> initial, boolean limited) {
        this.current = initial;
        this.limited = limited;
    }

    /**
     * Replaces the presence.
     *
     * @throws IllegalArgumentException when its payload is longer than 4,096 bytes
     */
    void set(UpdatePresence wanted) {
        String json = PayloadWriter.commands(wanted).getFirst();
        lock.lock();
        try {
            current = Optional.of(wanted);
            waiting = json;
        } finally {
            lock.unlock();
        }
    }

    /** The presence for an IDENTIFY, which makes a payload of its own unnecessary. */
    Optional<UpdatePresence> identify() {
        lock.lock();
        try {
            waiting = null;
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** The payload that is to be sent; null when none waits. */
    @Nullable
    String waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** The nanoseconds until a presence may be sent; 0 if it may be sent now. */
    long nanosUntilFree(long now) {
        lock.lock();
        try {
            while (!sent.isEmpty() && now - sent.getFirst() >= WINDOW.toNanos()) {
                sent.poll();
            }
            return sent.size() < LIMIT || !limited ? 0 : sent.getFirst() + WINDOW.toNanos() - now;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that this payload was written. One that has replaced it meanwhile goes on waiting. */
    void written(String json, long now) {
        lock.lock();
        try {
            sent.add(now);
            if (sent.size() > LIMIT) {
                sent.poll();
            }
            if (json.equals(waiting)) {
                waiting = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
