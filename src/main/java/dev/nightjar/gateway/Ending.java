package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Payload;
import org.jspecify.annotations.Nullable;

/**
 * The cause of the end of a connection.
 *
 * @param cause what happened
 * @param code the close code received or to be sent, 1006 when there is no close frame either way
 * @param reason what was said or happened, in a sentence
 * @param payload the payload that caused it, or {@link Payload#EMPTY}
 */
record Ending(Cause cause, int code, String reason, Payload payload) {

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
    private static final Ending OUT_OF_MEMORY = resumable(
            Cause.INTERNAL_FAULT,
            "the process ran out of memory or stack: give it more (-Xmx), or look for what uses it",
            Payload.EMPTY);

    static Ending closed(int code, String reason) {
        return new Ending(Cause.CLOSED_BY_GATEWAY, code, Excerpt.of(reason), Payload.EMPTY);
    }

    static Ending lost(String reason) {
        return new Ending(Cause.CONNECTION_LOST, CloseFrame.ABNORMAL, reason, Payload.EMPTY);
    }

    /** An end where the shard closes with code 4000, which keeps the session. */
    static Ending resumable(Cause cause, String reason, Payload payload) {
        return new Ending(cause, CloseFrame.RESUME.code(), reason, payload);
    }

    /** An end where the shard aborts the socket without a close frame, because the peer would not receive one. */
    static Ending dropped(Cause cause, String reason) {
        return new Ending(cause, CloseFrame.ABNORMAL, reason, Payload.EMPTY);
    }

    /** The end that a close by the user means, with the close frame that the user chose. */
    static Ending close(CloseFrame frame) {
        String said = frame.equals(CloseFrame.NORMAL) || frame.reason().isEmpty() ? "" : ": " + frame.reason();
        return new Ending(Cause.USER_CLOSE, frame.code(), "the user closed the shard" + said, Payload.EMPTY);
    }

    static Ending suspend() {
        return resumable(Cause.USER_SUSPEND, "the user suspended the shard", Payload.EMPTY);
    }

    static Ending restart() {
        return resumable(Cause.USER_RESTART, "the user restarted the shard", Payload.EMPTY);
    }

    static Ending newSession() {
        return new Ending(
                Cause.USER_NEW_SESSION, CloseFrame.NORMAL.code(), "the user asked for a new session", Payload.EMPTY);
    }

    /** Whether the user has ended the shard. */
    boolean isStop() {
        return cause == Cause.USER_CLOSE || cause == Cause.USER_SUSPEND;
    }

    static Ending invalid(Payload payload) {
        return invalid("the gateway invalidated the session", payload);
    }

    static Ending invalid(String reason, Payload payload) {
        return new Ending(Cause.INVALID_SESSION, CloseFrame.NORMAL.code(), reason, payload);
    }

    /** The ending that the failure of a subtask means. */
    static Ending of(@Nullable Throwable failure) {
        if (failure instanceof Signal signal) {
            return signal.ending;
        }
        return failure instanceof VirtualMachineError
                ? OUT_OF_MEMORY
                : resumable(
                        Cause.INTERNAL_FAULT,
                        "a fault of this library, which goes on: " + Excerpt.of(failure),
                        Payload.EMPTY);
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
                && switch (cause) {
                    case CLOSED_BY_GATEWAY,
                            CONNECTION_LOST,
                            WRITE_TIMED_OUT,
                            GATEWAY_SILENT,
                            NO_HELLO,
                            UNREADABLE_DATA,
                            PAYLOAD_TOO_LARGE,
                            PROTOCOL_VIOLATION -> true;
                    case RECONNECT_REQUESTED, INVALID_SESSION_RESUMABLE -> failures > 1;
                    case NOT_READY,
                            ENDLESS_REPLAY,
                            INVALID_SESSION,
                            IDENTIFY_QUEUE_FAILED,
                            INTERNAL_FAULT,
                            USER_CLOSE,
                            USER_SUSPEND,
                            USER_RESTART,
                            USER_NEW_SESSION -> false;
                };
    }

    Signal signal() {
        return new Signal(this, null);
    }

    Signal signal(Throwable cause) {
        return new Signal(this, cause);
    }
}
