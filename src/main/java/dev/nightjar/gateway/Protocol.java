package dev.nightjar.gateway;

import dev.nightjar.gateway.ControlData.ReadyData;
import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Payload;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's protocol from the client's side: a pure function from a connection's phase and a received payload to the next
 * step.
 */
final class Protocol {

    static final int DISPATCH = 0;
    static final int HEARTBEAT = 1;
    static final int RECONNECT = 7;
    static final int INVALID_SESSION = 9;
    static final int HELLO = 10;
    static final int HEARTBEAT_ACK = 11;

    // Discord's interval is 41.25 s. Below these bounds the heartbeat would keep a processor busy, and above them no
    // beat would come.
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    /** The phase of a connection. */
    enum Phase {
        AWAITING_HELLO,
        IDENTIFYING,
        RESUMING,
        ACTIVE
    }

    private final ShardId shard;
    private final URI mainUrl;
    private final @Nullable String resumed;

    /**
     * The protocol of one connection. The main URL is used where READY has no resume URL.
     *
     * @param resumed the id of the session that this connection resumes, or null when it identifies
     */
    Protocol(ShardId shard, URI mainUrl, @Nullable String resumed) {
        this.shard = shard;
        this.mainUrl = mainUrl;
        this.resumed = resumed;
    }

    /**
     * The step that a payload asks for.
     *
     * @param sequence the highest sequence that was received in the session
     */
    Step on(Phase phase, long sequence, Payload payload) {
        return switch (payload.op()) {
            case DISPATCH -> onDispatch(phase, sequence, payload);
            case HEARTBEAT -> new Step.Beat();
            case HEARTBEAT_ACK -> new Step.Acknowledge();
            case HELLO -> onHello(phase, payload);
            case RECONNECT ->
                new Step.End(Ending.resumable(
                        Cause.RECONNECT_REQUESTED, "the gateway asked to reconnect and resume", payload));
            case INVALID_SESSION -> onInvalidSession(phase, payload);
            default -> new Step.Show();
        };
    }

    private Step onDispatch(Phase phase, long sequence, Payload payload) {
        return switch (phase) {
            // Its sequence belongs to an unknown session, so it must not count for the one that is resumed.
            case AWAITING_HELLO -> broken("the gateway sent a dispatch before HELLO", payload);
            case IDENTIFYING -> payload.type() == EventType.READY ? onReady(payload) : onOther(payload);
            case RESUMING -> onReplay(sequence, payload);
            case ACTIVE ->
                payload.type() == EventType.READY
                        ? broken("the gateway sent a second READY on one connection", payload)
                        : onOther(payload);
        };
    }

    private static Step onOther(Payload payload) {
        return payload.type() == EventType.RESUMED
                ? new Step.Report("the gateway sent a RESUMED, but the shard had sent no RESUME")
                : new Step.Deliver();
    }

    // Discord: gateway#resuming
    private Step onReplay(long sequence, Payload payload) {
        if (payload.type() == EventType.RESUMED) {
            return new Step.Resumed();
        }
        if (payload.type() == EventType.READY && !isOfResumedSession(payload)) {
            return onReady(payload);
        }
        // A replay starts after the sequence that RESUME has named. A dispatch with a lower one was received before.
        return payload.sequence() >= 0 && payload.sequence() <= sequence ? new Step.Skip() : new Step.Deliver();
    }

    private boolean isOfResumedSession(Payload ready) {
        try {
            return ControlData.ready(ready).sessionId().equals(resumed);
        } catch (IOException e) {
            return false;
        }
    }

    // Discord: gateway#ready-event
    private Step onReady(Payload payload) {
        ReadyData ready;
        try {
            ready = ControlData.ready(payload);
        } catch (IOException e) {
            return broken("READY cannot be read: " + Excerpt.of(e.getMessage()), payload);
        }
        if (ready.sessionId().isBlank()) {
            return broken("READY has no session_id", payload);
        }
        Optional<URI> resumeUrl = resumeUrl(ready.resumeUrl());
        String warning = resumeUrl.isEmpty() && ready.resumeUrl() != null
                ? "READY's resume_gateway_url is unusable and was ignored: " + Excerpt.of(ready.resumeUrl())
                : "";
        List<Long> echoed = ready.shard();
        if (echoed != null && !echoed.equals(List.of((long) shard.number(), (long) shard.total()))) {
            warning = "READY is for shard " + echoed + ", but this is shard " + shard;
        }
        long sequence = Math.max(0, payload.sequence());
        Session session;
        try {
            session = new Session(ready.sessionId(), sequence, resumeUrl.orElse(mainUrl), shard);
        } catch (IllegalArgumentException e) {
            return onUnresumable("READY's session cannot be resumed: " + Excerpt.of(e.getMessage()), payload);
        }
        return new Step.Establish(session, resumed, warning);
    }

    /*
     * A READY whose session id does not fit into a RESUME. Ending the connection would bring the next such READY, and cost an
     * IDENTIFY each time. So the session is used for as long as its connection lasts. If this READY is the answer to a RESUME,
     * the session before it has ended without a successor, and only the end of the connection can report that.
     */
    private Step onUnresumable(String problem, Payload payload) {
        return resumed == null
                ? new Step.Establish(null, null, problem)
                : new Step.End(Ending.invalid(problem, payload));
    }

    private Optional<URI> resumeUrl(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            URI url = GatewayUrl.check(URI.create(text));
            // The token is sent there, so it must be encrypted when the main URL is.
            return GatewayUrl.isSecure(mainUrl) && !GatewayUrl.isSecure(url) ? Optional.empty() : Optional.of(url);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // Discord: gateway#hello-event
    private static Step onHello(Phase phase, Payload payload) {
        if (phase != Phase.AWAITING_HELLO) {
            return new Step.Report("the gateway sent a second HELLO on one connection, which was ignored");
        }
        try {
            Duration interval = Duration.ofMillis(ControlData.heartbeatInterval(payload));
            if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
                return broken(
                        "HELLO's heartbeat_interval must be from " + SHORTEST_INTERVAL + " to " + LONGEST_INTERVAL
                                + ", but is " + interval,
                        payload);
            }
            return new Step.Hello(interval);
        } catch (IOException e) {
            return broken("HELLO has no usable heartbeat_interval: " + Excerpt.of(e.getMessage()), payload);
        }
    }

    // Discord: gateway-events#invalid-session
    private static Step onInvalidSession(Phase phase, Payload payload) {
        if (phase == Phase.AWAITING_HELLO) {
            return new Step.End(Ending.resumable(
                    Cause.INVALID_SESSION_RESUMABLE,
                    "the gateway called a session invalid before one was named to it",
                    payload));
        }
        boolean resumable;
        try {
            resumable = ControlData.isResumable(payload);
        } catch (IOException e) {
            resumable = false;
        }
        return new Step.End(
                resumable
                        ? Ending.resumable(
                                Cause.INVALID_SESSION_RESUMABLE,
                                "the gateway called the session invalid but resumable",
                                payload)
                        : Ending.invalid(payload));
    }

    private static Step broken(String problem, Payload payload) {
        return new Step.End(Ending.resumable(Cause.PROTOCOL_VIOLATION, problem, payload));
    }
}
