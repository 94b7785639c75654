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

    /** How much of an answer is full: with one more report it is still below what a courier takes. */
    private static final int FULL = 48 * 1_024;

    /** How many shards another member may tell of. Discord asks for one for 1,000 guilds or more. */
    private static final int MOST = 10_000;

    private static final Comparator<ShardId> ORDER =
            Comparator.comparingInt(ShardId::total).thenComparingInt(ShardId::number);

    /**
     * What another member has told.
     *
     * @param shards its shards
     * @param at when, on this member's clock
     */
    private record Answer(List<Told> shards, long at) {}

    private final String self;
    private final Courier courier;
    private final Supplier<List<Told>> own;
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
     * @param own what this member's shards do
     * @param members the names of all members
     * @param total how many shards the bot has
     * @param kept how long an answer is good
     */
    Overview(
            String self,
            Courier courier,
            Supplier<List<Told>> own,
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

    /** Where a member tells of its shards. */
    static String subject(String member) {
        return Request.subject(member) + ".reports";
    }

    /** The request for the shards behind this one, or for the first ones. */
    private static String request(@Nullable ShardId after) {
        return after == null ? "{}" : "{\"after\":[" + after.number() + "," + after.total() + "]}";
    }

    /** Answers another member with as many of this member's shards as fit, and what is no request with none. */
    String answer(String request) {
        try {
            return answerAfter(request);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return "{}";
        }
    }

    private String answerAfter(String request) {
        Map<?, ?> fields = ReportForm.object(request);
        ShardId after = null;
        if (fields.containsKey("after")) {
            List<Long> pair = ReportForm.numbers(fields, "after", 2);
            after = new ShardId(Math.toIntExact(pair.get(0)), Math.toIntExact(pair.get(1)));
        }
        StringBuilder shards = new StringBuilder();
        boolean more = false;
        for (Told told : sorted(after)) {
            if (shards.length() >= FULL) {
                more = true;
                break;
            }
            String report = ReportForm.write(told);
            if (report.length() <= ReportForm.MAX_LENGTH) {
                shards.append(shards.isEmpty() ? "" : ",").append(report);
            }
        }
        return "{\"shards\":[" + shards + "],\"more\":" + more + "}";
    }

    private List<Told> sorted(@Nullable ShardId after) {
        return own.get().stream()
                .filter(told -> after == null || ORDER.compare(told.snapshot().id(), after) > 0)
                .sorted(Comparator.comparing(told -> told.snapshot().id(), ORDER))
                .toList();
    }

    /** All shards, in the order of their totals and numbers: this member's as they are, and others' as they were lately. */
    List<ShardReport> reports() {
        ask();
        TreeMap<ShardId, ShardReport> all = new TreeMap<>(ORDER);
        long now = time.nanoTime();
        Set<String> present = members.get();
        own.get().forEach(told -> add(all, self, told));
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
            Optional<String> answer = courier.ask(subject(member), request(last), PATIENCE);
            Map<?, ?> fields = ReportForm.object(answer.orElse("{}"));
            if (!(fields.get("shards") instanceof List<?> shards)) {
                throw new IllegalArgumentException("The member " + member + " does not tell of its shards");
            }
            for (Object shard : shards) {
                all.add(ReportForm.read(shard));
            }
            more = Boolean.TRUE.equals(fields.get("more"));
            ShardId next = all.isEmpty() ? null : all.getLast().snapshot().id();
            if (more && (next == null || all.size() > MOST || (last != null && ORDER.compare(next, last) <= 0))) {
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
