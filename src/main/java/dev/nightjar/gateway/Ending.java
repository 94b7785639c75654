package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.Disconnected.Initiator;
import dev.nightjar.gateway.event.Payload;
import org.jspecify.annotations.Nullable;

/**
 * The cause of the end of a connection.
 *
 * @param kind what happened
 * @param code the close code received or to be sent, 1006 when there is no close frame either way
 * @param reason what was said or happened, in a sentence
 * @param payload the payload that caused it, or {@link Payload#EMPTY}
 */
record Ending(Kind kind, int code, String reason, Payload payload) {

    enum Kind {
        /** The gateway sent a close frame. */
        CLOSED(Initiator.GATEWAY),
        /** Reset, end of stream, a frame that RFC 6455 forbids, or a write that failed. */
        LOST(Initiator.TRANSPORT),
        /** A write took longer than its timeout. */
        STALLED(Initiator.SHARD),
        /** Nothing was received since the last heartbeat. */
        SILENT(Initiator.SHARD),
        /** HELLO did not come in time. */
        NO_HELLO(Initiator.SHARD),
        /** READY or RESUMED did not come in time. */
        NOT_READY(Initiator.SHARD),
        /** Events were replayed for longer than any real replay takes, without a RESUMED. */
        ENDLESS_REPLAY(Initiator.SHARD),
        /** Op 7. */
        RECONNECT(Initiator.SHARD),
        /** Op 9 with true. */
        INVALID_RESUMABLE(Initiator.SHARD),
        /** Op 9 with false. */
        INVALID(Initiator.SHARD),
        /** What was received cannot be understood: corrupt compression, too large, or no valid HELLO. */
        BROKEN(Initiator.SHARD),
        /** A fault of this library or of the user's identify queue. */
        FAULT(Initiator.SHARD),
        /** The user closes or suspends the shard. */
        USER_CLOSE(Initiator.USER),
        /** The user restarts the shard. */
        USER_RESTART(Initiator.USER);

        final Initiator initiator;

        Kind(Initiator initiator) {
            this.initiator = initiator;
        }
    }

    /** Carries an ending out of a subtask. */
    static final class Signal extends Exception {

        private static final long serialVersionUID = 1L;

        /** Not serialised: this never leaves the process. */
        final transient Ending ending;

        Signal(Ending ending, @Nullable Throwable cause) {
            super(ending.reason(), cause, false, false);
            this.ending = ending;
        }
    }

    // Made beforehand, because there may be no memory to make it when it is needed.
    private static final Ending OUT_OF_MEMORY =
            resumable(Kind.FAULT, "a fault: the process ran out of memory or stack", Payload.EMPTY);

    static Ending closed(int code, String reason) {
        return new Ending(Kind.CLOSED, code, Excerpt.of(reason), Payload.EMPTY);
    }

    static Ending lost(String reason) {
        return new Ending(Kind.LOST, CloseFrame.ABNORMAL, reason, Payload.EMPTY);
    }

    /** An end where the shard closes with code 4000, which keeps the session. */
    static Ending resumable(Kind kind, String reason, Payload payload) {
        return new Ending(kind, CloseFrame.RESUME.code(), reason, payload);
    }

    /** An end where the shard aborts the socket without a close frame, because the peer would not receive one. */
    static Ending dropped(Kind kind, String reason) {
        return new Ending(kind, CloseFrame.ABNORMAL, reason, Payload.EMPTY);
    }

    static Ending user(Kind kind, CloseFrame frame) {
        return new Ending(kind, frame.code(), frame.reason(), Payload.EMPTY);
    }

    static Ending invalid(Payload payload) {
        return invalid("the gateway invalidated the session", payload);
    }

    static Ending invalid(String reason, Payload payload) {
        return new Ending(Kind.INVALID, CloseFrame.NORMAL.code(), reason, payload);
    }

    /** The ending that the failure of a subtask means. */
    static Ending of(@Nullable Throwable failure) {
        if (failure instanceof Signal signal) {
            return signal.ending;
        }
        return failure instanceof VirtualMachineError
                ? OUT_OF_MEMORY
                : resumable(Kind.FAULT, "a fault: " + Excerpt.of(failure), Payload.EMPTY);
    }

    /**
     * Whether this host should not be dialled again. That is so when it accepted the connection and did not then behave as a
     * gateway, or when it asks to reconnect again and again. An end that the user asked for, or a fault of the shard's, does
     * not count.
     *
     * @param failures attempts that have failed in a row, with this one
     */
    boolean isUselessHost(Recovery.Reached reached, int failures) {
        return reached == Recovery.Reached.OPEN
                && switch (kind) {
                    case CLOSED, LOST, STALLED, SILENT, NO_HELLO, BROKEN -> true;
                    case RECONNECT, INVALID_RESUMABLE -> failures > 1;
                    case NOT_READY, ENDLESS_REPLAY, INVALID, FAULT, USER_CLOSE, USER_RESTART -> false;
                };
    }

    Signal signal() {
        return new Signal(this, null);
    }

    Signal signal(Throwable cause) {
        return new Signal(this, cause);
    }
}
