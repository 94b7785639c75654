package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Disconnected.Next;
import java.time.Duration;
import java.util.Optional;

/** What follows the end of a connection: pure decisions. */
record Recovery(Duration minBackoff, Duration maxBackoff) {

    /** Discord may "brick" a session so that every RESUME fails: after this many in a row a new one is started. */
    static final int MAX_FAILED_RESUMES = 3;

    /**
     * What went wrong in a row.
     *
     * @param failures attempts since READY or RESUMED was last seen
     * @param failedResumes how many of them had sent a RESUME
     */
    record Streak(int failures, int failedResumes) {

        static final Streak NONE = new Streak(0, 0);
    }

    /**
     * How far a connection had come.
     *
     * @param established whether READY or RESUMED was seen
     * @param resumeSent whether a RESUME was sent
     */
    record Reached(boolean established, boolean resumeSent) {}

    /**
     * What to do.
     *
     * @param next what follows
     * @param delay how long to wait before dialling again
     * @param streak what has gone wrong so far
     * @param sessionLost why the session cannot be resumed, or empty when it can
     */
    record Plan(Next next, Duration delay, Streak streak, Optional<String> sessionLost) {}

    /** After a connection. */
    Plan after(Ending ending, Reached reached, Streak before, boolean hasSession, double random) {
        Streak streak = streak(ending, reached, before);
        Next verdict = verdict(ending);
        if (verdict == Next.STOP) {
            return new Plan(Next.STOP, Duration.ZERO, streak, lostByStop(ending, hasSession));
        }
        Duration delay = delay(ending, streak, random);
        if (hasSession && verdict == Next.RESUME && streak.failedResumes() < MAX_FAILED_RESUMES) {
            return new Plan(Next.RESUME, delay, streak, Optional.empty());
        }
        Optional<String> lost = !hasSession
                ? Optional.empty()
                : Optional.of(
                        verdict == Next.RESUME
                                ? MAX_FAILED_RESUMES + " resumes in a row have failed"
                                : describe(ending));
        return new Plan(Next.IDENTIFY, delay, new Streak(streak.failures(), 0), lost);
    }

    /** After a dial that came to nothing. */
    Plan afterDial(Streak before, boolean hasSession, Duration retryAfter, double random) {
        Streak streak = new Streak(before.failures() + 1, before.failedResumes());
        Duration backoff = backoff(streak.failures(), random);
        Duration delay = retryAfter.compareTo(backoff) > 0 ? retryAfter : backoff;
        return new Plan(hasSession ? Next.RESUME : Next.IDENTIFY, delay, streak, Optional.empty());
    }

    /** Whether the session can be resumed after this, so that what was not yet received will come again. */
    static boolean keepsSession(Ending ending) {
        return verdict(ending) == Next.RESUME;
    }

    private static Streak streak(Ending ending, Reached reached, Streak before) {
        if (reached.established()) {
            return Streak.NONE;
        }
        if (ending.kind() == Ending.Kind.USER_RESTART) {
            return before;
        }
        return new Streak(before.failures() + 1, before.failedResumes() + (reached.resumeSent() ? 1 : 0));
    }

    private static Next verdict(Ending ending) {
        return switch (ending.kind()) {
            case USER_CLOSE -> Next.STOP;
            case INVALID -> Next.IDENTIFY;
            case CLOSED -> verdict(ending.code());
            case USER_RESTART,
                    LOST,
                    STALLED,
                    SILENT,
                    NO_HELLO,
                    NOT_READY,
                    RECONNECT,
                    INVALID_RESUMABLE,
                    BROKEN,
                    FAULT -> Next.RESUME;
        };
    }

    // Discord: opcodes-and-status-codes#gateway-gateway-close-event-codes. 4006 is
    // undocumented: "session invalid", seen 2019.
    private static Next verdict(int code) {
        if (code == 4006) {
            return Next.IDENTIFY;
        }
        return CloseCode.of(code)
                .map(known -> known.canResume() ? Next.RESUME : known.canReconnect() ? Next.IDENTIFY : Next.STOP)
                .orElse(Next.RESUME);
    }

    private static Optional<String> lostByStop(Ending ending, boolean hasSession) {
        boolean lost = ending.kind() == Ending.Kind.CLOSED || CloseFrame.endsSession(ending.code());
        return hasSession && lost ? Optional.of(describe(ending)) : Optional.empty();
    }

    private static String describe(Ending ending) {
        return ending.kind() == Ending.Kind.CLOSED
                ? "the gateway closed with " + ending.code() + " " + ending.reason()
                : ending.reason();
    }

    private Duration delay(Ending ending, Streak streak, double random) {
        Duration backoff = streak.failures() == 0 ? Duration.ZERO : backoff(streak.failures(), random);
        return switch (ending.kind()) {
            case USER_RESTART -> Duration.ZERO;
            // The gateway asks for an immediate return, but may not keep a shard in a tight circle.
            case RECONNECT -> streak.failures() <= 1 ? Duration.ZERO : backoff;
            // 1 to 5 s at random, so that the shards of many bots do not return together. discord-api-docs#244
            case INVALID -> longer(backoff, between(1, 5, random));
            case CLOSED ->
                ending.code() == CloseCode.RATE_LIMITED.code() ? longer(backoff, between(5, 10, random)) : backoff;
            default -> backoff;
        };
    }

    /** Doubles from the first wait to the longest, and takes between a half and the whole of that. */
    Duration backoff(int failures, double random) {
        Duration full = minBackoff;
        for (int i = 1; i < failures && full.compareTo(maxBackoff) < 0; i++) {
            full = full.multipliedBy(2);
        }
        full = full.compareTo(maxBackoff) > 0 ? maxBackoff : full;
        return Duration.ofNanos((long) (full.toNanos() * (0.5 + 0.5 * random)));
    }

    private static Duration between(int fromSeconds, int toSeconds, double random) {
        return Duration.ofMillis((long) (1_000 * (fromSeconds + (toSeconds - fromSeconds) * random)));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
