package dev.nightjar.gateway;

import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counters of a shard, which outlive its connections. Each is written by one thread at a time, which the method's comment
 * names, and read by all; to write one takes neither a lock nor an atomic instruction.
 */
@SuppressWarnings("EnumOrdinal") // as an EnumMap does, and without its boxes; no number leaves this class
final class Tally {

    private static final EventType[] TYPES = EventType.values();
    private static final Disconnected.Cause[] CAUSES = Disconnected.Cause.values();
    private static final ConnectFailed.Reason[] REASONS = ConnectFailed.Reason.values();

    private static final long RUNNING = Long.MIN_VALUE;

    private final Time time;
    private final long since;

    // Written by the reader, or by a loop that reads instead: by whoever has the turn.
    private final AtomicLongArray dispatches = new AtomicLongArray(TYPES.length);
    private final AtomicLong others = new AtomicLong();
    private final AtomicLong wireBytes = new AtomicLong();
    private final AtomicLong inflatedBytes = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong resumed = new AtomicLong();
    private final AtomicLong replaced = new AtomicLong();
    private final AtomicLong replayed = new AtomicLong();
    private final AtomicLongArray latencies = new AtomicLongArray(LatencyHistogram.BOUNDS.size() + 1);
    private final AtomicLong latencyNanos = new AtomicLong();

    // Written by the owner.
    private final AtomicLongArray failedDials = new AtomicLongArray(REASONS.length);
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLongArray ends = new AtomicLongArray(CAUSES.length);
    private final AtomicLongArray lost = new AtomicLongArray(CAUSES.length);
    private final AtomicLong commandsLost = new AtomicLong();
    private final AtomicLong endedAt = new AtomicLong(RUNNING);

    // Written by the writer.
    private final AtomicLong commandsSent = new AtomicLong();

    // Written by the writer and by the watch of overdue beats, so this one alone is incremented atomically.
    private final AtomicLong beats = new AtomicLong();

    // Written by the consumer.
    private final AtomicLong mismatches = new AtomicLong();

    Tally(Time time) {
        this.time = time;
        this.since = time.nanoTime();
    }

    private static void add(AtomicLong counter, long more) {
        counter.setOpaque(counter.getPlain() + more);
    }

    private static void increment(AtomicLongArray counters, int at) {
        counters.setOpaque(at, counters.getPlain(at) + 1);
    }

    /** Counts the bytes of a frame. The reader calls it. */
    void arrived(long bytes) {
        add(wireBytes, bytes);
    }

    /** Counts a payload. The reader calls it. */
    void received(Payload payload) {
        add(inflatedBytes, payload.size());
        if (payload.op() == Protocol.DISPATCH) {
            increment(dispatches, payload.type().ordinal());
        } else {
            add(others, 1);
        }
    }

    /** Counts a missed event. The reader calls it. */
    void replayed() {
        add(replayed, 1);
    }

    /** Counts a READY. The reader calls it. */
    void begun() {
        add(begun, 1);
    }

    /** Counts a session that the READY of another one has ended. The reader calls it. */
    void replaced() {
        add(replaced, 1);
    }

    /** Counts a RESUMED. The reader calls it. */
    void resumed() {
        add(resumed, 1);
    }

    /** Counts the answer to a heartbeat. The reader calls it. */
    void answered(long nanos) {
        increment(latencies, LatencyHistogram.bucket(nanos));
        add(latencyNanos, nanos);
    }

    /** Counts a heartbeat. Safe for any thread. */
    void beat() {
        beats.incrementAndGet();
    }

    /** Counts a dial that has failed. The owner calls it. */
    void dialFailed(ConnectFailed.Reason reason) {
        increment(failedDials, reason.ordinal());
    }

    /** Counts a connection. The owner calls it. */
    void connected() {
        add(connections, 1);
    }

    /** Counts the end of a connection. The owner calls it. */
    void disconnected(Disconnected.Cause cause) {
        increment(ends, cause.ordinal());
    }

    /** Counts a session that cannot be resumed. The owner calls it. */
    void lost(Disconnected.Cause cause) {
        increment(lost, cause.ordinal());
    }

    /** Counts the commands that are never sent, and stops the clock. The owner calls it when the shard has ended. */
    void ended(int commands) {
        add(commandsLost, commands);
        endedAt.setOpaque(time.nanoTime());
    }

    /** Counts a command. The writer calls it. */
    void commandSent() {
        add(commandsSent, 1);
    }

    /** Counts the fields of an event that did not fit. The consumer calls it. */
    void mismatched(int fields) {
        add(mismatches, fields);
    }

    /** What was counted up to now, with what the queues have counted. Safe for any thread; it takes no lock. */
    GatewayStats look(Mailbox mailbox, CommandQueue commands) {
        long end = endedAt.getOpaque();
        long now = time.nanoTime();
        Stalls stalls = mailbox.stalls();
        Map<Disconnected.Cause, Long> sessions = counts(CAUSES, Disconnected.Cause.class, lost);
        long byReady = replaced.getOpaque();
        if (byReady > 0) {
            sessions.merge(Disconnected.Cause.INVALID_SESSION, byReady, Long::sum);
        }
        return new GatewayStats(
                Duration.ofNanos((end == RUNNING ? now : end) - since),
                counts(TYPES, EventType.class, dispatches),
                others.getOpaque(),
                wireBytes.getOpaque(),
                inflatedBytes.getOpaque(),
                counts(REASONS, ConnectFailed.Reason.class, failedDials),
                connections.getOpaque(),
                counts(CAUSES, Disconnected.Cause.class, ends),
                begun.getOpaque(),
                resumed.getOpaque(),
                sessions,
                replayed.getOpaque(),
                beats.getOpaque(),
                latency(),
                stalls.count(),
                Duration.ofNanos(stalls.nanosUntil(Time.SYSTEM.nanoTime())),
                commandsSent.getOpaque(),
                commands.size(),
                commandsLost.getOpaque(),
                mismatches.getOpaque());
    }

    private LatencyHistogram latency() {
        List<Long> buckets = new ArrayList<>();
        for (int at = 0; at < latencies.length(); at++) {
            buckets.add(latencies.getOpaque(at));
        }
        return new LatencyHistogram(buckets, Duration.ofNanos(latencyNanos.getOpaque()));
    }

    private static <K extends Enum<K>> Map<K, Long> counts(K[] keys, Class<K> type, AtomicLongArray counters) {
        Map<K, Long> counts = new EnumMap<>(type);
        for (K key : keys) {
            long count = counters.getOpaque(key.ordinal());
            if (count > 0) {
                counts.put(key, count);
            }
        }
        return counts;
    }
}
