package dev.nightjar.cluster;

import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardMessage;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Payload;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Appends the events of a member's shards to a log, in the form that docs/workers.md describes. Of one thread, except for what it
 * counts.
 */
final class Publisher {

    /*
     * An event has the same id whichever member appends it, because a session and its sequences go from one member to the next. A
     * member that has lost a shard does not append its events any more: the session in the lease's record is at most as far as what
     * was acknowledged, so whoever has the shard now gets those events again.
     *
     * RESUMED is left out. It is about one connection, and whether its sequence is that of another dispatch for whoever resumes the
     * session later is not documented; then the log would take that one for a repetition.
     */

    private static final Logger LOG = System.getLogger(Publisher.class.getName());

    /** How many events may be taken and not yet acknowledged. */
    static final int AT_ONCE = 1_024;

    /** How much of them, as long as it is more than one. */
    private static final int MAX_KILOBYTES = 16 * 1_024;

    private static final long BETWEEN_WARNINGS = TimeUnit.MINUTES.toNanos(1);

    private static final int DISPATCH = 0;

    private static final String UNKNOWN = "UNKNOWN";

    private static final CompletionStage<Boolean> DONE = CompletableFuture.completedFuture(true);

    /** What all publishers of a member have counted. */
    static final class Counts {
        private final AtomicLong appended = new AtomicLong(); // by the threads that complete appends
        private final AtomicLong failures = new AtomicLong(); // by the same

        long appended() {
            return appended.get();
        }

        long failures() {
            return failures.get();
        }
    }

    private final EventLog log;
    private final Leases leases;
    private final Set<EventType> types = EnumSet.noneOf(EventType.class);
    private final Counts counts;
    private final Semaphore kilobytes = new Semaphore(MAX_KILOBYTES);
    private final Map<ShardId, AppendQueue> queues = new HashMap<>();
    private final AtomicLong warned =
            new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS); // by those that complete appends
    private long number;

    Publisher(EventLog log, Leases leases, Set<EventType> types, Counts counts) {
        this.log = log;
        this.leases = leases;
        this.types.addAll(types);
        this.types.remove(EventType.RESUMED);
        this.counts = counts;
    }

    /** Begins to append a message if it is an event of the chosen types; the stage completes when it is in the log. */
    CompletionStage<Boolean> publish(ShardMessage next) {
        if (!(next.message() instanceof GatewayMessage.Text text)
                || !isWanted(text)
                || next.sessionId().isEmpty()) {
            return DONE;
        }
        ShardId shard = next.shard().id();
        Lease lease = leases.find(shard);
        if (lease == null) {
            return DONE; // lost a moment ago
        }
        Payload event = fitting(text.payload());
        int size = reserve(event.size());
        String id = next.sessionId().get() + ":" + text.sequence();
        Append append = new Append(++number, lease, subject(event), id, event, new CompletableFuture<>());
        CompletionStage<Boolean> done = append.done().whenComplete((stored, failure) -> count(size, stored));
        queues.computeIfAbsent(shard, any -> new AppendQueue(log, this::isOurs, this::failed))
                .add(append);
        return done;
    }

    /** A dispatch without a sequence, which Discord does not send, has no id. */
    private boolean isWanted(GatewayMessage.Text text) {
        return text.op() == DISPATCH && text.sequence() >= 0 && types.contains(text.type());
    }

    private boolean isOurs(Append append) {
        Lease lease = append.lease();
        return !lease.isOver() && lease.equals(leases.find(lease.shard()));
    }

    /** The event, or where it is larger than the log takes, the event without its data. */
    private Payload fitting(Payload event) {
        if (event.size() <= log.maxEventBytes()) {
            return event;
        }
        String json =
                "{\"t\":\"" + event.name() + "\",\"s\":" + event.sequence() + ",\"op\":" + DISPATCH + ",\"d\":null}";
        return Payload.of(json.getBytes(StandardCharsets.UTF_8));
    }

    static String subject(Payload event) {
        if (event.type() != EventType.UNKNOWN) {
            return event.type().name();
        }
        return Names.isName(event.name()) ? event.name() : UNKNOWN;
    }

    private int reserve(int bytes) {
        int size = Math.min(MAX_KILOBYTES, 1 + bytes / 1_024);
        try {
            kilobytes.acquire(size);
            return size;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // this one is taken already, and it is the last
            return 0;
        }
    }

    private void count(int size, Boolean stored) {
        kilobytes.release(size);
        if (Boolean.TRUE.equals(stored)) {
            counts.appended.incrementAndGet();
        }
    }

    private void failed(Throwable failure) {
        counts.failures.incrementAndGet();
        long last = warned.get();
        long now = System.nanoTime();
        if (now - last >= BETWEEN_WARNINGS && warned.compareAndSet(last, now)) {
            LOG.log(Level.WARNING, "An event was not appended; that is tried again until it succeeds", failure);
        }
    }
}
