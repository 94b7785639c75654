package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The bounded queue from the engine to the user's loop. Safe for any thread; one consumer at a time. */
final class Mailbox {

    /*
     * Why this is no BlockingQueue. Each parcel that goes in or out changes the session's ledger in the same step: were a put
     * and its entry two steps, a suspend() between them would lose the event or repeat it. A lock around both cannot be held
     * while a put waits for space, and a put that waits inside of the queue cannot take it. Besides, the queue is bounded by
     * payloads and by bytes, and lifecycle events pass it when it is full: a shard must be able to reconnect while its user is
     * slow. Their number is bounded all the same, by a reserve after which the shard waits too.
     */
    private static final int NOTICE_RESERVE = 1_024;

    private final int capacity;
    private final long byteLimit;
    private final Runnable bell;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition space = lock.newCondition();

    // All of these are guarded by lock.
    private final ArrayDeque<Parcel> parcels = new ArrayDeque<>();
    private int payloads;
    private long bytes;
    private long stalls;
    private boolean closing;
    private boolean refusing;
    private boolean ended;
    private boolean consuming;
    private @Nullable GatewayException failure;
    private final SessionLedger ledger;

    Mailbox(int capacity, long byteLimit, @Nullable Session resumed) {
        this(capacity, byteLimit, resumed, () -> {});
    }

    /** With a bell for a consumer that waits for many mailboxes: rung, under the lock, when it may find something. */
    Mailbox(int capacity, long byteLimit, @Nullable Session resumed, Runnable bell) {
        this.capacity = capacity;
        this.byteLimit = byteLimit;
        this.bell = bell;
        this.ledger = new SessionLedger(lock, resumed);
    }

    /** How far the session has come, under this queue's lock. */
    SessionLedger ledger() {
        return ledger;
    }

    /**
     * Takes the parcels out of the batch and adds them in order; payloads wait for space. Each counts as received as it is
     * added, and what was not added when an interrupt comes is still in the batch.
     */
    void deliver(Batch batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        lock.lockInterruptibly();
        try {
            for (Parcel parcel = batch.first(); parcel != null; parcel = batch.first()) {
                awaitSpace(parcel);
                add(parcel);
                batch.removeFirst();
            }
        } finally {
            tell();
            lock.unlock();
        }
    }

    /** As {@link #deliver} if all of it fits at once; else nothing is added. */
    void deliverIfItFits(Batch batch) {
        lock.lock();
        try {
            if (payloads + batch.payloads() <= capacity && bytes + batch.bytes() <= byteLimit) {
                addAll(batch);
            }
        } finally {
            lock.unlock();
        }
    }

    private void addAll(Batch batch) {
        try {
            for (Parcel parcel = batch.first(); parcel != null; parcel = batch.first()) {
                add(parcel);
                batch.removeFirst();
            }
        } finally {
            tell();
        }
    }

    /**
     * Empties the batch: adds payloads in order until one does not fit, and all notices, as no resume brings those again. That
     * payload and those after it do not count as received. A READY always fits: the notice before it may tell of the end of the
     * session that it replaces.
     */
    void deliverWhatFits(Batch batch) {
        lock.lock();
        try {
            boolean fits = true;
            for (Parcel parcel = batch.first(); parcel != null; parcel = batch.first()) {
                fits &= parcel instanceof Parcel.Notice || !isFull() || isReady(parcel);
                if (fits || parcel instanceof Parcel.Notice) {
                    add(parcel);
                }
                batch.removeFirst();
            }
        } finally {
            tell();
            lock.unlock();
        }
    }

    /** Adds the last parcels of a session that nothing brings again: waits for space whatever interrupts it. */
    void deliverLast(Batch batch) {
        lock.lock();
        try {
            for (Parcel parcel = batch.first(); parcel != null; parcel = batch.first()) {
                while (mustWait(parcel)) {
                    tell();
                    space.awaitUninterruptibly();
                }
                add(parcel);
                batch.removeFirst();
            }
        } finally {
            tell();
            lock.unlock();
        }
    }

    private void add(Parcel parcel) {
        switch (parcel) {
            case Parcel.Notice notice -> parcels.add(notice);
            case Parcel.Received payload -> {
                // Once one payload was refused all later ones must be, or the sequence would have a gap.
                refusing |= ledger.isCut() || ended || (closing && isFull());
                if (!refusing) {
                    parcels.add(payload);
                    payloads++;
                    bytes += payload.payload().size();
                    ledger.receive(payload);
                }
            }
        }
    }

    private static boolean isReady(Parcel parcel) {
        return parcel instanceof Parcel.Received received && received.established() != null;
    }

    private void awaitSpace(Parcel parcel) throws InterruptedException {
        if (mustWait(parcel)) {
            stalls++;
            tell();
            while (mustWait(parcel)) {
                space.await();
            }
        }
    }

    private boolean mustWait(Parcel parcel) {
        return parcel instanceof Parcel.Received && isFull() && !closing && !ledger.isCut();
    }

    /** The consumer may find something now. One waits at a time. */
    private void tell() {
        arrived.signal();
        bell.run();
    }

    private boolean isFull() {
        return payloads >= capacity || bytes >= byteLimit;
    }

    /** Adds a lifecycle event; waits, whatever interrupts it, only when the user has let a thousand of them pile up. */
    void notice(Event event) {
        lock.lock();
        try {
            while (parcels.size() - payloads >= NOTICE_RESERVE && !closing) {
                space.awaitUninterruptibly();
            }
            parcels.add(new Parcel.Notice(event));
            tell();
        } finally {
            lock.unlock();
        }
    }

    /** From now on a full queue refuses payloads instead of waiting: the shard is closing. */
    void closing() {
        lock.lock();
        try {
            closing = true;
            space.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come. What is here stays deliverable; after it the loop ends, or throws the failure. */
    void end(@Nullable GatewayException cause) {
        lock.lock();
        try {
            ended = true;
            failure = cause;
            tell();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next parcel that is wanted, which counts as delivered with all that were skipped before it.
     *
     * @return null at the end
     * @throws GatewayException once, when the shard has failed
     */
    @Nullable
    Parcel take(Predicate<Parcel> wanted) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (consuming) {
                throw new IllegalStateException("Another loop waits for this shard's events; only one at a time may");
            }
            return takeWanted(wanted);
        } finally {
            lock.unlock();
        }
    }

    /**
     * As {@link #take}, but does not wait.
     *
     * @return null when there is nothing now, and at the end
     */
    @Nullable
    Parcel poll(Predicate<Parcel> wanted) {
        lock.lock();
        try {
            ledger.handle();
            Parcel parcel = parcels.poll();
            while (parcel != null) {
                release(parcel);
                if (wanted.test(parcel)) {
                    return parcel;
                }
                parcel = parcels.poll();
            }
            return ended ? end() : null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether all was given out, the failure too, and nothing will come. */
    boolean isOver() {
        lock.lock();
        try {
            return ended && parcels.isEmpty() && failure == null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Parcel takeWanted(Predicate<Parcel> wanted) throws InterruptedException {
        while (true) {
            ledger.handle();
            awaitParcel();
            Parcel parcel = parcels.poll();
            if (parcel == null) {
                return end();
            }
            release(parcel);
            if (wanted.test(parcel)) {
                return parcel;
            }
        }
    }

    private void awaitParcel() throws InterruptedException {
        consuming = true;
        try {
            while (parcels.isEmpty() && !ended) {
                arrived.await();
            }
        } finally {
            consuming = false;
        }
    }

    private @Nullable Parcel end() {
        GatewayException cause = failure;
        failure = null;
        if (cause != null) {
            throw cause;
        }
        return null;
    }

    private void release(Parcel parcel) {
        if (parcel instanceof Parcel.Received payload) {
            payloads--;
            bytes -= payload.payload().size();
        }
        ledger.deliver(parcel);
        // Half empty, so that a full queue wakes the reader once for many payloads.
        if (payloads <= capacity / 2 && bytes <= byteLimit / 2) {
            space.signalAll();
        }
    }

    /**
     * Drops the payloads that the user was not given, for good, and says where a resume must continue to get them again.
     * Empty when there is no session, or one whose READY the user was not given: no resume would bring that.
     */
    Optional<Session> cut() {
        lock.lock();
        try {
            if (ledger.cut()) {
                parcels.removeIf(Parcel.Received.class::isInstance);
                payloads = 0;
                bytes = 0;
                space.signalAll();
            }
            return ledger.resumable();
        } finally {
            lock.unlock();
        }
    }

    Backlog backlog() {
        lock.lock();
        try {
            return new Backlog(payloads, bytes, stalls);
        } finally {
            lock.unlock();
        }
    }
}
