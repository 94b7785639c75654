package dev.nightjar.cluster;

import dev.nightjar.cluster.ShardRecord.Holder;
import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lease that a member has on one shard: a record in the ledger with its mark, which it must write again in time. Safe for any
 * thread.
 */
final class Lease {

    /*
     * Why no two members have a shard at the same moment, although their clocks differ. Another member takes the shard when it
     * has seen the record stand still for the lease time, on its clock. It has seen the record after the write that made it had
     * begun. This member counts the same time, less a margin, from the beginning of that write, on its own clock: so its time is
     * over first. The margin is for clocks that do not run equally fast, and for an event that is on its way into the loop.
     */

    /**
     * What the leases of a member have in common.
     *
     * @param bot the hash of the bot
     * @param member its name
     * @param ledger where the records are
     * @param time its clock
     * @param held how long after the beginning of a write it has the shard
     */
    record Terms(String bot, String member, Ledger ledger, Time time, Duration held) {}

    private final Terms terms;
    private final ShardId shard;
    private final String mark = RecordForm.newMark();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Session session; // guarded by lock

    // Written under lock, read by all.
    private volatile long deadline;
    private volatile @Nullable String heir;

    // Each is written by any thread, but goes one way only; read by all.
    private volatile boolean over;
    private volatile boolean releasing;
    private volatile boolean up;

    // Written by who starts the shard, read by all.
    private volatile @Nullable Shard running;

    // Held while the shard is suspended or started because the lease has run out or come back.
    private final ReentrantLock stopping = new ReentrantLock();

    // Held during a write, so that one follows the other.
    private final ReentrantLock writing = new ReentrantLock();
    private long revision; // guarded by writing
    private boolean revived; // since the last renewal; guarded by writing
    private volatile boolean doubtful;

    private Lease(Terms terms, ShardId shard, long revision, @Nullable Session session) {
        this.terms = terms;
        this.shard = shard;
        this.revision = revision;
        this.session = session;
        this.deadline = terms.time().nanoTime();
    }

    /**
     * Takes a shard.
     *
     * @param revision the revision of its record that must still be there
     * @param session the session that the record has
     * @return empty when another member was faster
     */
    static Optional<Lease> claim(Terms terms, ShardId shard, long revision, @Nullable Session session)
            throws EngineException, InterruptedException {
        Lease lease = prepare(terms, shard, revision, session);
        return lease.take() ? Optional.of(lease) : Optional.empty();
    }

    /** A lease that {@link #take} takes; otherwise as {@link #claim}. */
    static Lease prepare(Terms terms, ShardId shard, long revision, @Nullable Session session) {
        return new Lease(terms, shard, revision, session);
    }

    /**
     * Takes the shard.
     *
     * @return false when another member was faster
     * @throws EngineException when the ledger does not answer; it may be taken, which {@link #renew} finds out
     */
    boolean take() throws EngineException, InterruptedException {
        writing.lockInterruptibly();
        try {
            boolean taken = tryWrite(held());
            revived = false;
            return taken;
        } finally {
            writing.unlock();
        }
    }

    ShardId shard() {
        return shard;
    }

    /** Whether the member has the shard at this moment. */
    boolean isCurrent() {
        return !over && !releasing && terms.time().nanoTime() - deadline < 0;
    }

    /** Whether the member has lost the shard or given it away, for good. */
    boolean isOver() {
        return over;
    }

    /** Whether the member gives the shard away, or has done so. */
    boolean isReleasing() {
        return releasing;
    }

    /** When the lease ends if it is not renewed, on this member's clock. */
    long deadline() {
        return deadline;
    }

    /** Waits until the member has the shard. */
    void awaitCurrent() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isCurrent()) {
                terms.time().await(changed);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The session that the next write stores. */
    Optional<Session> session() {
        lock.lock();
        try {
            return Optional.ofNullable(session);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a session for the next write. */
    void put(@Nullable Session newest) {
        lock.lock();
        try {
            session = newest;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps for the next write what the loop has handled until now, unless another session or shard is there meanwhile. */
    private void catchUp() {
        Shard shard = running;
        if (shard == null) {
            return;
        }
        Optional<Session> before = session();
        Optional<Session> newest = shard.handledSession();
        lock.lock();
        try {
            if (newest.isPresent() && shard.equals(running) && before.equals(Optional.ofNullable(session))) {
                session = newest.get();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The member that the shard is being given to, or null. */
    @Nullable
    String heir() {
        return heir;
    }

    /** Notes that the shard is being given away. Returns false when it was before. */
    boolean beginGiving(String target) {
        lock.lock();
        try {
            if (heir != null || over) {
                return false;
            }
            heir = target;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The shard that runs under this lease; null before it was started, and while it is suspended because the lease has run
     * out.
     */
    @Nullable
    Shard running() {
        return running;
    }

    /** Notes the shard that runs under this lease. */
    void run(@Nullable Shard started) {
        running = started;
    }

    /** Held by who suspends or starts the shard because the lease has run out or come back, so that one follows the other. */
    ReentrantLock stopping() {
        return stopping;
    }

    boolean isUp() {
        return up;
    }

    /** Has the next write say that the shard has all its guilds. */
    void markUp() {
        up = true;
    }

    /** Has the next write look first whether the record is still this member's: the store may have lost writes meanwhile. */
    void doubt() {
        doubtful = true;
    }

    /** What a renewal has shown. */
    enum Renewal {
        /** The lease goes on. */
        RENEWED,
        /** The lease goes on after it had run out. */
        REVIVED,
        /** Another member has the shard. */
        LOST
    }

    /**
     * Begins a renewal that is made together with those of other leases, and that the same thread must {@linkplain #end end} or
     * {@linkplain #endWithoutAnswer end without an answer}. Empty when this lease needs a renewal of its own, or another write of
     * it is on its way.
     */
    Optional<Ledger.Change> begin() {
        if (!writing.tryLock()) {
            return Optional.empty();
        }
        if (over || releasing || doubtful) {
            writing.unlock();
            return Optional.empty();
        }
        catchUp();
        return Optional.of(new Ledger.Change(ShardRecord.key(shard), text(held()), revision));
    }

    /**
     * Ends that renewal.
     *
     * @param start when its write had not begun yet
     * @return what it has shown; empty when the lease needs a renewal of its own, which tells
     */
    Optional<Renewal> end(OptionalLong written, long start) {
        try {
            if (written.isEmpty()) {
                doubtful = true;
                return Optional.empty();
            }
            revision = written.getAsLong();
            extend(start);
            return Optional.of(shown());
        } finally {
            writing.unlock();
        }
    }

    /** Ends that renewal: it may have been written or not. */
    void endWithoutAnswer() {
        doubtful = true;
        writing.unlock();
    }

    private Renewal shown() {
        boolean back = revived;
        revived = false;
        return back ? Renewal.REVIVED : Renewal.RENEWED;
    }

    /**
     * Writes the record again with the newest session.
     *
     * @throws EngineException when the ledger does not answer; the lease may go on
     */
    Renewal renew() throws EngineException, InterruptedException {
        writing.lockInterruptibly();
        try {
            if (releasing && !over) {
                return Renewal.RENEWED; // the release is tried again, and nothing may undo it
            }
            catchUp();
            if (!write(held())) {
                return Renewal.LOST;
            }
            return shown();
        } finally {
            writing.unlock();
        }
    }

    /**
     * Writes the record with the newest session before the next renewal, which then tells what has become of the lease.
     *
     * @throws EngineException when the ledger does not answer; the next renewal writes the session
     */
    void store() throws EngineException, InterruptedException {
        writing.lockInterruptibly();
        try {
            if (!releasing) {
                var unused = write(held());
            }
        } finally {
            writing.unlock();
        }
    }

    /**
     * Gives the shard away: the record is nobody's from then on. The member does not have the shard any more when this begins,
     * because another one may have it before the answer comes.
     *
     * @param target who should take it, or null
     * @return false when the lease was lost before
     * @throws EngineException when the ledger does not answer; it may be released
     */
    boolean release(@Nullable String target) throws EngineException, InterruptedException {
        releasing = true;
        writing.lockInterruptibly();
        try {
            return write(new Holder.Free(target));
        } finally {
            writing.unlock();
        }
    }

    private boolean write(Holder holder) throws EngineException, InterruptedException {
        if (over || (doubtful && !isStillThere(holder))) {
            return false;
        }
        boolean written = tryWrite(holder) || (isStillThere(holder) && tryWrite(holder));
        if (!written) {
            finish();
        }
        return written;
    }

    private boolean tryWrite(Holder holder) throws EngineException, InterruptedException {
        if (over) {
            return true; // what was to be written is there
        }
        long start = terms.time().nanoTime();
        OptionalLong written;
        try {
            written = terms.ledger().write(ShardRecord.key(shard), text(holder), revision);
        } catch (EngineException | InterruptedException e) {
            doubtful = true;
            throw e;
        }
        if (written.isEmpty()) {
            return false;
        }
        revision = written.getAsLong();
        if (holder instanceof Holder.Free) {
            finish();
        } else {
            extend(start);
        }
        return true;
    }

    /**
     * Whether the record is still this member's, and at which revision. If the store has lost it, nobody has taken the shard
     * since, because a record of a shard that the bot has is never deleted; and which those are, the plan says.
     */
    private boolean isStillThere(Holder holder) throws EngineException, InterruptedException {
        Optional<Ledger.Entry> found = readAgain();
        if (found.isEmpty()) {
            if (isLeftover()) {
                finish();
                return false;
            }
            revision = Ledger.ABSENT;
            return true;
        }
        Holder now = holder(found.get());
        if (now instanceof Holder.Held held && held.mark().equals(mark)) {
            revision = found.get().revision();
            return true;
        }
        // A release that was written although its answer did not come.
        boolean released = holder instanceof Holder.Free && holder.equals(now);
        finish();
        return released;
    }

    /** Whether the bot no longer has the shard, because it was re-sharded. */
    private boolean isLeftover() throws EngineException, InterruptedException {
        try {
            Optional<Ledger.Entry> plan = terms.ledger().read(PlanRecord.KEY);
            return plan.isPresent() && !PlanRecord.read(plan.get(), terms.bot()).has(shard.total());
        } catch (RefusedRecordException e) {
            return false; // nobody knows
        } catch (EngineException | InterruptedException e) {
            doubtful = true;
            throw e;
        }
    }

    /** Reads the record. A doubt that comes while it is read stays for the next write. */
    private Optional<Ledger.Entry> readAgain() throws EngineException, InterruptedException {
        doubtful = false;
        try {
            return terms.ledger().read(ShardRecord.key(shard));
        } catch (EngineException | InterruptedException e) {
            doubtful = true;
            throw e;
        }
    }

    private @Nullable Holder holder(Ledger.Entry entry) {
        try {
            return ShardRecord.read(entry, terms.bot(), shard).holder();
        } catch (RefusedRecordException e) {
            return null; // it is somebody else's
        }
    }

    private void extend(long start) {
        lock.lock();
        try {
            revived |= !isCurrent();
            deadline = start + terms.held().toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        over = true;
    }

    private Holder.Held held() {
        return new Holder.Held(terms.member(), mark, up);
    }

    private String text(Holder holder) {
        return new ShardRecord(terms.bot(), shard, holder, session().orElse(null)).text();
    }

    /** Shows the shard and whether it is this member's. */
    @Override
    public String toString() {
        return "Lease[" + shard + ", " + (isCurrent() ? "current" : over ? "over" : "run out") + "]";
    }
}
