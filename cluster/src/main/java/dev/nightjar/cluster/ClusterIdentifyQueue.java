package dev.nightjar.cluster;

import dev.nightjar.cluster.DailyBudget.Payment;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayInfo;
import dev.nightjar.gateway.IdentifyBudget;
import dev.nightjar.gateway.IdentifyQueue;
import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.IdentifyDelayed.Reason;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An identify queue for the shards of many processes: one IDENTIFY per bucket in five seconds, and no more a day than Discord
 * allows, whichever processes ask, die and start again. It keeps its records in a {@link Ledger} below {@code identify.}, and is
 * useful without a cluster too, for fleets that divide a bot's shards among them:
 *
 * {@snippet file="dev/nightjar/cluster/examples/SharedLimits.java" region="shared"}
 *
 * <p>In one process the shards of a bucket get their permits in the order in which they ask; among processes the order is by
 * chance, but none takes more than four of a bucket in a row while others wait. A process that has just started waits for some five
 * seconds before its first permit, because it cannot know when the last one was given. It asks Discord what is left when
 * it starts and when nothing is left any more. While nothing is left the shards wait for the reset.
 *
 * <p>Without the engine there is no permit: the shards wait until it can be reached again. A record that is damaged or belongs to
 * another bot fails {@link #acquire} with an {@link UncheckedIOException} that says what helps; the shard then tries again later.
 *
 * <p>It need not be closed; it hears of changes until the engine is closed. Safe for any thread. No argument may be null.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#sharding-max-concurrency">Discord: Max Concurrency</a>
 * @see <a href="https://discord.com/developers/docs/events/gateway#identifying">Discord: Identifying</a>
 */
public final class ClusterIdentifyQueue implements IdentifyQueue {

    /*
     * The first shard of each bucket in the line talks to the engine, in its own thread and without a lock. What is said of
     * buckets and of the budget is in the classes that have their records.
     */

    /** What Discord asks for between two IDENTIFYs of a bucket. */
    static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    /** What an IDENTIFY may take from its permit to the gateway, more than another one. */
    public static final Duration DEFAULT_MARGIN = Duration.ofMillis(250);

    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

    /** How long to wait before the engine is asked again that could not be reached. */
    static final Duration RETRY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Time time;
    private final String bot;
    private final Duration spacing;
    private final DailyBudget budget;
    private final IdentifyLine line;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isWatching; // guarded by lock

    // Written under lock once, read by all.
    private volatile @Nullable IdentifyBuckets buckets;

    // Written by those who talk to the engine, read by all.
    private volatile boolean isUnreachable;

    ClusterIdentifyQueue(Ledger ledger, Time time, String bot, DailyBudget.Discord discord, Duration spacing) {
        this.ledger = ledger;
        this.time = time;
        this.bot = bot;
        this.spacing = spacing;
        this.line = new IdentifyLine(time, this::bucket);
        this.budget = new DailyBudget(ledger, time, bot, discord, spacing.plus(IdentifyBuckets.PROMPT));
    }

    /**
     * A queue with the {@link #DEFAULT_MARGIN}.
     *
     * @param ledger where all processes of the bot keep the limits
     * @param config the bot's token, and how to ask Discord what it allows; its own identify queue is not used
     * @return the queue, which asks for nothing before its first permit
     */
    public static ClusterIdentifyQueue of(Ledger ledger, GatewayConfig config) {
        return of(ledger, config, DEFAULT_MARGIN);
    }

    /**
     * A queue with another margin. All processes should have the same.
     *
     * @param ledger where all processes of the bot keep the limits
     * @param config the bot's token, and how to ask Discord what it allows; its own identify queue is not used
     * @param margin what is added to the five seconds between two permits of a bucket, because Discord measures when the IDENTIFYs
     *     arrive
     * @return the queue, which asks for nothing before its first permit
     * @throws IllegalArgumentException when the margin is negative or longer than a minute
     */
    public static ClusterIdentifyQueue of(Ledger ledger, GatewayConfig config, Duration margin) {
        if (margin.isNegative() || margin.compareTo(LONGEST_MARGIN) > 0) {
            throw new IllegalArgumentException("The margin must be from 0 to " + LONGEST_MARGIN + ", but is " + margin);
        }
        return new ClusterIdentifyQueue(
                ledger,
                Time.SYSTEM,
                RecordForm.bot(config.token()),
                () -> GatewayInfo.fetch(config).sessionStartLimit(),
                FIVE_SECONDS.plus(margin));
    }

    /**
     * Tells the queue what Discord says now. Before the next permit it asks Discord itself, as soon as no permit is under way,
     * and uses this answer only when Discord does not give one and nothing is left.
     *
     * @param limit the session_start_limit of GET /gateway/bot
     */
    @Override
    public void update(SessionStartLimit limit) {
        budget.tell(limit);
        line.callAll();
    }

    /**
     * The permits that are left for all processes, as this one has seen last, and how many of its shards wait.
     *
     * @return empty before this process has seen any
     */
    @Override
    public Optional<IdentifyBudget> currentBudget() {
        return budget.limit().map(limit -> new IdentifyBudget(limit, line.size()));
    }

    /**
     * Waits until this shard may send one IDENTIFY, which should then be sent at once.
     *
     * @param id the shard that wants to identify
     * @throws InterruptedException when the thread is interrupted; the permit of the day that may have been taken for it is
     *     used for the next shard of this process
     * @throws UncheckedIOException when a record of the limits is not one of this bot's, or is damaged
     * @throws dev.nightjar.gateway.GatewayInfoException when no process has asked Discord yet, and this one gets no answer
     */
    @Override
    public void acquire(ShardId id) throws InterruptedException {
        IdentifyLine.Waiter waiter = line.enter(id);
        try {
            do {
                line.awaitTurn(waiter);
            } while (!attempt(waiter));
        } finally {
            line.leave(waiter);
        }
    }

    @Override
    public IdentifyDelayed explain(ShardId id) {
        Optional<SessionStartLimit> limit = budget.limit();
        IdentifyBuckets known = buckets;
        if (isUnreachable) {
            return new IdentifyDelayed(Reason.COORDINATOR_UNREACHABLE, Duration.ZERO);
        }
        if (limit.isEmpty() || known == null) {
            return new IdentifyDelayed(Reason.UNKNOWN, Duration.ZERO);
        }
        if (limit.get().remaining() == 0) {
            return new IdentifyDelayed(Reason.DAILY_BUDGET, limit.get().resetAfter());
        }
        Duration wait = known.expected(bucket(id));
        return new IdentifyDelayed(Reason.OTHER_SHARDS, wait.plus(spacing.multipliedBy(line.before(id))));
    }

    private int maxConcurrency() {
        return budget.limit().map(SessionStartLimit::maxConcurrency).orElse(1);
    }

    /** Without a limit of concurrency each shard has a bucket of its own. */
    private int bucket(ShardId id) {
        int maxConcurrency = maxConcurrency();
        return maxConcurrency == 0 ? id.number() : id.number() % maxConcurrency;
    }

    /** Whether there is a permit; if not, the waiter's time for the next attempt is set. */
    private boolean attempt(IdentifyLine.Waiter waiter) throws InterruptedException {
        int before = maxConcurrency();
        try {
            Duration wait = tryToTake(waiter.id());
            isUnreachable = false;
            line.postpone(waiter, wait == null ? Duration.ZERO : wait);
            return wait == null;
        } catch (RefusedRecordException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (EngineException e) {
            isUnreachable = true;
            line.postpone(waiter, RETRY);
            return false;
        } finally {
            if (before != maxConcurrency()) {
                line.callAll();
            }
        }
    }

    /** Takes a permit and returns null, or says after which time to try again. */
    private @Nullable Duration tryToTake(ShardId id) throws EngineException, InterruptedException {
        IdentifyBuckets known = begin();
        int maxConcurrency = maxConcurrency();
        int bucket = bucket(id);
        boolean isLimited = maxConcurrency > 0;
        Duration wait = isLimited && budget.limit().isPresent() ? known.untilFree(bucket) : Duration.ZERO;
        if (wait.isPositive()) {
            return wait;
        }
        return switch (budget.pay()) {
            case Payment.Later later -> later.delay();
            case Payment.Paid paid -> {
                boolean isTaken = false;
                try {
                    isTaken = paid.maxConcurrency() == maxConcurrency && (!isLimited || known.take(bucket, id, paid));
                } finally {
                    if (!isTaken) {
                        budget.giveBack(paid);
                    }
                }
                yield isTaken ? null : Duration.ZERO;
            }
        };
    }

    /** Sees all records for the first time. */
    private IdentifyBuckets begin() throws EngineException, InterruptedException {
        watch();
        IdentifyBuckets known = buckets;
        if (known != null) {
            return known;
        }
        List<Ledger.Entry> all = ledger.list(IdentifyRecord.PREFIX);
        long now = time.nanoTime();
        budget.look(
                all.stream()
                        .filter(entry -> entry.key().equals(IdentifyRecord.BUDGET))
                        .findFirst(),
                now);
        return begin(new IdentifyBuckets(ledger, time, bot, spacing, all, now));
    }

    private IdentifyBuckets begin(IdentifyBuckets next) {
        lock.lock();
        try {
            IdentifyBuckets known = buckets;
            if (known == null) {
                buckets = next;
            }
            return known == null ? next : known;
        } finally {
            lock.unlock();
        }
    }

    /** Asks for hints. They shorten the waits, and nothing depends on them. */
    private void watch() throws InterruptedException {
        lock.lock();
        try {
            if (isWatching) {
                return;
            }
            isWatching = true;
        } finally {
            lock.unlock();
        }
        try {
            // It lives as long as the engine.
            var unused = ledger.watch(IdentifyRecord.PREFIX, new Changes());
        } catch (EngineException e) {
            stopWatching();
        }
    }

    private void stopWatching() {
        lock.lock();
        try {
            isWatching = false;
        } finally {
            lock.unlock();
        }
    }

    private final class Changes implements Ledger.Listener {

        @Override
        public void changed(String key) {
            if (key.equals(IdentifyRecord.BUDGET)) {
                if (budget.isAwaited()) {
                    line.callAll();
                }
                return;
            }
            IdentifyRecord.bucket(key).ifPresent(ClusterIdentifyQueue.this::callFirst);
        }

        @Override
        public void uncertain() {
            IdentifyBuckets known = buckets;
            if (known != null) {
                known.changeAll();
            }
            line.callAll();
        }
    }

    private void callFirst(int bucket) {
        IdentifyBuckets known = buckets;
        if (known != null) {
            known.change(bucket);
        }
        line.callFirst(bucket);
    }

    /** Shows what is left and how many shards of this process wait. */
    @Override
    public String toString() {
        return "ClusterIdentifyQueue["
                + budget.limit()
                        .map(limit -> limit.remaining() + " of " + limit.total() + " IDENTIFYs left, "
                                + limit.maxConcurrency() + " at a time, ")
                        .orElse("")
                + line.size() + " shards wait]";
    }
}
