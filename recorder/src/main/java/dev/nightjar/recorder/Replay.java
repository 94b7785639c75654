package dev.nightjar.recorder;

import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.Received;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A recording that a {@link ScriptedGateway} sends again, so that what has happened in production is a test: each shard that connects
 * gets the payloads that this shard was given, in their order, and its connections end where they ended.
 *
 * {@snippet file="dev/nightjar/recorder/examples/ReplayedBug.java" region="replay"}
 *
 * <p>READY is sent with this gateway's own address to resume at, and is made up where the recording begins within a session. HELLO and
 * the answers to heartbeats are the gateway's own. A connection that the gateway had closed is closed with the same code; one for
 * which it had asked by op 7 or 9 is asked for again; what else ended a connection, such as silence or a lost network, is a reset
 * here. What the user's own program did (close, suspend, restart) is a reset as well, if a connection followed it. Dials that failed
 * and gaps are passed over.
 *
 * <p>It needs {@code nightjar-simulator} beside this module.
 */
public final class Replay implements AutoCloseable {

    private static final int IDENTIFY = 2;
    private static final int RESUME = 6;

    // As Discord's.
    private static final long HEARTBEAT_MILLIS = 41_250;

    // No test waits longer for a client.
    private static final Duration LONGEST_BREAK = Duration.ofDays(1);

    private final ScriptedGateway gateway;
    private final Map<ShardId, ReplayScript> scripts;
    private final Pacing pacing;
    private final CountDownLatch ends;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Queue<Thread> clients = new ConcurrentLinkedQueue<>();
    private final Thread accepting;

    private Replay(ScriptedGateway gateway, Map<ShardId, ReplayScript> scripts, Pacing pacing) {
        this.gateway = gateway;
        this.scripts = scripts;
        this.pacing = pacing;
        this.ends = new CountDownLatch(scripts.size());
        this.accepting = Thread.ofVirtual().name("nightjar-replay").unstarted(this::accept);
    }

    /**
     * Begins with a recording. It is read as a whole.
     *
     * @param recording the recording, or a {@linkplain Recording#run run} of it
     * @return what can be started, as fast as the client takes it
     * @throws RecordingException when it cannot be read
     */
    public static Plan of(Recording recording) {
        Map<ShardId, List<Recorded>> byShard = new LinkedHashMap<>();
        for (Recorded entry : recording.entries()) {
            switch (entry) {
                case Recorded.OfPayload of ->
                    byShard.computeIfAbsent(of.shard(), shard -> new ArrayList<>())
                            .add(of);
                case Recorded.OfEvent of ->
                    byShard.computeIfAbsent(of.shard(), shard -> new ArrayList<>())
                            .add(of);
                case Recorded.OfClose of ->
                    byShard.computeIfAbsent(of.shard(), shard -> new ArrayList<>())
                            .add(of);
                case Recorded.Gap gap -> {}
                case Recorded.Unreadable unreadable -> {}
            }
        }
        if (byShard.isEmpty()) {
            throw new IllegalArgumentException(recording + " has no events to replay");
        }
        return new Plan(byShard, Pacing.NONE);
    }

    /** A replay that is not started yet. Immutable. */
    public static final class Plan {

        private final Map<ShardId, List<Recorded>> byShard;
        private final Pacing pacing;

        private Plan(Map<ShardId, List<Recorded>> byShard, Pacing pacing) {
            this.byShard = byShard;
            this.pacing = pacing;
        }

        /**
         * How fast.
         *
         * @param factor 1 for as fast as it was recorded, 10 for ten times as fast
         * @return a plan with this speed
         * @throws IllegalArgumentException when it is not more than 0
         */
        public Plan speed(double factor) {
            if (!(factor > 0)) {
                throw new IllegalArgumentException("The speed must be more than 0, but is " + factor);
            }
            return new Plan(byShard, new Pacing(factor));
        }

        /**
         * Starts it.
         *
         * @param gateway a gateway that nobody else takes clients from
         * @return the replay, which must be closed; the gateway stays open
         */
        public Replay on(ScriptedGateway gateway) {
            Map<ShardId, ReplayScript> scripts = new LinkedHashMap<>();
            byShard.forEach((shard, entries) -> scripts.put(shard, new ReplayScript(shard, entries)));
            Replay replay = new Replay(gateway, scripts, pacing);
            replay.accepting.start();
            return replay;
        }
    }

    /**
     * The shards that the recording has: those that a client must open.
     *
     * @return their ids
     */
    public List<ShardId> shards() {
        return List.copyOf(scripts.keySet());
    }

    /**
     * Waits until all shards were sent all that was recorded.
     *
     * @param timeout how long to wait at most
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalStateException when that takes longer, or the client did what the recording has no answer to
     */
    public void await(Duration timeout) throws InterruptedException {
        boolean isOver = ends.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("The replay has ended early: " + cause.getMessage(), cause);
        }
        if (!isOver) {
            throw new IllegalStateException("The replay was not through in " + timeout + ": " + scripts.values());
        }
    }

    private void accept() {
        try {
            while (stop.getCount() > 0) {
                Client client = gateway.accept(LONGEST_BREAK);
                clients.add(Thread.ofVirtual().name("nightjar-replay-client").start(() -> serve(client)));
            }
        } catch (AssertionError | RuntimeException e) {
            if (stop.getCount() > 0 && ends.getCount() > 0) {
                fail(e);
            }
        }
    }

    private void serve(Client client) {
        try {
            client.hello(HEARTBEAT_MILLIS);
            Received handshake = client.next();
            ReplayScript script = script(handshake);
            if (script == null) {
                client.invalidSession(false);
                return;
            }
            if (script.play(client, handshake, gateway.url(), pacing)) {
                ends.countDown();
            }
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the replay is closed
        } catch (AssertionError | RuntimeException e) {
            // A client that is gone comes again, and is served again.
            if (client.isOpen()) {
                fail(e);
            }
        }
    }

    /** The script of the shard that shakes hands; null when it resumes a session that the recording does not have. */
    private @Nullable ReplayScript script(Received handshake) {
        Map<String, @Nullable Object> data = handshake.data();
        if (handshake.op() == RESUME) {
            Object session = data.get("session_id");
            return scripts.values().stream()
                    .filter(script -> script.hasSession(session))
                    .findFirst()
                    .orElse(null);
        }
        ShardId shard = shard(data.get("shard"));
        ReplayScript script = scripts.get(shard);
        if (handshake.op() != IDENTIFY || script == null) {
            throw new IllegalStateException(
                    "The recording has the shards " + scripts.keySet() + ", and the client sent op " + handshake.op()
                            + " for shard " + shard + ": open the shards of Replay.shards()");
        }
        return script;
    }

    private static ShardId shard(@Nullable Object json) {
        if (json instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Integer number
                && pair.get(1) instanceof Integer total) {
            return new ShardId(number, total);
        }
        return ShardId.ONE;
    }

    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        while (ends.getCount() > 0) {
            ends.countDown();
        }
    }

    /** Ends the replay. Connections that are open stay as they are until the gateway is closed. */
    @Override
    public void close() {
        stop.countDown();
        accepting.interrupt();
        for (Thread client : clients) {
            client.interrupt();
        }
    }

    /** Shows how far each shard is. */
    @Override
    public String toString() {
        return "Replay" + scripts;
    }
}
