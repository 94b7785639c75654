package dev.nightjar.gateway;

import org.jspecify.annotations.Nullable;

/** A position in a session: its READY and the highest sequence since then. Guarded by the mailbox's lock. */
final class Progress {

    private @Nullable Session session;
    private long sequence;

    Progress(@Nullable Session resumed) {
        this.session = resumed;
        this.sequence = resumed == null ? 0 : resumed.sequence();
    }

    /** Counts this payload. The sequence never decreases, except when a new session begins. */
    void advance(Parcel.Received parcel) {
        Session established = parcel.established();
        if (established != null) {
            session = established;
            sequence = established.sequence();
        } else if (parcel.isDispatch()) {
            sequence = Math.max(sequence, parcel.payload().sequence());
        }
    }

    /** Copies the other position; returns whether that has changed this one. */
    @SuppressWarnings("ReferenceEquality") // equal sessions may be different objects, and this runs for each event
    boolean follow(Progress other) {
        boolean changes = session != other.session || sequence != other.sequence;
        session = other.session;
        sequence = other.sequence;
        return changes;
    }

    /** A position that does not move with this one. */
    Progress copy() {
        Progress copy = new Progress(null);
        var unused = copy.follow(this);
        return copy;
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

    /** The session's id, or null when there is none. */
    @Nullable
    String id() {
        return session == null ? null : session.id();
    }

    /** The session with its current sequence, or null when there is none. */
    @Nullable
    Session session() {
        return session == null ? null : session.at(sequence);
    }
}
