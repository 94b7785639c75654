package dev.nightjar.gateway;

import dev.nightjar.gateway.event.SessionInvalidated;
import org.jspecify.annotations.Nullable;

/**
 * The session, as far as its payloads were received, delivered to the user's loop, and handled by it. Guarded by the mailbox's
 * lock.
 */
final class SessionProgress {

    private final Progress received;
    private final Progress delivered;
    private final Progress handled;
    private boolean dropped;
    private @Nullable Runnable watcher;

    SessionProgress(@Nullable Session resumed) {
        this.received = new Progress(resumed);
        this.delivered = new Progress(resumed);
        this.handled = new Progress(resumed);
    }

    /** This payload is in the queue. */
    void receive(Parcel.Received payload) {
        received.advance(payload);
    }

    /** The loop was given this, and knows of the end of a session from then on. */
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

    /** Nothing can resume the received session any more. The user still sees it until told. */
    void forget() {
        received.forget();
    }

    /** The user has ended the session. */
    void drop() {
        received.forget();
        dropped = true;
    }

    /** Where a RESUME continues, or null when there is nothing to resume. */
    @Nullable
    Session received() {
        return received.session();
    }

    /** As far as the user was given its events, or null when the user knows of none. */
    @Nullable
    Session delivered() {
        return dropped ? null : delivered.session();
    }

    /** Where another shard or process continues after what the user was given, or null when it cannot. */
    @Nullable
    Session resumable() {
        return ifReceived(delivered());
    }

    /**
     * As far as the user has handled its events: without the one that the loop's body is at. Null when it is over, also while
     * the user does not know that yet.
     */
    @Nullable
    Session handled() {
        return dropped ? null : ifReceived(handled.session());
    }

    private @Nullable Session ifReceived(@Nullable Session session) {
        return session != null && received.isOf(session.id()) ? session : null;
    }

    /** Calls once, when the handled session is not, or no longer, this one. */
    void watchHandled(@Nullable Session known, Runnable change) {
        Session now = handled();
        if (now == null || now.equals(known)) {
            watcher = change;
        } else {
            change.run();
        }
    }
}
