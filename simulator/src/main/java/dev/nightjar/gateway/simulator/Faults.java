package dev.nightjar.gateway.simulator;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The faults of connections to a {@link SimulatedGateway}: of the connection of one session, or of all connections. Each takes
 * effect before its method returns. Safe for any thread.
 */
public final class Faults {

    private final Hub hub;
    private final Supplier<List<Conversation>> targets;
    private final List<Conduct> defaults;

    Faults(Hub hub, Supplier<List<Conversation>> targets, List<Conduct> defaults) {
        this.hub = hub;
        this.targets = targets;
        this.defaults = defaults;
    }

    private void each(Consumer<Link> fault) {
        hub.server().run(() -> targets.get().forEach(conversation -> fault.accept(conversation.link())));
    }

    private void conduct(Consumer<Conduct> change) {
        hub.server().run(() -> defaults.forEach(change));
        each(link -> change.accept(link.conduct()));
    }

    /** Ends the connection with a TCP reset. */
    public void reset() {
        each(link -> link.connection().reset());
    }

    /**
     * Ends the stream to the client without a close frame, as if the gateway's process had ended: whatever the client still
     * sends is not read, not even a goodbye, and the session waits for a resume.
     */
    public void eof() {
        hub.server().run(() -> targets.get().forEach(Conversation::eof));
    }

    /** Makes the connection half open: it is neither read nor written any more. Heartbeats that were not read are not missed. */
    public void silence() {
        each(link -> link.connection().silence());
    }

    /**
     * Stops or starts reading from the socket, so that the client's send buffer fills.
     *
     * @param on true to read
     */
    public void reading(boolean on) {
        each(link -> link.connection().reading(on));
    }

    /**
     * Whether heartbeats are answered. If set for all connections, it applies to later ones too.
     *
     * @param on true for yes
     */
    public void acks(boolean on) {
        conduct(conduct -> conduct.acks(on));
    }

    /**
     * Whether close frames of the client are answered.
     *
     * @param on true for yes
     */
    public void answerClose(boolean on) {
        each(link -> link.connection().answersClose(on));
    }

    /**
     * Whether payloads come in parts: in several messages with zlib-stream, else in several frames. The last message of a
     * payload of zlib-stream ends with all four bytes of the suffix {@code 00 00 FF FF}, as clients look there for it. For all
     * connections it holds for those to come, too.
     *
     * @param on true for yes
     */
    public void splitFrames(boolean on) {
        conduct(conduct -> conduct.split(on ? Conduct.Split.BEFORE_SUFFIX : Conduct.Split.NOT));
    }

    /**
     * Whether payloads come in parts as with {@link #splitFrames}, but with zlib-stream the suffix itself is cut in two. A
     * client that looks for it in the last message alone then waits for ever.
     *
     * @param on true for yes
     */
    public void splitSuffix(boolean on) {
        conduct(conduct -> conduct.split(on ? Conduct.Split.INSIDE_SUFFIX : Conduct.Split.NOT));
    }

    /** Tells the client to reconnect. */
    public void reconnect() {
        each(link -> link.send(Op.payload(Op.RECONNECT, "null")));
    }

    /**
     * Tells the client that its session is invalid; if it is not resumable, it ends.
     *
     * @param resumable true if the session can be resumed
     */
    public void invalidSession(boolean resumable) {
        hub.server().run(() -> targets.get().forEach(conversation -> conversation.invalidate(resumable)));
    }

    /** Asks the client for a heartbeat. */
    public void requestBeat() {
        each(link -> link.send(Op.payload(Op.HEARTBEAT, "null")));
    }

    /**
     * Sends any text as a payload, out of the sequence.
     *
     * @param json the payload as JSON
     */
    public void send(String json) {
        each(link -> link.send(json));
    }

    /**
     * Sends a close frame. The codes that leave nothing to resume, 4003, 4004, 4006, 4007, 4009 and 4010 to 4014, end the
     * session.
     *
     * @param code the close code
     */
    public void close(int code) {
        close(code, "Simulated.");
    }

    /**
     * As {@link #close(int)}, with a reason.
     *
     * @param code the close code
     * @param reason the reason beside it
     */
    public void close(int code, String reason) {
        each(link -> {
            SimulatedSession session = link.session();
            if (session != null && endsSession(code)) {
                session.end();
            }
            link.close(code, reason);
        });
    }

    private static boolean endsSession(int code) {
        return switch (code) {
            case 4003, 4004, 4006, 4007, 4009, 4010, 4011, 4012, 4013, 4014 -> true;
            default -> false;
        };
    }

    /** Sends a message with a broken block of the compression; without compression, a frame with a reserved bit. */
    public void corruptFrame() {
        each(Link::corrupt);
    }

    /** Sends a frame that RFC 6455 does not allow. */
    public void invalidFrame() {
        each(Link::invalidFrame);
    }
}
