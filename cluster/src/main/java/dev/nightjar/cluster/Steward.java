package dev.nightjar.cluster;

import dev.nightjar.cluster.Assignment.Known;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The thread that looks at all records, takes the shards that this member should have, and gives away those that others should
 * have. It looks twice in a lease time, when a record has stood still for long enough to be taken, and when something has
 * changed. Its public methods are safe for any thread.
 */
final class Steward implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Steward.class.getName());

    /** What was seen last, for those who ask. */
    record Seen(SortedMap<String, Integer> members, Map<ShardId, String> owners, int nextUp) {

        static final Seen NOTHING = new Seen(new TreeMap<>(), Map.of(), 0);
    }

    private final Lease.Terms terms;
    private final Sides sides;
    private final Leases leases;
    private final HandOver handOver;
    private final Attendance attendance;
    private final Runnable leave;
    private final Duration period;
    private final Duration shortest;
    private final Duration grace; // how long whoever has begun a re-sharding may take to end it, after its deadline
    private final Pace pace;
    private final Thread thread;

    private volatile Seen seen = Seen.NOTHING;
    private final SeenPlan seenPlan = new SeenPlan();

    // Counted by the thread alone, read by all.
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong rescued = new AtomicLong();

    // Confined to the thread, but for the last look of a member that leaves.
    private final View view;
    private final Set<String> told = new HashSet<>();
    private final Endings endings;
    private final Leftovers leftovers;
    private final Map<ShardId, Lease> unanswered =
            new LinkedHashMap<>(); // claims and releases whose answers did not come
    private @Nullable Long upSince; // when all new shards were up, while they are
    private boolean restless; // something is under way that another look may end

    /**
     * Makes it.
     *
     * @param leave has this member leave, and returns at once
     */
    Steward(
            Lease.Terms terms,
            Attendance attendance,
            Sides sides,
            Leases leases,
            HandOver handOver,
            Duration lease,
            Runnable leave) {
        this.terms = terms;
        this.sides = sides;
        this.leases = leases;
        this.handOver = handOver;
        this.attendance = attendance;
        this.leave = leave;
        this.period = lease.dividedBy(2);
        this.shortest = lease.dividedBy(10);
        this.grace = lease.multipliedBy(2);
        this.view = new View(terms.bot(), lease);
        this.pace = new Pace(terms.time());
        this.endings = new Endings(lease.multipliedBy(10));
        this.leftovers = new Leftovers(terms, lease.multipliedBy(10));
        this.thread = Thread.ofPlatform().daemon().name("cluster-steward").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Looks soon. */
    void hurry() {
        pace.hurry();
    }

    /** Looks soon if this key may be news: renewals of members that it knows are none. */
    void changed(String key) {
        boolean isKnown = key.startsWith(MemberRecord.PREFIX)
                && seen.members().containsKey(key.substring(MemberRecord.PREFIX.length()));
        if (!isKnown) {
            pace.hurry();
        }
    }

    /** Whether it looks no more, because the member leaves. */
    boolean isEnded() {
        return pace.isEnded();
    }

    Seen seen() {
        return seen;
    }

    /** How often the engine did not answer when this member looked at the records. */
    long failures() {
        return failures.get();
    }

    /** How many shards this member has taken that others gave to it. */
    long received() {
        return received.get();
    }

    /** How many shards this member has taken from members that had died. */
    long rescued() {
        return rescued.get();
    }

    private void run() {
        try {
            Duration pause = shortest;
            while (pace.await(pause)) {
                long start = terms.time().nanoTime();
                boolean seen = false;
                try {
                    look();
                    seen = true;
                    act();
                } catch (EngineException e) {
                    failures.incrementAndGet();
                    // Nothing can be decided until it answers again. The leases run out meanwhile.
                } catch (RuntimeException | Error e) {
                    LOG.log(Level.ERROR, "A look at the cluster's records has failed; the next one follows", e);
                }
                pause = pause(Duration.ofNanos(terms.time().nanoTime() - start), seen);
            }
        } catch (InterruptedException e) {
            // The member leaves.
        }
    }

    /**
     * How long to wait for the next look.
     *
     * @param took how long this one took: with very many shards it should not be all that this process does
     */
    private Duration pause(Duration took, boolean seen) {
        if (!seen || restless || !unanswered.isEmpty()) {
            return took.compareTo(shortest) > 0 ? took : shortest;
        }
        Duration due = Duration.ofNanos(
                Math.max(0, view.nextDue(terms.member()) - terms.time().nanoTime()));
        Duration pause = due.compareTo(period) < 0 ? due : period;
        return took.compareTo(pause) > 0 ? took : pause;
    }

    private void look() throws EngineException, InterruptedException {
        try {
            List<Ledger.Entry> entries = terms.ledger().list("");
            List<Beat> beats = attendance.proven();
            view.look(entries, beats, terms.time().nanoTime());
        } catch (EngineException e) {
            view.missed();
            throw e;
        }
        for (RefusedRecordException refused : view.refused()) {
            if (told.add(refused.getMessage())) {
                LOG.log(Level.WARNING, refused.getMessage());
            }
        }
        SortedMap<String, Integer> members = new TreeMap<>();
        view.living().keySet().forEach(name -> members.put(name, 0));
        Map<ShardId, String> owners = new TreeMap<>(Comparator.comparingInt(ShardId::number));
        int total = sides.total();
        for (int number = 0; number < total; number++) {
            ShardId shard = new ShardId(number, total);
            owner(shard).ifPresent(owner -> {
                owners.put(shard, owner);
                members.computeIfPresent(owner, (name, count) -> count + 1);
            });
        }
        int next = sides.nextTotal();
        seen = new Seen(members, owners, next == 0 ? 0 : view.up(next));
    }

    private Optional<String> owner(ShardId shard) {
        Lease own = leases.find(shard);
        return own == null || own.isOver() ? view.owner(shard) : Optional.of(terms.member());
    }

    private void act() throws EngineException, InterruptedException {
        restless = sides.nextTotal() != 0;
        settleUnanswered();
        stopWithoutLease();
        passOnTheEnded();
        buryTheDead();
        view.presence().ifPresent(record -> sides.show(record.presence()));
        Optional<PlanRecord> plan = plan();
        if (plan.isPresent()) {
            followPlan(plan.get());
        }
        for (ShardId given : view.givenTo(terms.member(), sides.total())) {
            claim(given);
        }
        SortedMap<String, MemberRecord> living = view.living();
        if (!living.containsKey(terms.member())) {
            return; // it was away for so long that the others believe it dead; the keeper tells them
        }
        if (living.firstKey().equals(terms.member())) {
            leftovers.remove(seenPlan);
        }
        share(sides.total(), living);
        if (sides.nextTotal() != 0) {
            share(sides.nextTotal(), living);
        }
    }

    /** The plan to follow. If the engine has lost it, it is written again. */
    private Optional<PlanRecord> plan() throws EngineException, InterruptedException {
        Optional<PlanRecord> stored = view.plan();
        long revision = view.revision(PlanRecord.KEY);
        boolean isUnreadable = stored.isEmpty() && revision != Ledger.ABSENT;
        boolean isLost = !isUnreadable && seenPlan.isNewerThan(stored);
        Optional<PlanRecord> newest =
                isUnreadable ? stored : seenPlan.see(stored, terms.time().nanoTime());
        if (isLost && newest.isPresent()) {
            var unused = terms.ledger().write(PlanRecord.KEY, newest.get().text(), revision);
        }
        return newest;
    }

    /** The newest plan that this member has seen. */
    SeenPlan seenPlan() {
        return seenPlan;
    }

    /**
     * Switches, or does what leads to a switch. Any member that sees all new shards up may decide it, and any may end a
     * re-sharding whose deadline is over: the one that has begun it is sooner, unless it is gone.
     */
    private void followPlan(PlanRecord plan) throws EngineException, InterruptedException {
        sides.follow(plan);
        int next = sides.nextTotal();
        if (next == 0) {
            upSince = null;
            return;
        }
        for (Lease lease : leases.all()) {
            if (!lease.isUp() && sides.isUp(lease.shard())) {
                lease.markUp();
            }
        }
        if (plan.next() != next) {
            return;
        }
        int up = seen.nextUp();
        boolean isOverdue = seenPlan.isOverdue(grace, terms.time().nanoTime());
        if (areAllThere(up == next, next) || isOverdue) {
            PlanRecord decided = up == next || up >= plan.enough() ? plan.switched() : plan.kept();
            var unused = terms.ledger().write(PlanRecord.KEY, decided.text(), view.revision(PlanRecord.KEY));
        }
    }

    /**
     * Whether all old and new shards were renewed since all new ones are up. Without that the old shards of a member that has
     * just died would be nobody's after the switch, and what they had still to give would be lost.
     */
    private boolean areAllThere(boolean allUp, int next) {
        if (!allUp) {
            upSince = null;
            return false;
        }
        Long since = upSince;
        if (since == null) {
            upSince = terms.time().nanoTime();
            return false;
        }
        return view.isRenewed(sides.total(), since) && view.isRenewed(next, since);
    }

    private void share(int total, SortedMap<String, MemberRecord> living) throws EngineException, InterruptedException {
        Map<ShardId, Known> known = known(total, living);
        // What this member does not take now another one should, and if that one does not, this one sees it soon.
        restless |= known.containsValue(new Known.Claimable());
        Assignment assignment =
                Assignment.decide(terms.member(), new TreeSet<>(living.keySet()), known, this::isMovable);
        for (ShardId shard : assignment.claims()) {
            claim(shard);
        }
        assignment.gifts().forEach((shard, heir) -> {
            Lease lease = leases.find(shard);
            if (lease != null) {
                handOver.begin(lease, heir);
            }
        });
    }

    /**
     * Whether it costs nothing to give a shard away. One that is about to identify, or whose READY the loop has not taken, would
     * have to identify once more, so its turn comes later.
     */
    private boolean isMovable(ShardId shard) {
        Lease lease = leases.find(shard);
        if (lease == null || !lease.isCurrent() || lease.heir() != null || shard.total() != sides.total()) {
            return false;
        }
        Shard running = lease.running();
        if (running != null && running.state().isTerminal()) {
            return false;
        }
        boolean isSettled = running != null && running.session().isPresent();
        restless |= !isSettled;
        return isSettled;
    }

    private Map<ShardId, Known> known(int total, SortedMap<String, MemberRecord> living) {
        Map<ShardId, Known> known = view.known(total, living);
        for (Lease lease : leases.all()) {
            if (!lease.isOver()) {
                String heir = lease.heir();
                known.replace(lease.shard(), new Known.Of(heir == null ? terms.member() : heir));
            }
        }
        return known;
    }

    /** Stops shards that run although this member does not have them, which happens when it loses one as it starts it. */
    private void stopWithoutLease() {
        for (Shard shard : sides.shards()) {
            if (!shard.state().isTerminal() && leases.find(shard.id()) == null) {
                Thread.ofVirtual().name("cluster-drop").start(shard::suspend);
            }
        }
    }

    /** Gives shards away, or to this member anew, that have ended although it has them. */
    private void passOnTheEnded() {
        for (Lease lease : leases.all()) {
            // Held by who suspends it for a while.
            if (lease.stopping().tryLock()) {
                try {
                    passOn(lease);
                } finally {
                    lease.stopping().unlock();
                }
            }
        }
    }

    private void passOn(Lease lease) {
        Shard running = lease.running();
        if (running == null || !lease.isCurrent() || lease.heir() != null || !sides.canStart(lease.shard())) {
            return;
        }
        GatewayException.Reason failure =
                running.failure().map(GatewayException::reason).orElse(null);
        if (failure == GatewayException.Reason.HTTP_CLIENT_TERMINATED) {
            LOG.log(
                    Level.WARNING,
                    "This member leaves the cluster, because its HttpClient has ended, and without it no shard connects");
            leave.run();
            return;
        }
        endings.heir(
                        lease.shard(),
                        failure,
                        terms.member(),
                        seen.members(),
                        terms.time().nanoTime())
                .ifPresent(heir -> handOver.begin(lease, heir));
    }

    private void buryTheDead() throws EngineException, InterruptedException {
        for (String name : view.dead()) {
            String key = MemberRecord.key(name);
            if (!name.equals(terms.member())) {
                var unused = terms.ledger().delete(key, view.revision(key));
            }
        }
    }

    /** Takes a shard and starts it, unless another member is faster or the shard has not ended here since it was had last. */
    private void claim(ShardId shard) throws EngineException, InterruptedException {
        if (!sides.canStart(shard) || leases.find(shard) != null) {
            restless = true;
            return;
        }
        Lease lease = Lease.prepare(terms, shard, view.revision(ShardRecord.key(shard)), view.session(shard));
        unanswered.put(shard, lease);
        boolean taken = lease.take();
        unanswered.remove(shard);
        if (taken) {
            count(shard);
            start(lease);
        }
    }

    /** Finds out what has become of the writes whose answers did not come: nobody else would have these shards for the lease time. */
    private void settleUnanswered() throws EngineException, InterruptedException {
        for (Lease lease : List.copyOf(unanswered.values())) {
            if (lease.isReleasing()) {
                release(lease);
            } else if (lease.renew() == Lease.Renewal.LOST) {
                unanswered.remove(lease.shard()); // it was not taken
            } else if (sides.canStart(lease.shard()) && leases.find(lease.shard()) == null) {
                unanswered.remove(lease.shard());
                start(lease);
            } else {
                release(lease);
            }
        }
    }

    private void release(Lease lease) throws EngineException, InterruptedException {
        unanswered.put(lease.shard(), lease);
        var unused = lease.release(null);
        unanswered.remove(lease.shard());
    }

    private void count(ShardId shard) {
        if (view.givenTo(terms.member(), shard.total()).contains(shard)) {
            received.incrementAndGet();
        } else if (view.isOfDead(shard)) {
            rescued.incrementAndGet();
        }
    }

    private void start(Lease lease) throws EngineException, InterruptedException {
        lease.stopping().lock();
        try {
            leases.add(lease);
            lease.run(sides.start(lease.shard()));
        } catch (RuntimeException e) {
            // The fleet ends, the shard has not ended, or it cannot be made: somebody else may have it.
            leases.remove(lease);
            release(lease);
            if (!(e instanceof IllegalStateException)) {
                LOG.log(Level.ERROR, "Shard " + lease.shard() + " could not be started; the next look tries again", e);
            }
        } finally {
            lease.stopping().unlock();
        }
    }

    /** Whom to give which shards when this member leaves, as of a last look. The thread must have ended. */
    Map<ShardId, String> legacy() throws EngineException, InterruptedException {
        forgetUnanswered();
        look();
        SortedMap<String, MemberRecord> others = new TreeMap<>(view.living());
        others.remove(terms.member());
        return Assignment.legacy(terms.member(), new TreeSet<>(others.keySet()), known(sides.total(), others));
    }

    private void forgetUnanswered() throws InterruptedException {
        for (Lease lease : List.copyOf(unanswered.values())) {
            try {
                release(lease);
            } catch (EngineException e) {
                // The record stands still from now on, which frees the shard too.
            }
        }
    }

    /** Ends the thread and waits for that. */
    @Override
    public void close() {
        pace.end();
        boolean interrupted = false;
        try {
            // A request to the engine that is on its way ends in its own time. Without a start there is nothing to wait
            // for.
            if (thread.getState() != Thread.State.NEW && !thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows what was seen last. */
    @Override
    public String toString() {
        return "Steward[" + seen + "]";
    }

    /** The shards of this member, in order. */
    List<ShardId> own() {
        List<ShardId> own = new ArrayList<>();
        for (Lease lease : leases.all()) {
            if (!lease.isOver() && lease.shard().total() == sides.total()) {
                own.add(lease.shard());
            }
        }
        own.sort(Comparator.comparingInt(ShardId::number));
        return own;
    }
}
