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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The thread that looks at all records, takes the shards that this member should have, and gives away those that others should
 * have. It looks twice in a lease time, when a record has stood still for long enough to be taken, and when something has
 * changed. Its public methods are safe for any thread.
 */
final class Steward implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Steward.class.getName());

    private final Lease.Terms terms;
    private final Sides sides;
    private final Leases leases;
    private final HandOver handOver;
    private final Runnable leave;
    private final Duration period;
    private final Duration shortest;
    private final Pace pace;
    private final Thread thread;
    private final AtomicLong failures = new AtomicLong(); // counted by the thread alone, read by all

    // Confined to the thread, but for the last look of a member that leaves.
    private final Lookout lookout;
    private final View view;
    private final Claims claims;
    private final PlanKeeper plan;
    private final Endings endings;
    private final Leftovers leftovers;
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
        this.leave = leave;
        this.period = lease.dividedBy(2);
        this.shortest = lease.dividedBy(10);
        this.pace = new Pace(terms.time());
        this.lookout = new Lookout(terms, attendance, leases, lease);
        this.view = lookout.view();
        this.claims = new Claims(terms, view, sides, leases);
        this.plan = new PlanKeeper(terms, lookout, sides, leases, lease.multipliedBy(2));
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
                && seen().members().containsKey(key.substring(MemberRecord.PREFIX.length()));
        if (!isKnown) {
            pace.hurry();
        }
    }

    /** Whether it looks no more, because the member leaves. */
    boolean isEnded() {
        return pace.isEnded();
    }

    /** What was seen last. */
    Lookout.Seen seen() {
        return lookout.seen();
    }

    /** The newest plan that this member has seen. */
    SeenPlan seenPlan() {
        return plan.seen();
    }

    /** How often the engine did not answer when this member looked at the records. */
    long failures() {
        return failures.get();
    }

    /** How many shards this member has taken that others gave to it. */
    long received() {
        return claims.received();
    }

    /** How many shards this member has taken from members that had died. */
    long rescued() {
        return claims.rescued();
    }

    private void run() {
        try {
            Duration pause = shortest;
            while (pace.await(pause)) {
                long start = terms.time().nanoTime();
                boolean looked = false;
                try {
                    look();
                    looked = true;
                    act();
                } catch (EngineException e) {
                    failures.incrementAndGet();
                    // Nothing can be decided until it answers again. The leases run out meanwhile.
                } catch (RuntimeException | Error e) {
                    LOG.log(Level.ERROR, "A look at the cluster's records has failed; the next one follows", e);
                }
                pause = pause(Duration.ofNanos(terms.time().nanoTime() - start), looked);
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
    private Duration pause(Duration took, boolean looked) {
        if (!looked || restless || !claims.areSettled()) {
            return took.compareTo(shortest) > 0 ? took : shortest;
        }
        Duration due = Duration.ofNanos(
                Math.max(0, view.nextDue(terms.member()) - terms.time().nanoTime()));
        Duration pause = due.compareTo(period) < 0 ? due : period;
        return took.compareTo(pause) > 0 ? took : pause;
    }

    private void look() throws EngineException, InterruptedException {
        lookout.look(sides.total(), sides.nextTotal());
    }

    private void act() throws EngineException, InterruptedException {
        restless = sides.nextTotal() != 0;
        claims.settle();
        stopWithoutLease();
        passOnTheEnded();
        buryTheDead();
        view.presence().ifPresent(record -> sides.show(record.presence()));
        plan.follow();
        for (ShardId given : view.givenTo(terms.member(), sides.total())) {
            claim(given);
        }
        SortedMap<String, MemberRecord> living = view.living();
        if (!living.containsKey(terms.member())) {
            return; // it was away for so long that the others believe it dead; the keeper tells them
        }
        if (living.firstKey().equals(terms.member())) {
            leftovers.remove(plan.seen());
        }
        share(sides.total(), living);
        if (sides.nextTotal() != 0) {
            share(sides.nextTotal(), living);
        }
    }

    private void share(int total, SortedMap<String, MemberRecord> living) throws EngineException, InterruptedException {
        Map<ShardId, Known> known = lookout.known(total, living);
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
                        seen().members(),
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

    private void claim(ShardId shard) throws EngineException, InterruptedException {
        restless |= !claims.claim(shard);
    }

    /** Whom to give which shards when this member leaves, as of a last look. The thread must have ended. */
    Map<ShardId, String> legacy() throws EngineException, InterruptedException {
        claims.forget();
        look();
        SortedMap<String, MemberRecord> others = new TreeMap<>(view.living());
        others.remove(terms.member());
        return Assignment.legacy(terms.member(), new TreeSet<>(others.keySet()), lookout.known(sides.total(), others));
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
        return "Steward[" + seen() + "]";
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
