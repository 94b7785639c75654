package dev.nightjar.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The action of a connection that follows from a received payload. */
sealed interface Step {

    /** A dispatch for the user. */
    record Deliver() implements Step {}

    /**
     * READY: a session is up.
     *
     * @param session the session, or null when it cannot be resumed
     * @param replaced the id of the session that this one has taken the place of, or null
     * @param warning what is wrong with READY, or empty
     */
    record Establish(@Nullable Session session, @Nullable String replaced, String warning) implements Step {}

    /** RESUMED: the session is up again. */
    record Resumed() implements Step {}

    /** HELLO. */
    record Hello(Duration heartbeatInterval) implements Step {}

    /** The gateway wants a heartbeat now. */
    record Beat() implements Step {}

    /** The gateway has answered a heartbeat. */
    record Acknowledge() implements Step {}

    /** A replayed dispatch that was received before. */
    record Skip() implements Step {}

    /** The payload is only shown to the user: it has an unknown opcode, or is not a payload at all. */
    record Show() implements Step {}

    /** A payload that breaks a rule and that the connection survives. */
    record Report(String problem) implements Step {}

    /** The connection ends. */
    record End(Ending ending) implements Step {}
}
