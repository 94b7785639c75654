package dev.nightjar.gateway;

import dev.nightjar.gateway.event.SessionInvalidated;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a shard's session: how far its payloads were received, delivered to the user's loop, and handled by it, and
 * whether it was cut there. Safe for any thread.
 */
final class SessionLedger {

    /*
     * "Nothing is lost, nothing comes twice" hangs on two moments. A payload counts as received when it is in the mailbox: from
     * then on it stays deliverable whatever the connection does, so a RESUME may ask for what follows it; one moment earlier it
     * would be lost with the connection. A payload counts as delivered when the loop has taken it: that is what a suspended
     * session must continue from, as the mailbox dies with the process. Both moments are operations of the mailbox, so the
     * ledger shares its lock, and no thread can see a payload without its number.
     */

    /** Stands for a session without any payload, and for none. */
    static final long NO_SEQUENCE = -1;

    private final ReentrantLock lock; // the mailbox's

    // All of these are guarded by lock.
    private final Progress received;
    private final Progress delivered;
    private final Progress handled;
    private boolean dropped;
    private boolean cut;
    private @Nullable Runnable watcher;

    // Written under lock, read by all: a heartbeat must never wait for a thread that holds the lock.
    private final AtomicLong lastReceived;

    /** With the lock of the mailbox, which tells it of what comes and goes. */
    SessionLedger(ReentrantLock lock, @Nullable Session resumed) {
        this.lock = lock;
        this.received = new Progress(resumed);
        this.delivered = new Progress(resumed);
        this.handled = new Progress(resumed);
        this.lastReceived = new AtomicLong(resumed == null ? NO_SEQUENCE : resumed.sequence());
    }

    // ---- for the mailbox, which holds the lock

    /** This payload is in the mailbox. */
    void receive(Parcel.Received payload) {
        received.advance(payload);
        lastReceived.setRelease(received.sequence());
    }

    /** The loop was given this; it knows of the end of a session from then on. */
    void deliver(Parcel parcel) {
        switch (parcel) {
            case Parcel.Received payload -> delivered.advance(payload);
            case Parcel.Notice notice -> {
                if (notice.event() instanceof SessionInvalidated gone && delivered.isOf(gone.sessionId())) {
                    delivered.forget();
                }
            }
        }
    }

    /** The loop asks for more, so it has handled what it was given. */
    void handle() {
        if (handled.follow(delivered) && watcher != null) {
            Runnable told = watcher;
            watcher = null;
            told.run();
        }
    }

    /** Nothing more is received or delivered. Returns whether this was the first cut. */
    boolean cut() {
        boolean first = !cut;
        cut = true;
        return first;
    }

    boolean isCut() {
        return cut;
    }

    // ---- for all

    /** The session that a RESUME may continue, with the sequence that it continues from; null when there is none. */
    @Nullable
    Session received() {
        lock.lock();
        try {
            return received.session();
        } finally {
            lock.unlock();
        }
    }

    /** The sequence of {@link #received()} for a heartbeat, or {@link #NO_SEQUENCE}. Takes no lock. */
    long lastReceived() {
        return lastReceived.getAcquire();
    }

    /** The session as far as the user was given its events. */
    Optional<Session> delivered() {
        lock.lock();
        try {
            return Optional.ofNullable(deliveredSession());
        } finally {
            lock.unlock();
        }
    }

    /** Where another shard or process continues after what the user was given; empty when it cannot. */
    Optional<Session> resumable() {
        lock.lock();
        try {
            return Optional.ofNullable(ifReceived(deliveredSession()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * The session as far as the user has handled its events: without the one that the loop's body is at. Null when it is over,
     * also while the user does not know that yet.
     */
    @Nullable
    Session handled() {
        lock.lock();
        try {
            return handledSession();
        } finally {
            lock.unlock();
        }
    }

    /** What a later process may resume from: after a cut what the cut gave, otherwise what was handled. */
    @Nullable
    Session lastHandled() {
        lock.lock();
        try {
            return cut ? ifReceived(deliveredSession()) : handledSession();
        } finally {
            lock.unlock();
        }
    }

    /** Calls once, under the lock, when the handled session is not, or no longer, this one. */
    void watchHandled(@Nullable Session known, Runnable change) {
        lock.lock();
        try {
            Session now = handledSession();
            if (now == null || now.equals(known)) {
                watcher = change;
            } else {
                change.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the received session: nothing can resume it any more. The user still sees it until told. */
    void forget() {
        lock.lock();
        try {
            received.forget();
            lastReceived.setRelease(NO_SEQUENCE);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the session on both sides: the user has ended it. */
    void drop() {
        lock.lock();
        try {
            received.forget();
            lastReceived.setRelease(NO_SEQUENCE);
            dropped = true;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Session deliveredSession() {
        return dropped ? null : delivered.session();
    }

    private @Nullable Session handledSession() {
        return dropped ? null : ifReceived(handled.session());
    }

    private @Nullable Session ifReceived(@Nullable Session session) {
        return session != null && received.isOf(session.id()) ? session : null;
    }
}
