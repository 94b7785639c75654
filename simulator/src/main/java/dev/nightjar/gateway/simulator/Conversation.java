package dev.nightjar.gateway.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of one connection to a simulated gateway: it sends HELLO, lets the client log in, and checks and answers
 * what it sends. Confined to the event loop. Discord: gateway#connection-lifecycle
 */
final class Conversation implements ServerConnection.Listener {

    private static final Set<String> VERSIONS = Set.of("9", "10");
    private static final int MAX_GUILDS_PER_SHARD = 2500;

    // A client may be late by an interval, and by this time more, for short intervals and busy machines.
    private static final Duration BEAT_GRACE = Duration.ofSeconds(5);

    private final Hub hub;
    private final Link link;
    private final PayloadBudget budget = new PayloadBudget();
    private long lastBeat;
    private boolean gone; // to the client this gateway is a process that has ended, which reads nothing

    // The client was told that its session is invalid, or that it has none; what it had sent before is no violation.
    private boolean loggedOut;
    private @Nullable SimulatedSession left; // the session that it may resume here

    Conversation(Hub hub, Link link) {
        this.hub = hub;
        this.link = link;
    }

    Link link() {
        return link;
    }

    /** Whether this connection serves a session, or was the last that did. */
    boolean isOf(SimulatedSession session) {
        return session.equals(link.session()) || (session.equals(left) && !session.isConnected());
    }

    @Override
    public void opened() {
        hub.add(this);
        if (!VERSIONS.contains(link.connection().request().parameter("v").orElse(""))) {
            refuse(Refusal.INVALID_VERSION, Received.NO_OP);
        } else if (hub.takeReconnect()) {
            link.send(Op.payload(Op.RECONNECT, "null"));
        } else {
            hello();
        }
    }

    private void hello() {
        Duration interval = hub.settings().heartbeatInterval();
        link.send(Op.payload(Op.HELLO, "{\"heartbeat_interval\":" + interval.toMillis() + "}"));
        lastBeat = System.nanoTime();
        expectBeats(interval, interval.multipliedBy(2).plus(BEAT_GRACE));
    }

    private void expectBeats(Duration interval, Duration limit) {
        hub.server()
                .schedule(
                        () -> {
                            if (link.isClosing() || gone || !link.connection().isOpen()) {
                                return;
                            }
                            if (!link.connection().isReading()) {
                                lastBeat = System.nanoTime(); // one that nobody has read is not missing
                            }
                            if (System.nanoTime() - lastBeat < limit.toNanos()) {
                                expectBeats(interval, limit);
                            } else {
                                hub.violation(0, "No heartbeat for " + limit, Received.NO_OP);
                                link.close(4000, "Heartbeat is late.");
                            }
                        },
                        interval);
    }

    @Override
    public void received(byte[] payload, boolean text, long nanos) {
        if (link.isClosing() || gone) {
            return;
        }
        Received received = Received.of(payload, nanos);
        hub.journal().received(received);
        if (!budget.spend(nanos)) {
            refuse(Refusal.RATE_LIMITED, received.op());
        }
        if (!link.isClosing()) {
            listenTo(received, payload.length, text);
        }
    }

    private void listenTo(Received received, int bytes, boolean text) {
        Refusal refusal = judge(received, bytes, text);
        if (refusal == null) {
            act(received);
        } else {
            refuse(refusal, received.op());
        }
    }

    private @Nullable Refusal judge(Received received, int bytes, boolean text) {
        Refusal envelope = CommandCheck.envelope(received, bytes, text);
        if (envelope != null) {
            return envelope;
        }
        Refusal order = order(received.op());
        return order == null ? CommandCheck.data(received) : order;
    }

    private @Nullable Refusal order(int op) {
        boolean loggedIn = link.session() != null;
        return switch (op) {
            case Op.HEARTBEAT -> null;
            case Op.IDENTIFY, Op.RESUME -> loggedIn ? Refusal.ALREADY_AUTHENTICATED : null;
            default -> loggedIn ? null : Refusal.NOT_AUTHENTICATED;
        };
    }

    private void refuse(Refusal refusal, int op) {
        boolean underWay = loggedOut && refusal.equals(Refusal.NOT_AUTHENTICATED);
        if (underWay && left != null) {
            return; // the client cannot know yet that it has to resume first
        }
        if (!underWay) {
            hub.violation(refusal.code(), refusal.reason(), op);
        }
        boolean minor = refusal.equals(Refusal.RATE_LIMITED) || (refusal.code() == 4002 && Op.isCommand(op));
        if (hub.settings().strict() || !minor) {
            link.close(refusal.code(), refusal.reason());
        }
    }

    private void act(Received received) {
        switch (received.op()) {
            case Op.HEARTBEAT -> beat(received);
            case Op.IDENTIFY -> identify(received);
            case Op.RESUME -> resume(received);
            default -> answer(received);
        }
    }

    private void beat(Received received) {
        lastBeat = received.nanos();
        SimulatedSession session = link.session();
        if (session != null && received.d() instanceof Number seq && seq.longValue() > session.sequence()) {
            hub.violation(0, "A heartbeat with sequence " + seq + " of " + session.sequence(), received.op());
        }
        if (link.conduct().acks()) {
            link.send(Op.payload(Op.ACK, "null"));
        }
    }

    private void answer(Received received) {
        SimulatedSession session = link.session();
        if (session != null) {
            session.answer(received);
        }
    }

    private void identify(Received received) {
        List<?> pair = received.data().get("shard") instanceof List<?> list ? list : List.of(0, 1);
        int shard = number(pair.get(0));
        int shards = number(pair.get(1));
        Refusal refusal = judgeLogin(received, shard, shards);
        if (refusal != null) {
            refuse(refusal, received.op());
        } else if (!hub.gate().admit(shard, received.nanos())) {
            hub.violation(0, "Shard " + shard + " identified too fast or too often", received.op());
            logOut();
        } else {
            var session = new SimulatedSession(hub, received, shard, shards);
            hub.add(session);
            loggedIn();
            session.begin(link);
        }
    }

    private @Nullable Refusal judgeLogin(Received identify, int shard, int shards) {
        if (!hub.settings().accepts(identify.data().get("token"))) {
            return Refusal.WRONG_TOKEN;
        }
        if (shard < 0 || shard >= shards) {
            return Refusal.INVALID_SHARD;
        }
        if (World.guildsOf(shard, shards, hub.settings().guilds()).size() > MAX_GUILDS_PER_SHARD) {
            return Refusal.SHARDING_REQUIRED;
        }
        Intents intents = Intents.of(identify);
        if (intents.hasUnknown()) {
            return Refusal.INVALID_INTENTS;
        }
        return intents.hasAny(hub.settings().disallowedIntents()) ? Refusal.DISALLOWED_INTENTS : null;
    }

    private static int number(Object value) {
        return value instanceof Integer number ? number : -1;
    }

    private void resume(Received received) {
        Map<String, @Nullable Object> d = received.data();
        SimulatedSession session = hub.session(String.valueOf(d.get("session_id")));
        long seq = d.get("seq") instanceof Number number ? number.longValue() : -1;
        if (!hub.settings().accepts(d.get("token"))) {
            refuse(Refusal.WRONG_TOKEN, received.op());
        } else if (session == null) {
            logOut();
        } else if (seq > session.sequence() || seq < 0) {
            refuse(Refusal.INVALID_SEQUENCE, received.op());
        } else if (session.resume(link, seq)) {
            loggedIn();
        } else {
            logOut();
        }
    }

    private void loggedIn() {
        loggedOut = false;
        left = null;
    }

    private void logOut() {
        loggedOut = true;
        left = null;
        link.send(Op.payload(Op.INVALID_SESSION, "false"));
    }

    /** Tells the client that its session is invalid, and ends it if it cannot be resumed. */
    void invalidate(boolean resumable) {
        SimulatedSession session = link.session();
        if (!resumable) {
            if (session != null) {
                session.end();
            }
            logOut();
        } else {
            if (session != null) {
                leave(session);
            }
            loggedOut = true;
            link.send(Op.payload(Op.INVALID_SESSION, "true"));
        }
    }

    /** Stops serving a session, which from now on waits for a resume, here or elsewhere. */
    private void leave(SimulatedSession session) {
        left = session;
        session.lose(link);
    }

    /** Ends the stream to the client, as if this gateway's process had ended: the session waits for a resume elsewhere. */
    void eof() {
        gone = true;
        SimulatedSession session = link.session();
        if (session != null) {
            leave(session);
        }
        link.connection().eof();
    }

    @Override
    public void closeFrame(Closed frame) {
        SimulatedSession session = link.session() == null ? left : link.session();
        boolean goodbye = frame.code() == 1000 || frame.code() == 1001;
        if (session == null || gone || !isOf(session)) {
            return;
        }
        if (goodbye && !link.isClosing()) {
            session.end();
        } else {
            session.lose(link);
        }
    }

    @Override
    public void writable() {
        link.writable();
    }

    @Override
    public void ended(Closed end) {
        SimulatedSession session = link.session();
        if (session != null) {
            session.lose(link);
        }
        link.dispose();
        hub.remove(this);
    }
}
