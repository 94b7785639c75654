package dev.nightjar.gateway;

import dev.nightjar.gateway.event.SessionInvalidated;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a shard's session: up to which sequence its payloads were received, delivered to the user's loop and handled
 * by it, and whether it was cut. Safe for any thread.
 */
final class SessionLedger {

    /*
     * That no event is lost and none comes twice depends on two moments. A payload counts as received when it is in the
     * mailbox: from then on it can be taken, whatever happens to the connection, so a RESUME may ask for what follows it.
     * Before that moment it would be lost with the connection. A payload counts as delivered when the loop has taken it. A
     * suspended session must continue after it, because the mailbox ends with the process. Both moments are operations of the
     * mailbox, so the ledger shares its lock, and no thread can see a payload without its number.
     */

    /** Stands for the sequence of a session without any payload, and for no session. */
    static final long NO_SEQUENCE = -1;

    private final ReentrantLock lock; // the mailbox's

    // All of these are guarded by lock.
    private final Progress received;
    private final Progress delivered;
    private final Progress handled;
    private boolean dropped;
    private boolean cut;
    private @Nullable Runnable watcher;
    private @Nullable Receipts receipts; // null until handlers run, as for most shards none do
    private final Condition settled;

    // Written under lock, read by all: a heartbeat must never wait for a thread that holds the lock.
    private final AtomicLong lastReceived;

    /** Makes a ledger that shares the lock of the mailbox. */
    SessionLedger(ReentrantLock lock, @Nullable Session resumed) {
        this.lock = lock;
        this.settled = lock.newCondition();
        this.received = new Progress(resumed);
        this.delivered = new Progress(resumed);
        this.handled = new Progress(resumed);
        this.lastReceived = new AtomicLong(resumed == null ? NO_SEQUENCE : resumed.sequence());
    }

    // ---- for the mailbox, which holds the lock

    /** Counts this payload as received: it is in the mailbox. */
    void receive(Parcel.Received payload) {
        received.advance(payload);
        lastReceived.setRelease(received.sequence());
    }

    /**
     * Counts this parcel as delivered: the loop has taken it. If it reports the end of a session, the loop knows of that from
     * now on.
     */
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

    /** Counts what was delivered as handled: the loop asks for more. */
    void handle() {
        if (isHandling()) {
            // What handlers have not ended for is left to nobody: another loop goes on behind it.
            receipts().clear();
            settled.signalAll();
        }
        follow(delivered);
    }

    /** Counts what was skipped as handled, if no handler runs. */
    void skip() {
        if (!isHandling()) {
            follow(delivered);
        }
    }

    /** Notes that this parcel, which was just delivered, goes to a handler. */
    void hand(Parcel parcel) {
        receipts().open(parcel, delivered);
    }

    /** Notes that the calling thread handles this parcel from now on. */
    void begin(Parcel parcel, Runnable onLeave) {
        if (isHandling()) {
            receipts().begin(parcel, onLeave);
        }
    }

    /** Counts this parcel as handled, and the session up to the first one that is not. */
    void handled(Parcel parcel) {
        if (isHandling()) {
            settle(receipts().close(parcel));
        } else if (receipts != null) {
            receipts.forget(parcel);
        }
    }

    /** Whether the calling thread is a handler. */
    boolean isHandler() {
        return receipts != null && receipts.isHandler();
    }

    /** Counts what the calling thread handles as handled, because it ends the shard itself, or waits for those who do. */
    void leave() {
        if (isHandling()) {
            settle(receipts().leave());
        }
    }

    private void settle(@Nullable Progress reached) {
        if (!isHandling()) {
            follow(delivered);
            settled.signalAll();
        } else if (reached != null) {
            follow(reached);
        }
    }

    private void follow(Progress reached) {
        if (handled.follow(reached) && watcher != null) {
            Runnable told = watcher;
            watcher = null;
            told.run();
        }
    }

    private boolean isHandling() {
        return receipts != null && !receipts.isEmpty();
    }

    private Receipts receipts() {
        Receipts known = receipts;
        if (known == null) {
            known = new Receipts();
            receipts = known;
        }
        return known;
    }

    /** Stops all counting: nothing more is received or delivered. Returns whether this was the first cut. */
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

    /** The session with the sequence of the last delivered event. */
    Optional<Session> delivered() {
        lock.lock();
        try {
            return Optional.ofNullable(deliveredSession());
        } finally {
            lock.unlock();
        }
    }

    /** The id of the session that the last delivered payload belongs to, even when the user has ended it since. */
    Optional<String> deliveredId() {
        lock.lock();
        try {
            return Optional.ofNullable(delivered.id());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The session from which another shard or process continues after the delivered events, or, while handlers run, after those
     * that are handled; empty when none can.
     */
    Optional<Session> resumable() {
        lock.lock();
        try {
            return Optional.ofNullable(settledSession());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The session with the sequence of the last handled event, without the event that the loop's body is working on. Null when
     * the session has ended, even while the user does not know that yet.
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

    /** The session that a later process may resume: after a cut the one that the cut gave, otherwise the handled one. */
    @Nullable
    Session lastHandled() {
        lock.lock();
        try {
            return cut ? settledSession() : handledSession();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no handler runs any more, for this time at most. Returns at once if nothing was cut: the session goes on. */
    void awaitHandlers(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (cut && isHandling() && left > 0) {
                left = settled.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code change} once, under the lock, as soon as the handled session differs from this one. */
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

    /**
     * Forgets the received session: nothing can resume it any more. The user still sees it until the loop gets the event of
     * its end.
     */
    void forget() {
        lock.lock();
        try {
            received.forget();
            lastReceived.setRelease(NO_SEQUENCE);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the session completely: the user has ended it. */
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

    private @Nullable Session settledSession() {
        return isHandling() ? handledSession() : ifReceived(deliveredSession());
    }

    private @Nullable Session handledSession() {
        return dropped ? null : ifReceived(handled.session());
    }

    private @Nullable Session ifReceived(@Nullable Session session) {
        return session != null && received.isOf(session.id()) ? session : null;
    }
}
