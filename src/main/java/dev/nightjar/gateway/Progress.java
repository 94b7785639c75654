package dev.nightjar.gateway;

import org.jspecify.annotations.Nullable;

/** How far a session has come: its READY and the highest sequence since. Guarded by the mailbox's lock. */
final class Progress {

    private @Nullable Session session;
    private long sequence;

    Progress(@Nullable Session resumed) {
        this.session = resumed;
        this.sequence = resumed == null ? 0 : resumed.sequence();
    }

    /** This payload counts. The sequence never decreases, but with a new session. */
    void advance(Parcel.Received parcel) {
        Session established = parcel.established();
        if (established != null) {
            session = established;
            sequence = established.sequence();
        } else if (parcel.isDispatch()) {
            sequence = Math.max(sequence, parcel.payload().sequence());
        }
    }

    /** Copies the other; returns whether that has changed anything. */
    @SuppressWarnings("ReferenceEquality") // two sessions that are equal are not one, and this is asked for each event
    boolean follow(Progress other) {
        boolean changes = session != other.session || sequence != other.sequence;
        session = other.session;
        sequence = other.sequence;
        return changes;
    }

    /** The highest sequence, or {@link SessionLedger#NO_SEQUENCE} without a session. */
    long sequence() {
        return session == null ? SessionLedger.NO_SEQUENCE : sequence;
    }

    void forget() {
        session = null;
        sequence = 0;
    }

    boolean isOf(String sessionId) {
        return session != null && session.id().equals(sessionId);
    }

    /** The session with its sequence as of now, or null when there is none. */
    @Nullable
    Session session() {
        return session == null ? null : session.at(sequence);
    }
}
