package dev.nightjar.recorder;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.simulator.Client;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a replay makes of one entry of a recording: a dispatch that is sent again, or the end of a connection. Immutable. */
sealed interface ReplayStep {

    /** When the loop was given it. */
    Instant time();

    /** The step of an entry; null when there is nothing to do for it. */
    static @Nullable ReplayStep of(Recorded entry) {
        return switch (entry) {
            case Recorded.OfPayload of -> dispatch(of.time(), of.payload());
            case Recorded.OfClose of ->
                new End(
                        of.time(),
                        of.close().cause(),
                        of.close().code(),
                        of.close().reason(),
                        new Object());
            case Recorded.OfEvent of ->
                switch (of.event()) {
                    case Disconnected end -> new End(of.time(), end.cause(), end.code(), end.reason(), new Object());
                    case Malformed malformed -> dispatch(of.time(), malformed.payload());
                    default -> null;
                };
            case Recorded.Gap gap -> null;
            case Recorded.Unreadable unreadable -> null;
        };
    }

    private static @Nullable Dispatch dispatch(Instant time, Payload payload) {
        return payload.op() != 0 || payload.sequence() < 0 ? null : new Dispatch(time, payload);
    }

    record Dispatch(Instant time, Payload payload) implements ReplayStep {

        boolean isReady() {
            return payload.type() == EventType.READY;
        }
    }

    /** The end of a connection. Two are equal only if they are the same object. */
    record End(Instant time, Disconnected.Cause cause, int code, String reason, Object identity) implements ReplayStep {

        private static final int NO_CODE = 1005;
        private static final int NO_CLOSE_FRAME = 1006;

        /** Whether the user's program ended it. */
        boolean isOfUser() {
            return cause.initiator() == Disconnected.Initiator.USER;
        }

        /** Whether what is on its way may get lost with the connection. */
        boolean isAbrupt() {
            return switch (cause) {
                case CLOSED_BY_GATEWAY -> code == NO_CLOSE_FRAME;
                case RECONNECT_REQUESTED, INVALID_SESSION, INVALID_SESSION_RESUMABLE, USER_NEW_SESSION -> false;
                case CONNECTION_LOST,
                        WRITE_TIMED_OUT,
                        GATEWAY_SILENT,
                        NO_HELLO,
                        NOT_READY,
                        ENDLESS_REPLAY,
                        UNREADABLE_DATA,
                        PAYLOAD_TOO_LARGE,
                        PROTOCOL_VIOLATION,
                        IDENTIFY_QUEUE_FAILED,
                        INTERNAL_FAULT,
                        USER_CLOSE,
                        USER_SUSPEND,
                        USER_RESTART -> true;
            };
        }

        /** Ends a client's connection in this way. */
        void send(Client client) {
            if (isAbrupt()) {
                client.reset();
                return;
            }
            switch (cause) {
                case RECONNECT_REQUESTED -> client.reconnect();
                case INVALID_SESSION_RESUMABLE -> client.invalidSession(true);
                case INVALID_SESSION, USER_NEW_SESSION -> client.invalidSession(false);
                default -> {
                    if (code == NO_CODE) {
                        client.closeWithoutCode();
                    } else {
                        client.close(code, reason);
                    }
                }
            }
        }
    }
}
