package dev.nightjar.cluster;

import dev.nightjar.cluster.ReportForm.Told;
import dev.nightjar.gateway.Backlog;
import dev.nightjar.gateway.CommandBudget;
import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.Latency;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardSnapshot;
import dev.nightjar.gateway.ShardState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all members' shards do. While somebody asks, it asks the other members once a second; when nobody has asked for ten seconds, it
 * stops. Safe for any thread.
 */
final class Overview implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration UNASKED = Duration.ofSeconds(10);

    /** How many shards another member may tell of. Discord asks for one for 1,000 guilds or more. */
    private static final int MOST = 10_000;

    /**
     * What another member has told.
     *
     * @param shards its shards
     * @param at when, on this member's clock
     */
    private record Answer(List<Told> shards, long at) {}

    private final String self;
    private final Courier courier;
    private final Supplier<Map<ShardId, Supplier<Told>>> own;
    private final Supplier<Set<String>> members;
    private final IntSupplier total;
    private final Duration kept;
    private final Time time;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ShardId, ShardReport> known = new HashMap<>(); // of the present total; guarded by lock
    private long askedAt; // guarded by lock
    private @Nullable Thread thread; // guarded by lock
    private boolean closed; // guarded by lock

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet(); // those whose answer is on its way

    /**
     * Makes it.
     *
     * @param own the shards that this member has, each with what says what it does
     * @param members the names of all members
     * @param total how many shards the bot has
     * @param kept how long an answer is good
     */
    Overview(
            String self,
            Courier courier,
            Supplier<Map<ShardId, Supplier<Told>>> own,
            Supplier<Set<String>> members,
            IntSupplier total,
            Duration kept,
            Time time) {
        this.self = self;
        this.courier = courier;
        this.own = own;
        this.members = members;
        this.total = total;
        this.kept = kept;
        this.time = time;
    }

    /** Answers another member. */
    String answer(String request) {
        return ReportPages.answer(request, own.get());
    }

    /** All shards, in the order of their totals and numbers: this member's as they are, and others' as they were lately. */
    List<ShardReport> reports() {
        ask();
        TreeMap<ShardId, ShardReport> all = new TreeMap<>(ReportPages.ORDER);
        long now = time.nanoTime();
        Set<String> present = members.get();
        own.get().values().forEach(shard -> add(all, self, shard.get()));
        answers.entrySet().stream()
                .filter(each -> present.contains(each.getKey()) && now - each.getValue().at < kept.toNanos())
                .sorted(Comparator.comparingLong(each -> now - each.getValue().at)) // the newest first
                .forEach(each -> each.getValue().shards.forEach(told -> add(all, each.getKey(), told)));
        int size = total.getAsInt();
        lock.lock();
        try {
            known.keySet().removeIf(shard -> shard.total() != size);
            for (int number = 0; number < size; number++) {
                ShardId shard = new ShardId(number, size);
                ShardReport report = all.get(shard);
                if (report == null) {
                    all.put(shard, orphan(known.getOrDefault(shard, unknown(shard))));
                } else {
                    known.put(shard, report);
                }
            }
        } finally {
            lock.unlock();
        }
        return List.copyOf(all.values());
    }

    /** Of two members that tell of a shard, one has given it away: the other one's is still running. The first is believed. */
    private static void add(Map<ShardId, ShardReport> all, String member, Told told) {
        ShardReport before = all.get(told.snapshot().id());
        if (before == null || before.snapshot().state().isTerminal()) {
            all.put(told.snapshot().id(), new ShardReport(Optional.of(member), told.snapshot(), told.stats()));
        }
    }

    private static ShardReport orphan(ShardReport last) {
        ShardSnapshot shard = last.snapshot();
        return new ShardReport(
                Optional.empty(),
                new ShardSnapshot(
                        shard.id(),
                        ShardState.DISCONNECTED,
                        shard.reconnectAttempts(),
                        shard.latency(),
                        shard.backlog(),
                        shard.commandBudget(),
                        shard.commandsWaiting(),
                        shard.identifyBudget()),
                last.stats());
    }

    private static ShardReport unknown(ShardId shard) {
        ShardSnapshot nothing = new ShardSnapshot(
                shard,
                ShardState.DISCONNECTED,
                0,
                new Latency(0, 0, Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
                new Backlog(0, 0, 0),
                new CommandBudget(0, 0, Duration.ZERO),
                0,
                Optional.empty());
        return new ShardReport(Optional.empty(), nothing, GatewayStats.NONE);
    }

    /** Notes that somebody asks. */
    private void ask() {
        lock.lock();
        try {
            askedAt = time.nanoTime();
            if (thread == null && !closed) {
                thread = Thread.ofVirtual().name("cluster-reports").start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (isAsked()) {
                for (String member : members.get()) {
                    if (!member.equals(self) && asked.add(member)) {
                        Thread.ofVirtual().name("cluster-reports/" + member).start(() -> ask(member));
                    }
                }
                answers.keySet().retainAll(members.get());
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            // The member leaves.
        }
    }

    /** Whether somebody has asked lately; otherwise the thread has ended. */
    private boolean isAsked() {
        lock.lock();
        try {
            boolean isAsked = !closed && time.nanoTime() - askedAt < UNASKED.toNanos();
            if (!isAsked) {
                thread = null;
            }
            return isAsked;
        } finally {
            lock.unlock();
        }
    }

    private void ask(String member) {
        try {
            answers.put(member, new Answer(fetch(member), time.nanoTime()));
        } catch (EngineException | IllegalArgumentException e) {
            // Its last answer grows old, and its shards are nobody's then.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asked.remove(member);
        }
    }

    private List<Told> fetch(String member) throws EngineException, InterruptedException {
        List<Told> all = new ArrayList<>();
        ShardId last = null;
        boolean more = true;
        while (more && !isClosed()) {
            Optional<String> answer = courier.ask(ReportPages.subject(member), ReportPages.request(last), PATIENCE);
            ReportPages.Page page = ReportPages.read(answer.orElse("{}"));
            all.addAll(page.shards());
            more = page.more();
            ShardId next = all.isEmpty() ? null : all.getLast().snapshot().id();
            boolean isFurther = next != null && (last == null || ReportPages.ORDER.compare(next, last) > 0);
            if (more && (!isFurther || all.size() > MOST)) {
                throw new IllegalArgumentException("The member " + member + " tells of its shards without end");
            }
            last = next;
        }
        return all;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Asks no more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
