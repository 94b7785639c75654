package dev.nightjar.gateway.event;

import java.time.Duration;

/**
 * A connection has ended. There is exactly one of these for each connection, whoever ended it.
 *
 * @param initiator who ended it
 * @param code the close code that was received or sent; 1005 where a close frame carried none, 1006 where there was no
 *     close frame
 * @param reason what was said, or what happened, in a sentence
 * @param next what follows
 * @param delay how long the shard waits before it dials again; zero when it stops
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes">
 *     Discord: Gateway Close Event Codes</a>
 */
public record Disconnected(Initiator initiator, int code, String reason, Next next, Duration delay) implements Event {

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

    /** What follows the end of a connection. */
    public enum Next {
        /** The session goes on: missed events are replayed. */
        RESUME,
        /** The session is gone: a new one is started. */
        IDENTIFY,
        /** Nothing: the shard has ended. */
        STOP
    }

    @Override
    public Payload payload() {
        return Payload.EMPTY;
    }
}
