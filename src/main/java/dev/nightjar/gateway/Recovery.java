package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Disconnected.Next;
import java.time.Duration;
import java.util.Optional;

/** The decisions about what follows the end of a connection. Pure. */
record Recovery(Duration minBackoff, Duration maxBackoff) {

    /**
     * The number of failed RESUMEs in a row after which a new session is started. At Discord a session may break so that every
     * RESUME fails.
     */
    static final int MAX_FAILED_RESUMES = 3;

    // RFC 6455, 7.4.1.
    private static final int GOING_AWAY = 1001;

    /**
     * A connection that breaks sooner than this after READY or RESUMED counts as short-lived; from the second in a row on, the
     * shard backs off.
     */
    static final Duration LASTING = Duration.ofMinutes(5);

    /**
     * So many connections in a row may end soon and orderly without a wait. A deployment of the gateway ends several, and a
     * RESUME costs none of the day's IDENTIFYs.
     */
    static final int FREE_ORDERLY = 10;

    /**
     * The factor by which the wait before an IDENTIFY may exceed the longest backoff. Discord allows some 1,000 IDENTIFYs a
     * day, and one in a minute would use them up.
     */
    static final int IDENTIFY_FACTOR = 3;

    /**
     * The failures in a row.
     *
     * @param failures attempts since READY or RESUMED was last seen
     * @param failedResumes how many of them had sent a RESUME that failed
     * @param shortLived connections that broke soon after READY or RESUMED, since the last one that did not
     * @param orderly connections that the gateway ended soon after READY or RESUMED and said so, since the same one
     */
    record Streak(int failures, int failedResumes, int shortLived, int orderly) {

        static final Streak NONE = new Streak(0, 0, 0);

        /** A streak without an orderly end. */
        Streak(int failures, int failedResumes, int shortLived) {
            this(failures, failedResumes, shortLived, 0);
        }

        /** How often to double the wait. The first short-lived connection does not count, nor do the first orderly ends. */
        int trouble() {
            long trouble = (long) failures + Math.max(0, shortLived - 1) + Math.max(0, orderly - FREE_ORDERLY);
            return (int) Math.min(Integer.MAX_VALUE, trouble);
        }
    }

    /** The progress that a connection had made. */
    enum Reached {
        /** It was open, but HELLO did not come. */
        OPEN,
        /** An IDENTIFY was sent, or the shard waited for a permit. */
        IDENTIFYING,
        /** A RESUME was sent. */
        RESUMING,
        /** A RESUME was sent, and some of the missed events were replayed. */
        REPLAYING,
        /** READY or RESUMED was received. */
        ESTABLISHED,
        /** READY or RESUMED was received at least {@link #LASTING} ago. */
        LASTED;

        boolean isEstablished() {
            return this == ESTABLISHED || this == LASTED;
        }
    }

    /**
     * The decision.
     *
     * @param next what follows
     * @param delay how long to wait before dialling again
     * @param streak what has gone wrong so far
     * @param sessionLost why the session cannot be resumed, or empty when it can
     */
    record Plan(Next next, Duration delay, Streak streak, Optional<String> sessionLost) {}

    /** The decision after a connection. */
    Plan after(Ending ending, Reached reached, Streak before, boolean hasSession, double random) {
        Streak streak = streak(ending, reached, before);
        Next verdict = verdict(ending);
        if (verdict == Next.STOP) {
            return new Plan(Next.STOP, Duration.ZERO, streak, lostByStop(ending, hasSession));
        }
        if (hasSession && verdict == Next.RESUME && streak.failedResumes() < MAX_FAILED_RESUMES) {
            return new Plan(Next.RESUME, delay(ending, streak, maxBackoff, random), streak, Optional.empty());
        }
        Duration cap = reached == Reached.OPEN ? maxBackoff : maxBackoff.multipliedBy(IDENTIFY_FACTOR);
        Optional<String> lost = !hasSession
                ? Optional.empty()
                : Optional.of(
                        verdict == Next.RESUME
                                ? MAX_FAILED_RESUMES + " resumes in a row have failed"
                                : describe(ending));
        Streak unresumed = new Streak(streak.failures(), 0, streak.shortLived(), streak.orderly());
        return new Plan(Next.IDENTIFY, delay(ending, streak, cap, random), unresumed, lost);
    }

    /** The decision after a dial that failed. */
    Plan afterDial(Streak before, boolean hasSession, Duration retryAfter, double random) {
        Streak streak =
                new Streak(before.failures() + 1, before.failedResumes(), before.shortLived(), before.orderly());
        Duration backoff = backoff(streak.trouble(), maxBackoff, random);
        Duration delay = retryAfter.compareTo(backoff) > 0 ? retryAfter : backoff;
        return new Plan(hasSession ? Next.RESUME : Next.IDENTIFY, delay, streak, Optional.empty());
    }

    /** Whether the session can be resumed after this end, so that a resume replays what was not yet received. */
    static boolean keepsSession(Ending ending) {
        return verdict(ending) == Next.RESUME;
    }

    /** Whether the gateway has announced the end, and the session goes on: op 7, or a close frame that says "going away". */
    private static boolean isOrderly(Ending ending) {
        return ending.cause() == Cause.RECONNECT_REQUESTED
                || (ending.cause() == Cause.CLOSED_BY_GATEWAY && ending.code() == GOING_AWAY);
    }

    private static Streak streak(Ending ending, Reached reached, Streak before) {
        if (reached == Reached.LASTED) {
            return Streak.NONE;
        }
        boolean blameless = ending.cause() == Cause.USER_RESTART || ending.cause() == Cause.USER_NEW_SESSION;
        if (reached == Reached.ESTABLISHED) {
            boolean orderly = isOrderly(ending);
            return new Streak(
                    0, 0, before.shortLived() + (blameless || orderly ? 0 : 1), before.orderly() + (orderly ? 1 : 0));
        }
        if (blameless) {
            return before;
        }
        // A gateway that only asks to reconnect, or has begun to replay, has not refused the RESUME.
        boolean endless = ending.cause() == Cause.ENDLESS_REPLAY;
        boolean refused = endless || (reached == Reached.RESUMING && ending.cause() != Cause.RECONNECT_REQUESTED);
        boolean accepted = reached == Reached.REPLAYING && !endless;
        int failedResumes = accepted ? 0 : before.failedResumes() + (refused ? 1 : 0);
        return new Streak(before.failures() + 1, failedResumes, before.shortLived(), before.orderly());
    }

    private static Next verdict(Ending ending) {
        return switch (ending.cause()) {
            case USER_CLOSE, USER_SUSPEND -> Next.STOP;
            case INVALID_SESSION, USER_NEW_SESSION -> Next.IDENTIFY;
            case CLOSED_BY_GATEWAY -> verdict(ending.code());
            case USER_RESTART,
                    CONNECTION_LOST,
                    WRITE_TIMED_OUT,
                    GATEWAY_SILENT,
                    NO_HELLO,
                    NOT_READY,
                    ENDLESS_REPLAY,
                    RECONNECT_REQUESTED,
                    INVALID_SESSION_RESUMABLE,
                    UNREADABLE_DATA,
                    PAYLOAD_TOO_LARGE,
                    PROTOCOL_VIOLATION,
                    IDENTIFY_QUEUE_FAILED,
                    INTERNAL_FAULT -> Next.RESUME;
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
        boolean lost = ending.cause() == Cause.CLOSED_BY_GATEWAY || CloseFrame.endsSession(ending.code());
        return hasSession && lost ? Optional.of(describe(ending)) : Optional.empty();
    }

    private static String describe(Ending ending) {
        return ending.cause() == Cause.CLOSED_BY_GATEWAY
                ? "the gateway closed with " + ending.code() + " " + ending.reason()
                : ending.reason();
    }

    private Duration delay(Ending ending, Streak streak, Duration cap, double random) {
        int trouble = streak.trouble();
        Duration backoff = trouble == 0 ? Duration.ZERO : backoff(trouble, cap, random);
        return switch (ending.cause()) {
            case USER_RESTART, USER_NEW_SESSION -> Duration.ZERO;
            // The gateway asks to reconnect at once, but must not make the shard reconnect again and again without a
            // wait.
            case RECONNECT_REQUESTED -> trouble <= 1 ? Duration.ZERO : backoff;
            // 1 to 5 s at random, so that the shards of many bots do not reconnect at the same time.
            // discord-api-docs#244
            case INVALID_SESSION -> longer(backoff, between(1, 5, random));
            case CLOSED_BY_GATEWAY ->
                ending.code() == CloseCode.RATE_LIMITED.code() ? longer(backoff, between(5, 10, random)) : backoff;
            case CONNECTION_LOST,
                    WRITE_TIMED_OUT,
                    GATEWAY_SILENT,
                    NO_HELLO,
                    NOT_READY,
                    ENDLESS_REPLAY,
                    INVALID_SESSION_RESUMABLE,
                    UNREADABLE_DATA,
                    PAYLOAD_TOO_LARGE,
                    PROTOCOL_VIOLATION,
                    IDENTIFY_QUEUE_FAILED,
                    INTERNAL_FAULT,
                    USER_CLOSE,
                    USER_SUSPEND -> backoff;
        };
    }

    /**
     * The wait: it doubles from the first wait to the longest, and a random part between a half and the whole of that is
     * taken.
     */
    Duration backoff(int trouble, Duration cap, double random) {
        Duration full = minBackoff;
        for (int i = 1; i < trouble && full.compareTo(cap) < 0; i++) {
            full = full.multipliedBy(2);
        }
        full = full.compareTo(cap) > 0 ? cap : full;
        return Duration.ofNanos((long) (full.toNanos() * (0.5 + 0.5 * random)));
    }

    private static Duration between(int fromSeconds, int toSeconds, double random) {
        return Duration.ofMillis((long) (1_000 * (fromSeconds + (toSeconds - fromSeconds) * random)));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
