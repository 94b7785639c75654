package dev.nightjar.gateway;

import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.IdentifyDelayed.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An identify queue for the shards of one process: one IDENTIFY per bucket in five seconds, first come, first served, and no
 * more a day than Discord allows. While the daily budget is used up the shards wait for its reset. Safe for any thread.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#sharding-max-concurrency">Discord: Max Concurrency</a>
 * @see <a href="https://discord.com/developers/docs/events/gateway#identifying">Discord: Identifying</a>
 */
public final class LocalIdentifyQueue implements IdentifyQueue {

    /*
     * A waiting thread takes its permit itself, so a thread that is interrupted has not spent one. Only the first waiter of a
     * bucket waits for a time; it wakes the next one when it leaves. Buckets are not objects: waiters whose numbers are equal
     * modulo max_concurrency are in the same bucket, so update() does not have to move them.
     */

    /** Discord's five seconds and a margin, because Discord measures when the IDENTIFYs arrive. */
    static final Duration SPACING = Duration.ofMillis(5_250);

    /** The number that Discord allows most bots. Very large bots, which have a higher concurrency, may identify more often. */
    static final int DAILY = 1_000;

    private static final Duration PERIOD = Duration.ofDays(1);

    // This is far above what Discord says, and far below what would overflow.
    private static final Duration LONGEST_RESET = Duration.ofDays(365);

    private record Grant(int number, long at) {}

    private record Waiter(int number, Condition turn) {}

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();

    // All of these are guarded by lock.
    private final List<Waiter> waiters = new ArrayList<>();
    private final Deque<Grant> recent = new ArrayDeque<>();
    private int maxConcurrency;
    private int total;
    private int remaining;
    private boolean inPeriod;
    private long resetAt;

    LocalIdentifyQueue(SessionStartLimit limit, Time time) {
        this.time = time;
        set(limit);
    }

    /**
     * A queue for a bot with this concurrency. With 1 it gives out 1,000 permits a day, as Discord allows most bots; with
     * more it has no daily budget before {@link #update}.
     *
     * @param maxConcurrency max_concurrency of GET /gateway/bot, 1 for most bots
     * @return a new queue; its first permits are free at once
     * @throws IllegalArgumentException when it is below 1
     */
    public static LocalIdentifyQueue of(int maxConcurrency) {
        if (maxConcurrency < 1) {
            throw new IllegalArgumentException("max_concurrency must be at least 1, but is " + maxConcurrency);
        }
        int daily = maxConcurrency == 1 ? DAILY : Integer.MAX_VALUE;
        return of(new SessionStartLimit(daily, daily, Duration.ZERO, maxConcurrency));
    }

    /**
     * A queue that starts with the number of IDENTIFYs that Discord says are left, so IDENTIFYs of earlier processes count
     * too.
     *
     * @param limit the session_start_limit of GET /gateway/bot
     * @return a new queue; its first permits are free at once if any is left
     */
    public static LocalIdentifyQueue of(SessionStartLimit limit) {
        return new LocalIdentifyQueue(limit, Time.SYSTEM);
    }

    /**
     * Replaces the limits by those that Discord says now. This takes effect at once, also for the shards that wait: they keep
     * their order and wait by the new limits.
     *
     * @param limit the session_start_limit of GET /gateway/bot
     */
    @Override
    public void update(SessionStartLimit limit) {
        lock.lock();
        try {
            set(limit);
            waiters.forEach(waiter -> waiter.turn().signal());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The permits that are left, and how many shards wait.
     *
     * @return the budget at this moment
     */
    public IdentifyBudget budget() {
        lock.lock();
        try {
            long now = time.nanoTime();
            resetIfDue(now);
            Duration resetAfter = inPeriod ? Duration.ofNanos(resetAt - now) : Duration.ZERO;
            return new IdentifyBudget(
                    new SessionStartLimit(total, remaining, resetAfter, maxConcurrency), waiters.size());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<IdentifyBudget> currentBudget() {
        return Optional.of(budget());
    }

    @Override
    public void acquire(ShardId id) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Waiter waiter = new Waiter(id.number(), lock.newCondition());
            waiters.add(waiter);
            try {
                awaitTurn(waiter);
            } finally {
                waiters.remove(waiter);
                wakeNext(waiter);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public IdentifyDelayed explain(ShardId id) {
        lock.lock();
        try {
            long now = time.nanoTime();
            resetIfDue(now);
            if (remaining == 0) {
                Duration untilReset = isBarred() ? Duration.ZERO : Duration.ofNanos(Math.max(0, resetAt - now));
                return new IdentifyDelayed(Reason.DAILY_BUDGET, untilReset);
            }
            Duration wait = Duration.ofNanos(untilSpaced(id.number(), now));
            for (Waiter earlier : waiters) {
                if (earlier.number() == id.number()) {
                    break;
                }
                wait = sharesBucket(earlier.number(), id.number()) ? wait.plus(SPACING) : wait;
            }
            return new IdentifyDelayed(Reason.OTHER_SHARDS, wait);
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn(Waiter waiter) throws InterruptedException {
        while (true) {
            long now = time.nanoTime();
            resetIfDue(now);
            if (!isFirstOfBucket(waiter) || isBarred()) {
                waiter.turn().await();
                continue;
            }
            long wait = remaining == 0 ? resetAt - now : untilSpaced(waiter.number(), now);
            if (wait <= 0) {
                spend(waiter.number(), now);
                return;
            }
            time.await(waiter.turn(), Duration.ofNanos(wait));
        }
    }

    /** Whether the passing of time gives no further permit, so only an update can. */
    private boolean isBarred() {
        return remaining == 0 && total == 0;
    }

    private boolean isFirstOfBucket(Waiter waiter) {
        for (Waiter earlier : waiters) {
            if (sharesBucket(earlier.number(), waiter.number())) {
                return earlier.equals(waiter);
            }
        }
        return false;
    }

    private boolean sharesBucket(int one, int other) {
        // Without a limit of concurrency each waiter has a bucket of its own and does not wait for others.
        return maxConcurrency == 0 ? one == other : one % maxConcurrency == other % maxConcurrency;
    }

    private long untilSpaced(int number, long now) {
        while (!recent.isEmpty() && now - recent.getFirst().at() >= SPACING.toNanos()) {
            recent.removeFirst();
        }
        long wait = 0;
        if (maxConcurrency > 0) {
            for (Grant grant : recent) {
                if (sharesBucket(grant.number(), number)) {
                    wait = Math.max(wait, grant.at() + SPACING.toNanos() - now);
                }
            }
        }
        return wait;
    }

    private void spend(int number, long now) {
        recent.addLast(new Grant(number, now));
        remaining--;
        if (!inPeriod) {
            // Discord starts the period with the first IDENTIFY.
            inPeriod = true;
            resetAt = now + PERIOD.toNanos();
        }
    }

    private void wakeNext(Waiter gone) {
        for (Waiter waiter : waiters) {
            if (sharesBucket(waiter.number(), gone.number())) {
                waiter.turn().signal();
                return;
            }
        }
    }

    private void resetIfDue(long now) {
        if (inPeriod && now - resetAt >= 0) {
            inPeriod = false;
            remaining = total;
        }
    }

    private void set(SessionStartLimit limit) {
        maxConcurrency = limit.maxConcurrency();
        total = limit.total();
        remaining = limit.remaining();
        Duration resetAfter = limit.resetAfter().compareTo(LONGEST_RESET) > 0 ? LONGEST_RESET : limit.resetAfter();
        // Without a reset time the period begins with the next IDENTIFY. If no permit is left either, the reset is
        // now.
        inPeriod = remaining == 0 || !resetAfter.isZero();
        resetAt = time.nanoTime() + resetAfter.toNanos();
    }

    /** Shows what is left and how many shards wait. */
    @Override
    public String toString() {
        IdentifyBudget now = budget();
        SessionStartLimit limit = now.limit();
        return "LocalIdentifyQueue[" + limit.remaining() + " of " + limit.total() + " IDENTIFYs left, "
                + limit.maxConcurrency() + " at a time, " + now.waiting() + " shards wait]";
    }
}
