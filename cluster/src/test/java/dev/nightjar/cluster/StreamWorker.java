package dev.nightjar.cluster;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A worker that reads the stream of the members of a rig, and hands out their numbered events in its own name. What the server
 * gives it again, after it has lost an acknowledgement, it knows by its id.
 */
final class StreamWorker implements AutoCloseable {

    /** The name under which the events are handed out. */
    static final String NAME = "the stream";

    private final NatsEngine engine;
    private final SimulatedGateway gateway;
    private final HandedOut handedOut;
    private final Thread thread;
    private final Set<String> ids = new HashSet<>(); // of the thread
    private final Map<String, Integer> totals = new ConcurrentHashMap<>(); // by session

    private StreamWorker(NatsEngine engine, SimulatedGateway gateway, HandedOut handedOut) {
        this.engine = engine;
        this.gateway = gateway;
        this.handedOut = handedOut;
        this.thread = Thread.ofPlatform().daemon().name("stream-worker").unstarted(this::run);
    }

    static StreamWorker start(String url, SimulatedGateway gateway, HandedOut handedOut)
            throws EngineException, InterruptedException {
        StreamWorker worker = new StreamWorker(NatsEngine.connect(url, MemberProgram.BOT), gateway, handedOut);
        worker.thread.start();
        return worker;
    }

    private void run() {
        try (EventLog.Reader reader =
                engine.eventLog(ClusterRig.LOG_LIMITS).read("rig", "NEW_THING", Duration.ofMinutes(10))) {
            for (EventLog.Delivery next : reader) {
                if (ids.add(next.id())) {
                    handOut(next);
                }
                try {
                    next.acknowledge();
                } catch (EngineException e) {
                    // It may come again.
                }
            }
        } catch (EngineException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void handOut(EventLog.Delivery next) {
        Payload event = Payload.of(next.event());
        String session = next.id().substring(0, next.id().indexOf(':'));
        int total = totals.computeIfAbsent(session, this::totalOf);
        int guild = Integer.parseInt(String.valueOf(event.map().get("guild")));
        int number = Integer.parseInt(String.valueOf(event.map().get("number")));
        handedOut.add(new HandedOut.Line(NAME, guild, total, 1, number, event.sequence(), System.nanoTime()));
    }

    private int totalOf(String session) {
        return gateway.sessions().stream()
                .filter(any -> any.id().equals(session))
                .mapToInt(SimulatedSession::shards)
                .findAny()
                .orElseThrow();
    }

    /** How many numbered events the stream has. */
    @SuppressWarnings("try") // the close of the connection may be interrupted
    static long count(String url) throws Exception {
        try (Connection connection = Nats.connect(url)) {
            String subject = "nightjar." + MemberProgram.BOT + ".events.NEW_THING";
            String json = "{\"subjects_filter\": \"" + subject + "\"}";
            Message answer = connection.request(
                    "$JS.API.STREAM.INFO.nightjar-" + MemberProgram.BOT + "-events",
                    json.getBytes(StandardCharsets.UTF_8),
                    ClusterRig.PATIENCE);
            if (answer == null) {
                throw new AssertionError("The server does not answer");
            }
            Object state = JSON.std.mapFrom(answer.getData()).get("state");
            Object subjects = JSON.std.mapFrom(JSON.std.asString(state)).get("subjects");
            return Long.parseLong(
                    String.valueOf(JSON.std.mapFrom(JSON.std.asString(subjects)).get(subject)));
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
