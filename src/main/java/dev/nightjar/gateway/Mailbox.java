package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue from the engine to the user's loop, and the two sequences that depend on it: how far events were
 * received, and how far they were given to the user. Safe for any thread; one consumer at a time.
 */
final class Mailbox {

    /*
     * Why the sequences live here. "Nothing is lost, nothing comes twice" hangs on two moments. A payload counts as received
     * when it is in this queue: from then on it stays deliverable whatever the connection does, so a RESUME may ask for what
     * follows it; one moment earlier it would be lost with the connection. A payload counts as delivered when the loop has
     * taken it: that is what a suspended session must continue from, as the queue dies with the process. Both moments are this
     * queue's own operations, so both numbers change under its lock, and no thread can see a payload without its number.
     *
     * Payloads wait for space; notices do not, as a shard must be able to reconnect while its user is slow. Their number is
     * bounded all the same, by a reserve after which the shard waits too.
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
    private boolean cut;
    private boolean ended;
    private boolean consuming;
    private @Nullable GatewayException failure;
    private final SessionProgress progress;

    Mailbox(int capacity, long byteLimit, @Nullable Session resumed) {
        this(capacity, byteLimit, resumed, () -> {});
    }

    /** With a bell for a consumer that waits for many mailboxes: rung, under the lock, when it may find something. */
    Mailbox(int capacity, long byteLimit, @Nullable Session resumed, Runnable bell) {
        this.capacity = capacity;
        this.byteLimit = byteLimit;
        this.bell = bell;
        this.progress = new SessionProgress(resumed);
    }

    /** Adds parcels in order; payloads wait for space. Each counts as received as it is added. */
    void deliver(List<Parcel> batch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (Parcel parcel : batch) {
                awaitSpace(parcel);
                add(parcel);
            }
        } finally {
            tell();
            lock.unlock();
        }
    }

    /**
     * Adds payloads in order until one does not fit, and all notices, as no resume brings those again. That payload and those
     * after it do not count as received.
     */
    void deliverWhatFits(List<Parcel> batch) {
        lock.lock();
        try {
            boolean fits = true;
            for (Parcel parcel : batch) {
                fits &= parcel instanceof Parcel.Notice || !isFull();
                if (fits || parcel instanceof Parcel.Notice) {
                    add(parcel);
                }
            }
        } finally {
            tell();
            lock.unlock();
        }
    }

    /** Adds the last parcels of a session that nothing brings again: waits for space whatever interrupts it. */
    void deliverLast(List<Parcel> batch) {
        lock.lock();
        try {
            for (Parcel parcel : batch) {
                while (parcel instanceof Parcel.Received && isFull() && !closing) {
                    tell();
                    space.awaitUninterruptibly();
                }
                add(parcel);
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
                refusing |= cut || ended || (closing && isFull());
                if (!refusing) {
                    parcels.add(payload);
                    payloads++;
                    bytes += payload.payload().size();
                    progress.receive(payload);
                }
            }
        }
    }

    private void awaitSpace(Parcel parcel) throws InterruptedException {
        if (parcel instanceof Parcel.Received && isFull() && !closing) {
            stalls++;
            tell();
            while (isFull() && !closing) {
                space.await();
            }
        }
    }

    /** Whether so many payloads could be added without waiting. */
    boolean hasRoomFor(int more, long moreBytes) {
        lock.lock();
        try {
            return payloads + more <= capacity && bytes + moreBytes <= byteLimit;
        } finally {
            lock.unlock();
        }
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

    /** Forgets the received session: nothing can resume it any more. The user still sees it until told. */
    void forgetSession() {
        lock.lock();
        try {
            progress.forget();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the session on both sides: the user has ended it. */
    void dropSession() {
        lock.lock();
        try {
            progress.drop();
        } finally {
            lock.unlock();
        }
    }

    /** The session with the sequence that a RESUME may continue from, or null when there is none. */
    @Nullable
    Session received() {
        lock.lock();
        try {
            return progress.received();
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
            progress.handle();
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
            progress.handle();
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
        progress.deliver(parcel);
        // Half empty, so that a full queue wakes the reader once for many payloads.
        if (payloads <= capacity / 2 && bytes <= byteLimit / 2) {
            space.signalAll();
        }
    }

    /** The session as far as the user was given its events. */
    Optional<Session> delivered() {
        lock.lock();
        try {
            return Optional.ofNullable(progress.delivered());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The session as far as the user has handled its events: without the one that the loop's body is at. Null when it is over,
     * also while the user does not know that yet.
     */
    @Nullable
    Session handled() {
        lock.lock();
        try {
            return progress.handled();
        } finally {
            lock.unlock();
        }
    }

    /** What a later process may resume from: after a cut what the cut gave, otherwise what was handled. */
    @Nullable
    Session lastHandled() {
        lock.lock();
        try {
            return cut ? progress.resumable() : progress.handled();
        } finally {
            lock.unlock();
        }
    }

    /** Calls once, under the lock, when the handled session is not, or no longer, this one. */
    void watchHandled(@Nullable Session known, Runnable change) {
        lock.lock();
        try {
            progress.watchHandled(known, change);
        } finally {
            lock.unlock();
        }
    }

    /** Where a resume must continue after what the user was given. */
    Optional<Session> resumable() {
        lock.lock();
        try {
            return Optional.ofNullable(progress.resumable());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drops the payloads that the user was not given, for good, and says where a resume must continue to get them again.
     * Empty when there is no session, or one whose READY the user was not given: no resume would bring that.
     */
    Optional<Session> cut() {
        lock.lock();
        try {
            if (!cut) {
                cut = true;
                parcels.removeIf(Parcel.Received.class::isInstance);
                payloads = 0;
                bytes = 0;
                space.signalAll();
            }
            return Optional.ofNullable(progress.resumable());
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
