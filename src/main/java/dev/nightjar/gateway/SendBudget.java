package dev.nightjar.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Discord's limit of 120 payloads in 60 seconds: a sliding-window log of what was sent. A fixed window would let twice the
 * limit through across its edge. Safe for any thread; the writer spends, users look.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#rate-limiting">Discord: Rate Limiting</a>
 */
final class SendBudget {

    private static final int LIMIT = 120;

    // Discord measures when payloads arrive, and the network may deliver several at once.
    private static final long WINDOW = Duration.ofMillis(60_500).toNanos();

    // Commands keep this many, however short the interval is: with an interval below six seconds, beats would leave
    // too few. Discord's interval is above forty, so this matters only for gateways that do not enforce the limit.
    private static final int LEAST = 110;

    private final int max;
    private final long spacing;
    private final boolean countsBeats;
    private final ReentrantLock lock = new ReentrantLock();

    // Send times in the window, oldest first. Guarded by lock.
    private final ArrayDeque<Long> commands = new ArrayDeque<>();
    private final ArrayDeque<Long> beats = new ArrayDeque<>();

    private SendBudget(int max, long spacing) {
        this.max = max;
        this.spacing = spacing;
        this.countsBeats = max > LEAST;
    }

    /** The part of the limit that the heartbeats of this interval leave. */
    static SendBudget of(Duration heartbeatInterval) {
        return new SendBudget(commandsBeside(heartbeatInterval), 0);
    }

    /** The same, but with a wait between any two commands. It is for the connection after one that sent too fast. */
    static SendBudget paced(Duration heartbeatInterval) {
        int max = commandsBeside(heartbeatInterval);
        return new SendBudget(max, WINDOW / max);
    }

    /** No limit. */
    static SendBudget unlimited() {
        return new SendBudget(Integer.MAX_VALUE, 0);
    }

    // The commands that are left beside the beats in one window, and one more beat that the gateway may ask for.
    private static int commandsBeside(Duration interval) {
        long beats = -Math.floorDiv(-60_000_000_000L, Math.max(1, interval.toNanos())) + 1;
        return (int) Math.max(LIMIT - beats, LEAST);
    }

    /** The nanoseconds until a command may be sent; 0 if it may be sent now. */
    long nanosUntilFree(long now) {
        lock.lock();
        try {
            if (max == Integer.MAX_VALUE) {
                return 0;
            }
            forget(now);
            Long newest = commands.peekLast();
            long paced = newest == null ? 0 : newest + spacing - now;
            return Math.max(0, Math.max(paced, untilRoom(now)));
        } finally {
            lock.unlock();
        }
    }

    private long untilRoom(long now) {
        long wait = 0;
        if (commands.size() >= max) {
            wait = untilGone(commands.size() - max + 1, commands.stream(), now);
        }
        // Beats that the gateway asked for beyond the reserve come out of the commands' share.
        int sent = commands.size() + beats.size();
        if (countsBeats && sent >= LIMIT - 1) {
            Stream<Long> both = Stream.concat(commands.stream(), beats.stream());
            wait = Math.max(wait, untilGone(sent - LIMIT + 2, both, now));
        }
        return wait;
    }

    /** The nanoseconds until this many of the times have left the window. */
    private static long untilGone(int count, Stream<Long> times, long now) {
        return WINDOW
                + times.mapToLong(time -> time - now)
                        .sorted()
                        .skip(count - 1)
                        .findFirst()
                        .orElseThrow();
    }

    /** Counts a command, an IDENTIFY or a RESUME. */
    void spendCommand(long now) {
        log(commands, now);
    }

    /** Counts a heartbeat, which never waits. */
    void spendBeat(long now) {
        log(beats, now);
    }

    private void log(ArrayDeque<Long> times, long now) {
        lock.lock();
        try {
            times.add(now);
            // There can be more than the limit only when the user has switched the limit off. Then the newest times
            // are enough.
            if (times.size() > LIMIT) {
                times.poll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(long now) {
        dropOlder(commands, now);
        dropOlder(beats, now);
    }

    private static void dropOlder(ArrayDeque<Long> times, long now) {
        while (!times.isEmpty() && now - times.getFirst() >= WINDOW) {
            times.poll();
        }
    }

    CommandBudget look(long now) {
        lock.lock();
        try {
            if (max == Integer.MAX_VALUE) {
                return new CommandBudget(max, max, Duration.ZERO);
            }
            long wait = nanosUntilFree(now);
            int room = max - commands.size();
            room = countsBeats ? Math.min(room, LIMIT - 1 - commands.size() - beats.size()) : room;
            room = spacing > 0 ? Math.min(room, 1) : room;
            return new CommandBudget(max, wait > 0 ? 0 : Math.max(0, room), Duration.ofNanos(wait));
        } finally {
            lock.unlock();
        }
    }
}
