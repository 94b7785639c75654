package dev.nightjar.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * The heartbeats of one connection. Its writer writes them, or the {@link BeatWatch} when the writer is too late. Safe for any
 * thread.
 */
final class Beats implements BeatWatch.Watched {

    /** The part of the interval by which a beat may be late before the watch writes it. */
    private static final int GRACE_PART = 8;

    // A busy gateway takes longer than this to miss a beat, so a shorter time would only wake the watch more often.
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(5);

    private final Outbound out;
    private final LatencyLog latency;
    private final VitalSigns vitals;
    private final SessionLedger ledger;
    private final Time time;

    // Written by the heartbeat at HELLO, then read by all.
    private volatile long interval;
    private volatile long grace;
    // Written by the heartbeat at HELLO and by each thread that writes a beat. Whichever writes last is right.
    private volatile long overdueAt;

    Beats(Outbound out, LatencyLog latency, VitalSigns vitals, SessionLedger ledger, Time time) {
        this.out = out;
        this.latency = latency;
        this.vitals = vitals;
        this.ledger = ledger;
        this.time = time;
    }

    /** Starts the deadlines of beats: HELLO was received. */
    void begin(Duration every, long firstDue) {
        interval = every.toNanos();
        grace = Math.min(interval / GRACE_PART, LONGEST_GRACE.toNanos());
        overdueAt = firstDue + grace;
    }

    /** Writes a beat, in the writer's thread. */
    void write() throws IOException, TimeoutException, InterruptedException {
        // The ACK may be here before the send has returned, so the time is taken before it.
        written(time.nanoTime(), interval + grace);
        out.send(json(), vitals.writeTimeout());
    }

    @Override
    public long nanosUntilOverdue() {
        return overdueAt - time.nanoTime();
    }

    /** Writes the beat if it is still overdue. While another message is on its way it tries again after the grace. */
    @Override
    public void writeOverdue() {
        long now = time.nanoTime();
        if (overdueAt - now > 0) {
            return;
        }
        // The result of the write is not awaited: if it fails, the next one fails too and reports it.
        if (out.sendIfFree(json())) {
            written(now, interval);
        } else {
            overdueAt = now + grace;
        }
    }

    private void written(long now, long untilOverdue) {
        overdueAt = now + untilOverdue;
        latency.sent(now);
        vitals.budget().spendBeat(now);
    }

    private String json() {
        return PayloadWriter.heartbeat(ledger.lastReceived());
    }
}
