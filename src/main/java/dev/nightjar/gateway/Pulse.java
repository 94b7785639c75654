package dev.nightjar.gateway;

import java.time.Duration;

/**
 * The timing of heartbeats, and the judgement whether the peer is silent: pure arithmetic in nanoseconds of {@link
 * Time#nanoTime()}. Confined to the heartbeat.
 */
final class Pulse {

    /** Stands for a reader that is not waiting for the socket: it has work, or waits for the user. */
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

    /** The time at which {@link #tick} is to be called next. */
    long due() {
        return due;
    }

    /**
     * Decides what to do now that a beat is due.
     *
     * @param waitingSince since when the reader has been waiting for a payload, or {@link #NOT_WAITING}
     * @param unread whether frames have arrived that the reader has not taken yet
     */
    Verdict tick(long now, long waitingSince, boolean unread) {
        // After a suspended machine or a long pause the answers may not be read yet. So a late tick beats, but does
        // not judge the peer.
        boolean late = now - due > interval / 2;
        boolean nothingReceived = beaten && waitingSince != NOT_WAITING && waitingSince - lastBeat <= 0;
        // The unread frames may contain the answer, when the reader got no processor. They spare the peer for one
        // interval only; otherwise frames that are no payload would count as signs of life.
        boolean spares = unread && !spared;
        if (nothingReceived && !late && !spares) {
            return Verdict.SILENT;
        }
        spared = nothingReceived && !late;
        beaten = true;
        lastBeat = now;
        // After a late beat the peer has a whole interval for its answer.
        due = (late ? now : due) + interval;
        return Verdict.BEAT;
    }
}
