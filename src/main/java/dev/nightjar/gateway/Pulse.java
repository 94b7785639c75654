package dev.nightjar.gateway;

import java.time.Duration;

/**
 * When to beat, and whether the peer is still there: pure arithmetic in nanoseconds of {@link Time#nanoTime()}. Confined to
 * the heartbeat.
 */
final class Pulse {

    /** Says that the reader is not waiting for the socket: it has work, or waits for the user. */
    static final long NOT_WAITING = Long.MIN_VALUE;

    enum Verdict {
        BEAT,
        SILENT
    }

    private final long interval;
    private long due;
    private long lastBeat;
    private boolean beaten;
    private boolean spared;

    // Discord: gateway#heartbeat-interval. The first beat comes after a random part of the interval.
    Pulse(Duration interval, double jitter, long now) {
        this.interval = interval.toNanos();
        this.due = now + (long) (this.interval * jitter);
    }

    /** When {@link #tick} is to be called. */
    long due() {
        return due;
    }

    /**
     * A beat is due.
     *
     * @param waitingSince since when the reader has been waiting for a payload, or {@link #NOT_WAITING}
     * @param unread whether something has come that the reader has not yet looked at
     */
    Verdict tick(long now, long waitingSince, boolean unread) {
        // After a suspended machine or a long pause the answers may lie unread, so a late
        // tick beats but does not judge.
        boolean late = now - due > interval / 2;
        boolean nothingReceived = beaten && waitingSince != NOT_WAITING && waitingSince - lastBeat <= 0;
        // The answer may be what lies there, where all processors were at work for others: but for one interval only,
        // or
        // frames that are no payload would count as life.
        boolean spares = unread && !spared;
        if (nothingReceived && !late && !spares) {
            return Verdict.SILENT;
        }
        spared = nothingReceived && !late;
        beaten = true;
        lastBeat = now;
        // A late beat gets its whole interval to be answered in.
        due = (late ? now : due) + interval;
        return Verdict.BEAT;
    }
}
