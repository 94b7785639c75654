package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The subtask that keeps a connection's timers. It asks for beats on time, and ends the connection when the peer is silent,
 * when HELLO, READY or RESUMED is late, when a write has failed, or when the user asks for it. It never waits for anything but
 * its own inputs.
 */
final class Heartbeat {

    /** A message of another thread to the heartbeat. */
    sealed interface Input {

        /** HELLO was received. */
        record Hello(Duration interval) implements Input {}

        /** IDENTIFY or RESUME was written. */
        record HandshakeSent() implements Input {}

        /** A write has failed. The reader ends the connection when it gets to the end of what was received. */
        record WriteFailed(Ending ending) implements Input {}

        /** End the connection. */
        record Stop(Ending ending) implements Input {}
    }

    /**
     * The longest time to READY or RESUMED, as a multiple of the ready timeout; the time that hand-overs wait for the user does
     * not count. Each replayed event starts the ready timeout anew, and so does all that keeps the reader busy: without this
     * limit a gateway that sends something else for ever would keep the commands waiting for ever.
     */
    static final int MOST_TIMEOUTS = 10;

    private static final long NEVER = Long.MAX_VALUE;

    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
    private final GatewayConfig config;
    private final Time time;
    private final VitalSigns vitals;
    private final Inbound inbound;
    private final Outbox outbox;
    private final LatencyLog latency;
    private final Beats beats;

    // Confined to the heartbeat's thread.
    private long helloDue;
    private @Nullable Pulse pulse;
    private long writtenAtLastBeat = -1;
    private long handshakeAt = NEVER;
    private long readyCheck = NEVER;
    private long writeFailedCheck = NEVER;
    private @Nullable Ending writeFailed;

    Heartbeat(
            GatewayConfig config,
            Time time,
            VitalSigns vitals,
            Inbound inbound,
            Outbox outbox,
            LatencyLog latency,
            Beats beats) {
        this.config = config;
        this.time = time;
        this.vitals = vitals;
        this.inbound = inbound;
        this.outbox = outbox;
        this.latency = latency;
        this.beats = beats;
    }

    /** Adds an input. Safe for any thread. */
    void tell(Input message) {
        inputs.add(message);
    }

    void run() throws Ending.Signal, InterruptedException {
        helloDue = time.nanoTime() + config.helloTimeout().toNanos();
        try {
            while (true) {
                Input message = inputs.poll(untilNext(), TimeUnit.NANOSECONDS);
                if (message != null) {
                    receive(message);
                } else {
                    lookAtClock();
                }
            }
        } finally {
            BeatWatch.OF_PROCESS.remove(beats);
        }
    }

    private long untilNext() {
        long now = time.nanoTime();
        long next = pulse == null ? helloDue - now : pulse.due() - now;
        next = readyCheck == NEVER ? next : Math.min(next, readyCheck - now);
        return writeFailedCheck == NEVER ? next : Math.min(next, writeFailedCheck - now);
    }

    private void receive(Input message) throws Ending.Signal {
        switch (message) {
            case Input.Hello hello -> {
                // Discord: gateway#heartbeat-interval asks for a random part of the first interval.
                pulse = new Pulse(hello.interval(), time.jitter(), time.nanoTime());
                beats.begin(hello.interval(), pulse.due());
                BeatWatch.OF_PROCESS.add(beats);
            }
            case Input.HandshakeSent sent -> {
                handshakeAt = time.nanoTime();
                readyCheck = handshakeAt + config.readyTimeout().toNanos();
            }
            case Input.WriteFailed failed -> {
                writeFailed = failed.ending();
                writeFailedCheck = time.nanoTime() + vitals.writeTimeout().toNanos();
            }
            case Input.Stop stop -> throw stop.ending().signal();
        }
    }

    private void lookAtClock() throws Ending.Signal {
        long now = time.nanoTime();
        // The reader would get to the end itself, but it may be waiting for a slow user, for longer than the gateway
        // keeps the session.
        if (writeFailed != null && writeFailedCheck - now <= 0) {
            throw writeFailed.signal();
        }
        if (pulse == null && helloDue - now <= 0) {
            throw Ending.resumable(Cause.NO_HELLO, withoutHello(), Payload.EMPTY)
                    .signal();
        }
        if (readyCheck != NEVER && readyCheck - now <= 0) {
            checkReady(now);
        }
        if (pulse != null && pulse.due() - now <= 0) {
            beat(pulse, now);
        }
    }

    private String withoutHello() {
        String late = "the gateway sent no HELLO within " + config.helloTimeout();
        if (!vitals.isCutShort()) {
            return late;
        }
        return config.compression() == Compression.NONE
                ? late + ", only a part of a message"
                : late
                        + ", only what is no whole message. If that happens again and again, this gateway does not compress as"
                        + " it is asked to: choose another GatewayConfig.Builder.compression (ZSTD, ZLIB, PAYLOAD or NONE)";
    }

    // Discord: gateway#heartbeat-interval, on failed or "zombied" connections. Any payload
    // counts as life, not only the ACK.
    private void beat(Pulse due, long now) throws Ending.Signal {
        if (writeFailed != null) {
            // Nothing can be written any more. The reader, or the write timeout, ends the connection soon.
            due.tick(now, Pulse.NOT_WAITING, false);
            return;
        }
        // The beat that waits may be one that the gateway has just asked for. The connection is stalled only if no
        // beat was written since the last tick.
        long written = latency.beats();
        if (outbox.isBeatWaiting() && written == writtenAtLastBeat) {
            throw Ending.dropped(
                            Cause.WRITE_TIMED_OUT,
                            "the last heartbeat could not be written: the network or the gateway takes no data")
                    .signal();
        }
        if (due.tick(now, vitals.waitingSince(), inbound.hasUnread()) == Pulse.Verdict.SILENT) {
            throw Ending.dropped(
                            Cause.GATEWAY_SILENT,
                            "the gateway sent nothing since the last heartbeat, not even the answer to it")
                    .signal();
        }
        writtenAtLastBeat = written;
        outbox.beat();
    }

    /**
     * Ends the connection if READY or RESUMED is late: the reader has waited for it, and for nothing else, for the whole
     * timeout. Each replayed event starts the time anew.
     */
    private void checkReady(long now) throws Ending.Signal {
        if (vitals.isActive()) {
            readyCheck = NEVER;
            return;
        }
        long timeout = config.readyTimeout().toNanos();
        if (now - handshakeAt - vitals.waitedForUser() >= MOST_TIMEOUTS * timeout) {
            throw endless().signal();
        }
        boolean busy = vitals.waitingSince() == Pulse.NOT_WAITING;
        long since = busy ? now : Math.max(handshakeAt, vitals.replayedAt());
        if (now - since >= timeout) {
            throw Ending.resumable(
                            Cause.NOT_READY,
                            "the gateway sent neither READY nor RESUMED within " + config.readyTimeout(),
                            Payload.EMPTY)
                    .signal();
        }
        readyCheck = since + timeout;
    }

    /** The end of a connection whose reader is busy, with whatever the gateway sends, and gets neither READY nor RESUMED. */
    private Ending endless() {
        Duration bound = config.readyTimeout().multipliedBy(MOST_TIMEOUTS);
        return vitals.reached() == Recovery.Reached.REPLAYING
                ? Ending.resumable(
                        Cause.ENDLESS_REPLAY,
                        "the gateway has replayed events for " + bound + " without a RESUMED",
                        Payload.EMPTY)
                : Ending.resumable(
                        Cause.NOT_READY,
                        "the gateway sent neither READY nor RESUMED within " + bound + ", but other payloads",
                        Payload.EMPTY);
    }
}
