package dev.nightjar.gateway.event;

import java.time.Duration;

/**
 * A connection has ended. There is exactly one of these for each connection, whoever ended it.
 *
 * @param cause what ended it, for programs; the reason says it to people
 * @param code the close code that was received or sent; 1005 where a close frame carried none, 1006 where there was no
 *     close frame
 * @param reason what was said, or what happened, in a sentence
 * @param next what follows
 * @param delay how long the shard waits before it dials again; zero when it stops
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes">
 *     Discord: Gateway Close Event Codes</a>
 */
public record Disconnected(Cause cause, int code, String reason, Next next, Duration delay) implements LifecycleEvent {

    /** Who ended a connection. */
    public enum Initiator {
        /** The gateway sent a close frame. */
        GATEWAY,
        /** The shard closed it: the gateway asked for it, broke the protocol or went silent. */
        SHARD,
        /** The user closed, suspended or restarted the shard. */
        USER,
        /** The network lost it: reset, end of stream, or a write that failed. */
        TRANSPORT
    }

    /** What ended a connection. Each way in which a connection can end has its own constant. */
    public enum Cause {
        /** The gateway sent a close frame. Its code says why. */
        CLOSED_BY_GATEWAY(Initiator.GATEWAY),
        /** The network lost the connection: reset, end of stream, a frame that RFC 6455 forbids, or a write that failed. */
        CONNECTION_LOST(Initiator.TRANSPORT),
        /** The gateway did not take a heartbeat or a command within the write timeout. */
        WRITE_TIMED_OUT(Initiator.SHARD),
        /** The gateway sent nothing, not even the answer to a heartbeat, for a whole heartbeat interval. */
        GATEWAY_SILENT(Initiator.SHARD),
        /** HELLO did not come within the hello timeout. */
        NO_HELLO(Initiator.SHARD),
        /** READY or RESUMED did not come within the ready timeout. */
        NOT_READY(Initiator.SHARD),
        /** A resume replayed events for longer than any real replay takes, without a RESUMED. */
        ENDLESS_REPLAY(Initiator.SHARD),
        /** The gateway asked the shard to reconnect: op 7. */
        RECONNECT_REQUESTED(Initiator.SHARD),
        /** The gateway called the session invalid for now, and a resume may succeed: op 9 with true. */
        INVALID_SESSION_RESUMABLE(Initiator.SHARD),
        /** The gateway called the session invalid: op 9 with false, or an answer to RESUME that is another session. */
        INVALID_SESSION(Initiator.SHARD),
        /** What was received cannot be decompressed, or is not UTF-8. */
        UNREADABLE_DATA(Initiator.SHARD),
        /** A payload was larger than the configured limit, as it arrived or inflated. */
        PAYLOAD_TOO_LARGE(Initiator.SHARD),
        /** The gateway broke its protocol where the shard cannot go on: a HELLO or READY without what it must contain. */
        PROTOCOL_VIOLATION(Initiator.SHARD),
        /** The user's identify queue threw an exception. */
        IDENTIFY_QUEUE_FAILED(Initiator.SHARD),
        /** A fault of the library itself, or the process ran out of memory. */
        INTERNAL_FAULT(Initiator.SHARD),
        /** The user closed the shard. */
        USER_CLOSE(Initiator.USER),
        /** The user suspended the shard. */
        USER_SUSPEND(Initiator.USER),
        /** The user restarted the shard. */
        USER_RESTART(Initiator.USER),
        /** The user restarted the shard with a new session. */
        USER_NEW_SESSION(Initiator.USER);

        private final Initiator initiator;

        Cause(Initiator initiator) {
            this.initiator = initiator;
        }

        /**
         * Who ended the connection.
         *
         * @return the same for each connection that ends by this cause
         */
        public Initiator initiator() {
            return initiator;
        }
    }

    /** What follows the end of a connection. */
    public enum Next {
        /** The session goes on: missed events are replayed. */
        RESUME,
        /** The session is gone: a new one is started. */
        IDENTIFY,
        /** Nothing: the shard has ended. */
        STOP
    }

    /**
     * Who ended the connection.
     *
     * @return the initiator that the cause has
     */
    public Initiator initiator() {
        return cause.initiator();
    }

    @Override
    public Payload payload() {
        return Payload.EMPTY;
    }
}
