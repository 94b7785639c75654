package dev.nightjar.gateway.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session of a {@link SimulatedGateway}: its events, which outlive connections, and the connection that it is on, if any,
 * with every fault that can befall it. Public methods are safe for any thread; a fault without a connection does nothing.
 */
public final class SimulatedSession {

    private static final long TICK_NANOS = Duration.ofMillis(5).toNanos();

    private final Hub hub;
    private final String id;
    private final int shard;
    private final int shards;
    private final long intents;
    private final boolean compressesPayloads;

    // Confined to the event loop.
    private final ReplayLog log;
    private final Answers answers;
    private @Nullable EventGenerator generator;
    private @Nullable Link link;
    private boolean ended;
    private long wanted; // events of a burst that are still to be made
    private double owed; // events of the steady stream that are due
    private int losses; // tells which loss a session's end was planned for

    // Written by the event loop, read by any thread.
    private volatile long sequence;
    private final AtomicInteger resumes = new AtomicInteger();

    SimulatedSession(Hub hub, Received identify, int shard, int shards) {
        Map<String, @Nullable Object> d = identify.data();
        this.hub = hub;
        this.id = "session-" + shard + "-" + Long.toHexString(System.nanoTime());
        this.shard = shard;
        this.shards = shards;
        this.intents = d.get("intents") instanceof Number bits ? bits.longValue() : 0;
        this.compressesPayloads = Boolean.TRUE.equals(d.get("compress"));
        this.log = new ReplayLog(hub.settings().replayLimit());
        this.answers = new Answers(id, hub.settings().strict());
    }

    /** The session id of READY. */
    public String id() {
        return id;
    }

    /** The number of the shard. */
    public int shard() {
        return shard;
    }

    /** The sequence of the newest event. */
    public long sequence() {
        return sequence;
    }

    /** How often it was resumed. */
    public int resumes() {
        return resumes.get();
    }

    /** Whether it is on a connection now. */
    public boolean isConnected() {
        return hub.server().call(() -> link != null);
    }

    /** Adds an event and returns its sequence. */
    public long dispatch(String type, String dJson) {
        return hub.server().call(() -> {
            long added = append(EventBody.of(type, dJson));
            pump();
            return added;
        });
    }

    /** Adds so many events of the usual mix, as fast as the connection takes them. */
    public void burst(long events) {
        hub.server().execute(() -> {
            wanted += events;
            pump();
        });
    }

    /** Asks the client to reconnect. */
    public void reconnect() {
        withLink(current -> current.send(Op.payload(Op.RECONNECT, "null")));
    }

    /** Tells the client that the session is invalid, and ends it if it cannot be resumed. */
    public void invalidate(boolean resumable) {
        withLink(current -> current.invalidate(resumable));
    }

    /** Asks the client for a heartbeat. */
    public void requestBeat() {
        withLink(current -> current.send(Op.payload(Op.HEARTBEAT, "null")));
    }

    /** Closes the connection; 4007 and 4009 end the session too. */
    public void close(int code, String reason) {
        withLink(current -> {
            if (code == 4007 || code == 4009) {
                end();
            }
            current.close(code, reason);
        });
    }

    /** Ends the connection with a TCP reset. */
    public void reset() {
        withLink(current -> current.connection().reset());
    }

    /** Ends the connection without a close frame. */
    public void eof() {
        withLink(Link::hangUp);
    }

    /** Makes the peer half open: it neither reads nor writes any more. */
    public void silence() {
        withLink(current -> current.connection().silence());
    }

    /** Whether heartbeats on this connection are answered. */
    public void acks(boolean on) {
        withLink(current -> current.conduct().acks(on));
    }

    /** Whether messages of this connection come in several frames, or WebSocket messages where the compression allows it. */
    public void split(boolean on) {
        withLink(current -> current.conduct().split(on));
    }

    /** Sends a message that cannot be decoded. */
    public void corruptMessage() {
        withLink(Link::corrupt);
    }

    /** Sends a frame that RFC 6455 forbids. */
    public void invalidFrame() {
        withLink(Link::invalidFrame);
    }

    private void withLink(Consumer<Link> action) {
        hub.server().run(() -> {
            Link current = link;
            if (current != null) {
                action.accept(current);
            }
        });
    }

    // ---- on the event loop

    boolean compressesPayloads() {
        return compressesPayloads;
    }

    ReplayLog log() {
        return log;
    }

    /** Sends READY and the guilds, and starts the stream. */
    void begin(Link first) {
        List<Long> guilds = World.guildsOf(shard, shards, hub.settings().guilds());
        generator =
                EventGenerator.of(shard, shards, guilds, intents, hub.settings().seed());
        attach(first, 1);
        append(EventBody.of("READY", ready(guilds)));
        for (int i = 0; i < guilds.size(); i++) {
            boolean available = guilds.size() == 1 || i < guilds.size() - 1;
            append(EventBody.of(
                    "GUILD_CREATE",
                    available
                            ? World.guild(guilds.get(i), World.CHANNELS, World.MEMBERS_SHOWN)
                            : World.unavailableGuild(guilds.get(i))));
        }
        hub.journal().session(this);
        first.pump();
        tick(System.nanoTime());
    }

    private String ready(List<Long> guilds) {
        return """
                {"v":10,"user":%s,"guilds":[%s],"private_channels":[],"relationships":[],"session_id":"%s",\
                "session_type":"normal","resume_gateway_url":"%s","shard":[%d,%d],"_trace":["simulated"],\
                "application":{"id":"%d","flags":565248}}""".formatted(
                World.bot(),
                String.join(",", guilds.stream().map(World::unavailableGuild).toList()),
                id,
                hub.resumeUrl(),
                shard,
                shards,
                World.BOT_ID);
    }

    /** Replays what follows a sequence and says RESUMED; false when that is no longer there. */
    boolean resume(Link next, long from) {
        if (ended || from + 1 < log.first()) {
            return false;
        }
        Link old = link;
        attach(next, from + 1);
        if (old != null && old != next) {
            old.detach();
            old.close(4000, "Resumed elsewhere.");
        }
        resumes.incrementAndGet();
        append(EventBody.of("RESUMED", "{\"_trace\":[\"simulated\"]}"));
        next.pump();
        return true;
    }

    private void attach(Link next, long from) {
        link = next;
        losses++;
        next.attach(this, from);
        hub.journal().changed();
    }

    /** The connection is over; the session can be resumed for a while. */
    void lose(Link gone) {
        if (link == gone) {
            link = null;
            int loss = ++losses;
            hub.journal().changed();
            hub.server()
                    .schedule(
                            () -> {
                                if (losses == loss) {
                                    end();
                                }
                            },
                            hub.settings().sessionLifetime());
        }
    }

    /** Nothing can resume it any more. */
    void end() {
        ended = true;
        hub.remove(this);
        if (link != null) {
            link.detach();
            link = null;
        }
        hub.journal().changed();
    }

    void answer(Received command) {
        answers.to(command).forEach(this::append);
        pump();
    }

    /** Makes one more event if the stream or a burst wants it. */
    boolean generate() {
        EventGenerator events = generator;
        if (events == null || events.isEmpty() || (wanted == 0 && owed < 1)) {
            return false;
        }
        if (wanted > 0) {
            wanted--;
        } else {
            owed--;
        }
        append(events.next());
        return true;
    }

    private void pump() {
        if (link != null) {
            link.pump();
        }
    }

    private long append(EventBody body) {
        sequence = log.append(body, link == null ? Long.MAX_VALUE : link.cursor());
        return sequence;
    }

    /** Makes what the steady stream owes, also without a connection; one that takes nothing more is not owed anything. */
    private void tick(long before) {
        double rate = hub.settings().eventsPerSecond();
        if (rate <= 0 || ended) {
            return;
        }
        long pause = Math.max(TICK_NANOS, (long) (1e9 / rate));
        hub.server()
                .schedule(
                        () -> {
                            long now = System.nanoTime();
                            owed = Math.min(owed + rate * (now - before) / 1e9, rate);
                            if (link == null) {
                                while (generate()) {
                                    // Kept for the resume.
                                }
                            } else {
                                pump();
                            }
                            tick(now);
                        },
                        Duration.ofNanos(pause));
    }

    @Override
    public String toString() {
        return id + " at " + sequence;
    }
}
