package dev.nightjar.cluster;

import dev.nightjar.cluster.IdentifyRecord.Budget;
import dev.nightjar.gateway.GatewayInfoException;
import dev.nightjar.gateway.SessionStartLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The IDENTIFYs that a bot has left for the day, which all its processes count down in one record. It never waits for time to
 * pass: it says how long its caller should. Safe for any thread; one of a process's threads pays at a time, and the others wait.
 */
final class DailyBudget {

    /*
     * A payment is a write of the record, before the write of the bucket. When the bucket then turns out to be taken, the
     * payment stays in hand for this process's next attempt, so that a race costs nothing. But each attempt writes the record
     * again, with the same number left, because of what follows.
     *
     * What Discord says replaces the record only when the record has stood still for longer than a permit can be under way: an
     * IDENTIFY that is sent is sent within a fraction of that time after its payment was last written. So all IDENTIFYs of before are
     * in Discord's count, and a payment after the request makes the write of the answer fail. Hence neither a period that has
     * ended nor a payment that was wasted needs to be computed: while permits are given out the record counts, which can only be too
     * low, and when it is used up it stands still, and Discord is asked. A payment in hand is worth nothing after that; the
     * record's period tells.
     *
     * As the record has max_concurrency too, the shards change their buckets at a moment at which no permit is under way.
     */

    /** Where the limits come from. */
    @FunctionalInterface
    interface Discord {

        /**
         * Asks Discord.
         *
         * @throws GatewayInfoException when there is no good answer
         */
        SessionStartLimit ask() throws InterruptedException;
    }

    /** What comes of an attempt to pay. */
    sealed interface Payment {

        /**
         * One permit is paid.
         *
         * @param maxConcurrency the one that holds for it
         * @param since a time before the write
         * @param period that of the record
         */
        record Paid(int maxConcurrency, long since, String period) implements Payment {}

        /** Nothing is paid, and should be tried again after this time. */
        record Later(Duration delay) implements Payment {}
    }

    /** What this process knows: the limit, with the time of its reset on this clock. */
    private record Known(SessionStartLimit limit, String period, long resetAt) {}

    private static final int ATTEMPTS = 8;
    private static final Duration RACE = Duration.ofMillis(20);
    private static final Duration UNANSWERED = Duration.ofSeconds(30);
    private static final Duration AT_LEAST = Duration.ofSeconds(5);

    // A reset in hours is checked sooner, because what Discord allows may be raised meanwhile.
    private static final Duration AT_MOST = Duration.ofHours(1);

    private final Ledger ledger;
    private final Time time;
    private final String bot;
    private final Discord discord;
    private final Duration settle;
    private final Semaphore turn = new Semaphore(1, true);

    // All of these are confined to the thread that has the turn.
    private @Nullable Sighting seen;
    private @Nullable SessionStartLimit substitute;
    private int inHand;
    private boolean isDoubtful;
    private boolean shouldAsk = true;
    private long askAt;

    // Written by the thread that has the turn, read by all.
    private volatile @Nullable Known known;

    // Written by any thread, and taken by the one that has the turn.
    private final AtomicReference<@Nullable SessionStartLimit> told = new AtomicReference<>();
    private final Queue<Payment.Paid> returned = new ConcurrentLinkedQueue<>();

    /**
     * A budget of which nothing is known yet.
     *
     * @param settle how long the record must stand still before Discord's answer replaces it
     */
    DailyBudget(Ledger ledger, Time time, String bot, Discord discord, Duration settle) {
        this.ledger = ledger;
        this.time = time;
        this.bot = bot;
        this.discord = discord;
        this.settle = settle;
        this.askAt = time.nanoTime();
    }

    /** The limit as this process knows it; empty before the record was seen. */
    Optional<SessionStartLimit> limit() {
        Known last = known;
        if (last == null) {
            return Optional.empty();
        }
        SessionStartLimit limit = last.limit();
        return Optional.of(new SessionStartLimit(
                limit.total(),
                limit.remaining(),
                Duration.ofNanos(Math.max(0, last.resetAt() - time.nanoTime())),
                limit.maxConcurrency()));
    }

    /** Whether nothing is known, or nothing is left, so that a change of the record may end a wait. */
    boolean isAwaited() {
        Known last = known;
        return last == null || last.limit().remaining() == 0;
    }

    /** Has the next payment ask Discord, and keeps this answer for the case that Discord does not give one. */
    void tell(SessionStartLimit limit) {
        told.set(limit);
    }

    /**
     * Notes what the record holds, without paying.
     *
     * @param read what was read
     * @param now the time after the read
     */
    void look(Optional<Ledger.Entry> read, long now) throws EngineException, InterruptedException {
        turn.acquire();
        try {
            see(read, now);
        } finally {
            turn.release();
        }
    }

    /** Takes back a payment for which no permit was given out, for the next one who pays. */
    void giveBack(Payment.Paid paid) {
        returned.add(paid);
    }

    /**
     * Pays for one permit.
     *
     * @throws EngineException when the engine cannot be reached, and then a permit may have been wasted; or when the record is
     *     refused
     * @throws GatewayInfoException when there is no record yet, and Discord does not say what it allows
     */
    Payment pay() throws EngineException, InterruptedException {
        turn.acquire();
        try {
            hear();
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Payment payment = tryToPay();
                if (payment != null) {
                    return payment;
                }
            }
            return new Payment.Later(Duration.ofNanos((long) (RACE.toNanos() * (1 + time.jitter()))));
        } finally {
            turn.release();
        }
    }

    private void hear() {
        SessionStartLimit news = told.getAndSet(null);
        if (news != null) {
            substitute = news;
            shouldAsk = true;
            askAt = time.nanoTime();
        }
        Known last = known;
        for (Payment.Paid paid = returned.poll(); paid != null; paid = returned.poll()) {
            inHand += last != null && last.period().equals(paid.period()) ? 1 : 0;
        }
    }

    /** Pays, or says when to try again, or returns null when the record has changed. */
    private @Nullable Payment tryToPay() throws EngineException, InterruptedException {
        Sighting last = seen == null ? read() : seen;
        Budget budget = budget(last);
        if (budget == null || !isOpen(budget)) {
            return whenNothingIsLeft(last);
        }
        boolean mayAsk = shouldAsk && untilSettled(last) <= 0 && time.nanoTime() - askAt >= 0;
        if (!mayAsk) {
            return count(last, budget);
        }
        // What was seen last may be long ago.
        return read().equals(last) ? renew(last, budget) : null;
    }

    private boolean isOpen(Budget budget) {
        return !isDoubtful && (inHand > 0 || budget.limit().remaining() > 0);
    }

    private @Nullable Payment count(Sighting last, Budget budget) throws EngineException, InterruptedException {
        boolean hasPaid = inHand > 0;
        int remaining = budget.limit().remaining() - (hasPaid ? 0 : 1);
        long since = time.nanoTime();
        Known current = known;
        Duration resetAfter = current == null
                ? budget.limit().resetAfter()
                : Duration.ofNanos(Math.max(0, current.resetAt() - since));
        if (!write(last, budget.with(remaining, resetAfter))) {
            return null;
        }
        inHand -= hasPaid ? 1 : 0;
        return new Payment.Paid(budget.limit().maxConcurrency(), since, budget.period());
    }

    private @Nullable Payment whenNothingIsLeft(Sighting last) throws EngineException, InterruptedException {
        // Another process may have written meanwhile.
        Sighting next = read();
        if (!next.equals(last)) {
            return null;
        }
        long wait = Math.max(untilSettled(next), askAt - time.nanoTime());
        return wait > 0 ? new Payment.Later(Duration.ofNanos(wait)) : renew(next, budget(next));
    }

    private long untilSettled(Sighting sighting) {
        return sighting.since() + settle.toNanos() - time.nanoTime();
    }

    /** Replaces the record by what Discord says. */
    private @Nullable Payment renew(Sighting last, @Nullable Budget budget)
            throws EngineException, InterruptedException {
        boolean canGoOn = budget != null && isOpen(budget);
        SessionStartLimit limit;
        try {
            limit = discord.ask();
        } catch (GatewayInfoException e) {
            askAt = time.nanoTime() + untilAskedAgain(e).toNanos();
            if (canGoOn) {
                return null;
            }
            if (substitute == null) {
                return unanswered(budget, e);
            }
            limit = substitute;
        }
        // When another process was faster, the record has its answer, or a payment that this answer may not count.
        if (write(last, Budget.of(bot, limit))) {
            isDoubtful = false;
            shouldAsk = false;
            substitute = null;
            askAt = time.nanoTime() + untilNextQuestion(limit);
        }
        return null;
    }

    private static Payment unanswered(@Nullable Budget budget, GatewayInfoException failure) {
        if (budget == null) {
            throw failure;
        }
        return new Payment.Later(untilAskedAgain(failure));
    }

    private static Duration untilAskedAgain(GatewayInfoException failure) {
        return failure.retryAfter().compareTo(UNANSWERED) > 0 ? failure.retryAfter() : UNANSWERED;
    }

    private @Nullable Budget budget(Sighting sighting) throws RefusedRecordException {
        Ledger.Entry entry = sighting.entry();
        return entry == null ? null : Budget.read(entry, bot);
    }

    private Sighting read() throws EngineException, InterruptedException {
        Optional<Ledger.Entry> read = ledger.read(IdentifyRecord.BUDGET);
        return see(read, time.nanoTime());
    }

    /** After an exception the record may have been written; the next write then fails, and finds out. */
    private boolean write(Sighting last, Budget next) throws EngineException, InterruptedException {
        OptionalLong revision = ledger.write(IdentifyRecord.BUDGET, next.text(), last.revision());
        if (revision.isEmpty()) {
            read();
            return false;
        }
        see(Optional.of(new Ledger.Entry(IdentifyRecord.BUDGET, next.text(), revision.getAsLong())), time.nanoTime());
        return true;
    }

    private Sighting see(Optional<Ledger.Entry> read, long now) throws RefusedRecordException {
        Sighting before = seen;
        Sighting next = before == null ? new Sighting(read.orElse(null), now) : before.then(read, now);
        // What is refused is not remembered, so it is read again.
        Budget budget = budget(next);
        seen = next;
        if (before != null && !next.equals(before) && before.isAheadOf(next)) {
            isDoubtful = true;
        }
        if (budget == null) {
            inHand = 0;
        } else {
            learn(budget, next.since());
        }
        return next;
    }

    private void learn(Budget budget, long now) {
        SessionStartLimit limit = budget.limit();
        long resetAt = now + limit.resetAfter().toNanos();
        Known before = known;
        if (before != null && before.period().equals(budget.period())) {
            // A record that is read long after its write puts the reset off, and never brings it forward.
            resetAt = before.resetAt() - resetAt < 0 ? before.resetAt() : resetAt;
        } else {
            inHand = 0;
            shouldAsk = before == null;
            askAt = before == null ? now : now + untilNextQuestion(limit);
        }
        known = new Known(limit, budget.period(), resetAt);
    }

    private static long untilNextQuestion(SessionStartLimit limit) {
        return limit.remaining() > 0
                ? 0
                : Math.clamp(limit.resetAfter().toNanos(), AT_LEAST.toNanos(), AT_MOST.toNanos());
    }
}
