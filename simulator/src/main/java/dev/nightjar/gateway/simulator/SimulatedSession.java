package dev.nightjar.gateway.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One session of a client at a {@link SimulatedGateway}: what it was sent, and what it is sent next. It outlives its
 * connections. Its public methods are safe for any thread.
 */
public final class SimulatedSession {

    private static final Duration SHORTEST_TICK = Duration.ofMillis(1);

    private final Hub hub;
    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final Received identify;
    private final Intents intents;
    private final int shard;
    private final int shards;
    private final Faults faults;
    private final AtomicInteger resumes = new AtomicInteger();

    // Written by the event loop, read by any thread.
    private volatile long sequence;
    private volatile boolean connected;
    private volatile boolean alive = true;

    // Confined to the event loop.
    private final ReplayLog log;
    private final Membership membership;
    private final Answers answers;
    private @Nullable Link link;
    private @Nullable EventGenerator generator;
    private long burst; // events to come as fast as the socket takes them
    private int losses;
    private long streamStart;
    private long streamed;

    SimulatedSession(Hub hub, Received identify, int shard, int shards) {
        this.hub = hub;
        this.identify = identify;
        this.intents = Intents.of(identify);
        this.shard = shard;
        this.shards = shards;
        this.log = new ReplayLog(hub.settings().replayLimit());
        this.membership = new Membership(shard, shards, hub.settings().guilds());
        this.answers = new Answers(id, hub.settings(), intents, membership);
        this.faults = new Faults(
                hub,
                () -> hub.conversations().stream()
                        .filter(conversation -> conversation.isOf(this))
                        .toList(),
                List.of());
    }

    /** {@return the id that READY named} */
    public String id() {
        return id;
    }

    /** {@return the number of its shard} */
    public int shard() {
        return shard;
    }

    /** {@return the number of shards that its client said there are} */
    public int shards() {
        return shards;
    }

    /** {@return the payload that it was started with} */
    public Received identify() {
        return identify;
    }

    /** {@return the sequence of its newest event; it has had all from 1, READY, to this one} */
    public long sequence() {
        return sequence;
    }

    /** {@return whether a connection serves it now} */
    public boolean isConnected() {
        return connected;
    }

    /** {@return whether it is served or can be resumed} */
    public boolean isAlive() {
        return alive;
    }

    /** {@return how often it was resumed} */
    public int resumes() {
        return resumes.get();
    }

    /**
     * Waits until it was resumed so many times.
     *
     * @param count how many
     */
    public void awaitResumes(int count) {
        hub.journal().await("resume " + count, () -> when(resumes() >= count));
    }

    /** Waits until no connection serves it. */
    public void awaitLoss() {
        hub.journal().await("the loss of the connection", () -> when(!connected));
    }

    /** Waits until it can no longer be resumed. */
    public void awaitEnd() {
        hub.journal().await("the end of the session", () -> when(!alive));
    }

    private static Optional<Boolean> when(boolean condition) {
        return condition ? Optional.of(true) : Optional.empty();
    }

    /** {@return what can go wrong with the connection that serves it now} */
    public Faults faults() {
        return faults;
    }

    /**
     * Sends it an event whose data is the given JSON, or keeps it for the resume when it has no connection. Returns the
     * event's sequence. {@code @sequence@} in the data becomes the sequence, once.
     *
     * <p>As with Discord, the event does not come where the intents of the session do not bring it, and a message comes empty
     * without the intent for its content; each is a violation of the gateway, which says what is missing. An event without a
     * {@code guild_id} is from direct messages, if these can have it. {@link SimulatedGatewayBuilder#raw} ends all that.
     *
     * @param type the event's name, as in {@code t}
     * @param dJson the data as JSON
     * @return the sequence of the event; 0 if it does not come
     */
    public long dispatch(String type, String dJson) {
        IntentFilter.Outcome outcome = hub.settings().raw()
                ? new IntentFilter.Outcome(dJson, null)
                : IntentFilter.filter(intents, type, dJson);
        if (outcome.loss() != null) {
            hub.violation(0, outcome.loss(), Received.NO_OP);
        }
        String left = outcome.dJson();
        if (left == null) {
            return 0;
        }
        return hub.server().call(() -> {
            membership.see(type, left);
            return append(EventBody.of(type, left));
        });
    }

    /**
     * Sends it so many events of the stream as fast as the socket takes them; while it has no connection they wait.
     *
     * @param events how many
     */
    public void burst(long events) {
        hub.server().run(() -> {
            requireEvents();
            burst += events;
            pump();
        });
    }

    /**
     * Makes so many events of the stream ready to be sent: they are numbered, compressed and in memory. Nothing more is
     * sent until {@link #release()}, so that a benchmark does not measure the making.
     *
     * @param events how many
     */
    public void prepare(int events) {
        hub.server().run(() -> {
            Link current = link;
            if (current == null) {
                throw new IllegalStateException("The session has no connection");
            }
            EventGenerator source = requireEvents();
            current.hold();
            for (int event = 0; event < events; event++) {
                sequence = log.append(source.next(), current.cursor());
            }
            current.hold();
        });
    }

    /** Sends what was prepared as fast as the socket takes it. */
    public void release() {
        hub.server().run(() -> {
            if (link != null) {
                link.release();
            }
        });
    }

    /** Ends it without telling the client: a resume is answered with an invalid session. */
    public void forget() {
        hub.server().run(this::end);
    }

    @Override
    public String toString() {
        return "session " + id + " of shard " + shard + "/" + shards + " at " + sequence;
    }

    // What follows is confined to the event loop.

    ReplayLog log() {
        return log;
    }

    long applicationFlags() {
        return hub.settings().applicationFlags();
    }

    boolean compressesPayloads() {
        return Boolean.TRUE.equals(identify.data().get("compress"));
    }

    /** Sends READY and the guilds. */
    void begin(Link to) {
        link = to;
        connected = true;
        to.attach(this, 1);
        hub.journal().session(this);
        List<Long> guilds = World.guildsOf(shard, shards, hub.settings().guilds());
        append(Welcome.ready(this, guilds, hub.resumeUrl()));
        if (intents.has(Intent.GUILDS)) {
            Welcome.guilds(guilds, intents).forEach(this::append);
        }
        startStream();
    }

    /** Replays what follows a sequence, to a new connection. False if that is no longer known; then the session ends. */
    boolean resume(Link to, long seq) {
        if (seq + 1 < log.first()) {
            end();
            return false;
        }
        if (link != null) {
            Link old = link;
            old.detach();
            old.hangUp();
        }
        link = to;
        connected = true;
        to.attach(this, seq + 1);
        append(EventBody.of("RESUMED", "{\"_trace\":[\"[\\\"nightjar-simulator\\\",{\\\"micros\\\":0.0}]\"]}"));
        resumes.incrementAndGet();
        hub.journal().changed();
        return true;
    }

    /** Takes note that a connection ended: from now on events wait for a resume, but not for ever. */
    void lose(Link old) {
        old.detach();
        if (link != old) {
            return;
        }
        link = null;
        connected = false;
        losses++;
        int loss = losses;
        hub.server()
                .schedule(
                        () -> {
                            if (link == null && losses == loss) {
                                end();
                            }
                        },
                        hub.settings().sessionLifetime());
        hub.journal().changed();
    }

    /** Ends it: it cannot be resumed. */
    void end() {
        hub.remove(this);
        alive = false;
        connected = false;
        if (link != null) {
            link.detach();
            link = null;
        }
        hub.journal().changed();
    }

    void answer(Received command) {
        Answers.Answer answer = answers.to(command);
        answer.violations().forEach(reason -> hub.violation(0, reason, command.op()));
        answer.events().forEach(this::append);
    }

    private long append(EventBody event) {
        sequence = log.append(event, link == null ? Long.MAX_VALUE : link.cursor());
        pump();
        return sequence;
    }

    private void pump() {
        if (link != null) {
            link.pump();
        }
    }

    /** Adds the next event of a burst; false if there is none. */
    boolean generate() {
        if (burst == 0 || link == null) {
            return false;
        }
        burst--;
        sequence = log.append(requireEvents().next(), link.cursor());
        return true;
    }

    private EventGenerator requireEvents() {
        EventGenerator source = events();
        if (source.isEmpty()) {
            throw new IllegalStateException(
                    "The intents of the session, " + intents.bits() + ", want no event of the stream");
        }
        return source;
    }

    private EventGenerator events() {
        if (generator == null) {
            Settings settings = hub.settings();
            List<Long> guilds = Welcome.available(World.guildsOf(shard, shards, settings.guilds()));
            generator = EventGenerator.of(shard, shards, guilds, intents, settings.seed() + shard);
        }
        return generator;
    }

    private void startStream() {
        double rate = hub.settings().eventsPerSecond();
        if (rate > 0 && !events().isEmpty()) {
            streamStart = System.nanoTime();
            Duration tick = Duration.ofNanos((long) (1e9 / rate));
            hub.server().schedule(() -> stream(rate, tick), tick);
        }
    }

    /** Adds the events that are due. Those that the socket would not take are not made: the stream pauses. */
    private void stream(double rate, Duration tick) {
        if (!alive) {
            return;
        }
        long due = (long) ((System.nanoTime() - streamStart) / 1e9 * rate);
        if (link == null || link.isReady()) {
            for (; streamed < due; streamed++) {
                append(events().next());
            }
        }
        streamed = due;
        hub.server().schedule(() -> stream(rate, tick), tick.compareTo(SHORTEST_TICK) < 0 ? SHORTEST_TICK : tick);
    }
}
