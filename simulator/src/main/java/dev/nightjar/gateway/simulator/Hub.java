package dev.nightjar.gateway.simulator;

import dev.nightjar.gateway.simulator.LoopbackServer.Guest;
import dev.nightjar.gateway.simulator.LoopbackServer.HttpAnswer;
import dev.nightjar.gateway.simulator.LoopbackServer.HttpQuestion;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state that the connections and sessions of a simulated gateway share. Confined to the event loop, except for the server,
 * the settings and the journal, which are final and safe for any thread.
 */
final class Hub implements Guest {

    private final Settings settings;
    private final Journal journal = new Journal();
    private final HttpEndpoints endpoints;
    private final LoopbackServer server = new LoopbackServer(this);

    private final IdentifyGate gate;
    private final Conduct conduct = new Conduct();
    private final Map<String, SimulatedSession> sessions = new HashMap<>();
    private final Set<Conversation> conversations = new LinkedHashSet<>();
    private boolean reconnectNext;

    Hub(Settings settings) {
        this.settings = settings;
        this.endpoints = new HttpEndpoints(settings);
        this.gate = new IdentifyGate(settings);
        server.listen(settings.port());
    }

    Settings settings() {
        return settings;
    }

    Journal journal() {
        return journal;
    }

    LoopbackServer server() {
        return server;
    }

    IdentifyGate gate() {
        return gate;
    }

    /** How connections to come behave. */
    Conduct conduct() {
        return conduct;
    }

    URI resumeUrl() {
        return settings.resumeUrl() == null ? server.url() : settings.resumeUrl();
    }

    List<Conversation> conversations() {
        return List.copyOf(conversations);
    }

    void add(Conversation conversation) {
        conversations.add(conversation);
    }

    void remove(Conversation conversation) {
        conversations.remove(conversation);
    }

    @Nullable
    SimulatedSession session(String id) {
        return sessions.get(id);
    }

    List<SimulatedSession> liveSessions() {
        return List.copyOf(sessions.values());
    }

    void add(SimulatedSession session) {
        sessions.put(session.id(), session);
    }

    void remove(SimulatedSession session) {
        sessions.remove(session.id());
    }

    void violation(int code, String reason, int op) {
        journal.violation(new Violation(code, reason, op, System.nanoTime()));
    }

    void reconnectNext() {
        reconnectNext = true;
    }

    /** Whether this connection gets RECONNECT instead of HELLO; true once for each time it was asked for. */
    boolean takeReconnect() {
        boolean taken = reconnectNext;
        reconnectNext = false;
        return taken;
    }

    @Override
    public HttpAnswer answer(HttpQuestion question) {
        return endpoints.answer(question, server.url(), gate.remaining());
    }

    @Override
    public ServerConnection.Listener welcome(ServerConnection connection) {
        return new Conversation(this, new Link(connection, conduct.copy()));
    }
}
