package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a connection: asks for beats on time, and ends the connection when the peer is silent, when HELLO, READY or
 * RESUMED are late, or when the user wants it to end. It never waits for anything but its own news.
 */
final class Heartbeat {

    /** What the others tell the heartbeat. */
    sealed interface News {

        /** HELLO has come. */
        record Hello(Duration interval) implements News {}

        /** IDENTIFY or RESUME was written. */
        record HandshakeSent() implements News {}

        /** End the connection. */
        record Stop(Ending ending) implements News {}
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final Connection connection;

    // Confined to the heartbeat's thread.
    private @Nullable Pulse pulse;
    private long writtenAtLastBeat = -1;
    private long handshakeAt = NEVER;
    private long readyCheck = NEVER;

    Heartbeat(Connection connection) {
        this.connection = connection;
    }

    /** Safe for any thread. */
    void tell(News message) {
        news.add(message);
    }

    void run() throws Ending.Signal, InterruptedException {
        long helloDue = connection.now() + connection.config().helloTimeout().toNanos();
        while (true) {
            News message = news.poll(untilNext(helloDue), TimeUnit.NANOSECONDS);
            if (message != null) {
                heed(message);
            } else {
                lookAtClock();
            }
        }
    }

    private long untilNext(long helloDue) {
        long now = connection.now();
        long next = pulse == null ? helloDue - now : pulse.due() - now;
        return readyCheck == NEVER ? next : Math.min(next, readyCheck - now);
    }

    private void heed(News message) throws Ending.Signal {
        switch (message) {
            case News.Hello hello ->
                // Discord: gateway#heartbeat-interval asks for a random part of the first interval.
                pulse = new Pulse(hello.interval(), connection.jitter(), connection.now());
            case News.HandshakeSent sent -> {
                handshakeAt = connection.now();
                readyCheck = handshakeAt + connection.config().readyTimeout().toNanos();
            }
            case News.Stop stop -> throw stop.ending().signal();
        }
    }

    private void lookAtClock() throws Ending.Signal {
        if (pulse == null) {
            throw Ending.resumable(
                            Ending.Kind.NO_HELLO,
                            "the gateway sent no HELLO within "
                                    + connection.config().helloTimeout(),
                            Payload.EMPTY)
                    .signal();
        }
        long now = connection.now();
        if (readyCheck != NEVER && readyCheck - now <= 0) {
            checkReady(now);
        }
        if (pulse.due() - now <= 0) {
            beat(pulse, now);
        }
    }

    // Discord: gateway#heartbeat-interval, on failed or "zombied" connections. Any payload
    // counts as life, not only the ACK.
    private void beat(Pulse due, long now) throws Ending.Signal {
        // A beat that waits may also be one that the gateway has asked for just now:
        // stalled is where none was written since.
        long written = connection.latency().look().beats();
        if (connection.outbox().isBeatWaiting() && written == writtenAtLastBeat) {
            throw Ending.dropped(Ending.Kind.STALLED, "the last heartbeat could not be written")
                    .signal();
        }
        if (due.tick(now, connection.readerWaitingSince()) == Pulse.Verdict.SILENT) {
            throw Ending.dropped(Ending.Kind.SILENT, "the gateway sent nothing since the last heartbeat")
                    .signal();
        }
        writtenAtLastBeat = written;
        connection.outbox().beat();
    }

    /** Late is what has not come although the reader did nothing but wait for it; each replayed event starts the time anew. */
    private void checkReady(long now) throws Ending.Signal {
        if (connection.isActive()) {
            readyCheck = NEVER;
            return;
        }
        long timeout = connection.config().readyTimeout().toNanos();
        boolean busy = connection.readerWaitingSince() == Pulse.NOT_WAITING;
        long since = busy ? now : Math.max(handshakeAt, connection.replayedAt());
        if (now - since >= timeout) {
            throw Ending.resumable(
                            Ending.Kind.NOT_READY,
                            "the gateway sent neither READY nor RESUMED within "
                                    + connection.config().readyTimeout(),
                            Payload.EMPTY)
                    .signal();
        }
        readyCheck = since + timeout;
    }
}
