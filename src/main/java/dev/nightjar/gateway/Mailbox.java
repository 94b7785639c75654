package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The bounded queue from the engine to the user's loop. Safe for any thread; one consumer at a time. */
final class Mailbox {

    /*
     * Why this is not a BlockingQueue. Each parcel that goes in or out changes the session's ledger in the same step. If the
     * put and the change of the ledger were two steps, a suspend() between them would lose the event or repeat it. A lock
     * around both steps cannot be held while a put waits for space, and a put that waits inside the queue cannot take that
     * lock. Besides, the queue is bounded by payloads and by bytes, and lifecycle events may enter it when it is full, because
     * a shard must be able to reconnect while its user is slow. A reserve bounds their number too; after that the shard waits.
     */
    private static final int NOTICE_RESERVE = 1_024;

    private static final int FIRST_ROOM = 16;

    /** The consumer of many mailboxes, as one of them sees it. */
    interface Consumer {

        /** There may be something to take. It runs under the mailbox's lock. */
        void available();

        /**
         * Calls the consumer to read a connection. Does not wait.
         *
         * @return what wakes the consumer, or null when it does not wait for its mailboxes
         */
        default @Nullable Runnable call(Seat.Call call) {
            return null;
        }

        /** How many bytes of payloads this mailbox may hold, so that all of the consumer's have room. It may change. */
        default long room() {
            return Long.MAX_VALUE;
        }
    }

    /** Stands for a wait without an end. */
    static final long FOREVER = Long.MAX_VALUE;

    /** Sees what comes in, under the lock. */
    interface Watch {

        /** A parcel comes in. If there is no memory for it, the same one may be seen again. */
        void see(Parcel parcel);

        /** Nothing more will come in. */
        void ended();
    }

    /** Sees nothing. */
    static final Watch NOBODY = new Watch() {
        @Override
        public void see(Parcel parcel) {}

        @Override
        public void ended() {}
    };

    /** The gate that lets all payloads through. */
    static final BooleanSupplier OPEN = () -> true;

    private final int capacity;
    private final long byteLimit;
    private final Consumer ofMany;
    private final Watch watch;
    private final BooleanSupplier gate; // whether payloads may be taken
    private final boolean gated; // whether the gate is ever shut

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition space = lock.newCondition();

    private final Seat seat = new Seat();
    private final Runnable wake = this::wake;

    // Written under lock by the one that delivers, read by all.
    private volatile Stalls stalls = Stalls.NONE;

    // All of these are guarded by lock.
    private ArrayDeque<Parcel> parcels = new ArrayDeque<>(FIRST_ROOM);
    private int room = FIRST_ROOM;
    private int payloads;
    private long bytes;
    private boolean closing;
    private boolean refusing;
    private boolean ended;
    private boolean consuming;
    private boolean handling;
    private @Nullable GatewayException failure;
    private final SessionLedger ledger;

    Mailbox(int capacity, long byteLimit, @Nullable Session resumed) {
        this(capacity, byteLimit, resumed, () -> {}, NOBODY, OPEN);
    }

    /** Makes a mailbox that nobody watches. */
    Mailbox(int capacity, long byteLimit, @Nullable Session resumed, Consumer ofMany) {
        this(capacity, byteLimit, resumed, ofMany, NOBODY, OPEN);
    }

    /**
     * Makes a mailbox.
     *
     * @param ofMany what waits for many mailboxes, of which this is one
     * @param gate whether payloads may be taken now; asked under the lock
     */
    Mailbox(
            int capacity,
            long byteLimit,
            @Nullable Session resumed,
            Consumer ofMany,
            Watch watch,
            BooleanSupplier gate) {
        this.capacity = capacity;
        this.byteLimit = byteLimit;
        this.ofMany = ofMany;
        this.watch = watch;
        this.gate = gate;
        this.gated = !gate.equals(OPEN);
        this.ledger = new SessionLedger(lock, resumed);
    }

    /** The session's ledger, which shares this queue's lock. */
    SessionLedger ledger() {
        return ledger;
    }

    /**
     * Takes the parcels out of the batch and adds them in order; payloads wait for space. Each counts as received when it is
     * added. What was not added when an interrupt comes is still in the batch.
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
            signalAndUnlock();
        }
    }

    /** Does the same as {@link #deliver} up to a payload that has to wait. That one and what follows it are still in the batch. */
    void deliverUntilFull(Batch batch) {
        lock.lock();
        try {
            for (Parcel parcel = batch.first(); parcel != null && !mustWait(parcel); parcel = batch.first()) {
                add(parcel);
                batch.removeFirst();
            }
        } finally {
            signalAndUnlock();
        }
    }

    /**
     * Calls the consumer to read a connection. Safe for any thread, and does not wait.
     *
     * @return what wakes the consumer, or null when it does not wait for something to take
     */
    @Nullable
    Runnable call(Seat.Call call) {
        Runnable wakeOfMany = ofMany.call(call);
        if (wakeOfMany != null) {
            return wakeOfMany;
        }
        return seat.call(call) ? wake : null;
    }

    private void wake() {
        lock.lock();
        try {
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** How often and how long {@link #deliver} has had to wait for space. */
    Stalls stalls() {
        return stalls;
    }

    /** Does the same as {@link #deliver} if the whole batch fits at once, otherwise nothing. */
    void deliverIfItFits(Batch batch) {
        lock.lock();
        try {
            if (payloads + batch.payloads() <= capacity && bytes + batch.bytes() <= room()) {
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
            signalConsumer();
        }
    }

    /**
     * Empties the batch. Adds payloads in order until one does not fit, and adds all notices, because no resume brings those
     * again. The payload that does not fit and those after it do not count as received, up to the READY of another session: that
     * one always fits, because the notice before it reports the end of the session that the refused ones belong to.
     */
    void deliverWhatFits(Batch batch) {
        lock.lock();
        try {
            boolean fits = true;
            for (Parcel parcel = batch.first(); parcel != null; parcel = batch.first()) {
                fits = isReady(parcel) || (fits && (parcel instanceof Parcel.Notice || !isFull()));
                if (fits || parcel instanceof Parcel.Notice) {
                    add(parcel);
                }
                batch.removeFirst();
            }
        } finally {
            signalAndUnlock();
        }
    }

    /** Adds the last parcels of a session that cannot be resumed. Waits for space, even when it is interrupted. */
    void deliverLast(Batch batch) {
        lock.lock();
        try {
            for (Parcel parcel = batch.first(); parcel != null; parcel = batch.first()) {
                while (mustWait(parcel)) {
                    signalConsumer();
                    space.awaitUninterruptibly();
                }
                add(parcel);
                batch.removeFirst();
            }
        } finally {
            signalAndUnlock();
        }
    }

    private void add(Parcel parcel) {
        switch (parcel) {
            case Parcel.Notice notice -> {
                watch.see(notice);
                enqueue(notice);
            }
            case Parcel.Received payload -> {
                // After one payload was refused all later ones must be refused too, or the sequence would have a gap.
                refusing |= ledger.isCut() || ended || (closing && isFull());
                if (!refusing) {
                    watch.see(payload);
                    enqueue(payload);
                    payloads++;
                    bytes += payload.payload().size();
                    ledger.receive(payload);
                }
            }
        }
    }

    /** Adds to the queue, which has room: a deque that grows while memory is short would lose what it holds. */
    private void enqueue(Parcel parcel) {
        if (parcels.size() == room) {
            ArrayDeque<Parcel> larger = new ArrayDeque<>(2 * room);
            larger.addAll(parcels);
            parcels = larger;
            room = 2 * room;
        }
        parcels.add(parcel);
    }

    /** The signal may take memory that is not there, and nobody could ever get the lock again. */
    private void signalAndUnlock() {
        try {
            signalConsumer();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isReady(Parcel parcel) {
        return parcel instanceof Parcel.Received received && received.established() != null;
    }

    private void awaitSpace(Parcel parcel) throws InterruptedException {
        if (mustWait(parcel)) {
            stalls = stalls.begin(Time.SYSTEM.nanoTime());
            try {
                signalConsumer();
                while (mustWait(parcel)) {
                    space.await();
                }
            } finally {
                stalls = stalls.end(Time.SYSTEM.nanoTime());
            }
        }
    }

    private boolean mustWait(Parcel parcel) {
        return parcel instanceof Parcel.Received && isFull() && !closing && !ledger.isCut();
    }

    /** Tells the consumer that there may be something to take. At most one thread waits. */
    private void signalConsumer() {
        arrived.signal();
        ofMany.available();
    }

    private long room() {
        return Math.min(byteLimit, ofMany.room());
    }

    private boolean isFull() {
        return payloads >= capacity || bytes >= room();
    }

    /** Whether no more payloads fit at this moment. */
    boolean hasNoRoom() {
        lock.lock();
        try {
            return isFull();
        } finally {
            lock.unlock();
        }
    }

    /** Adds a lifecycle event. Waits only when 1,024 of them wait for the user, and then even when it is interrupted. */
    void notice(Event event) {
        lock.lock();
        try {
            while (parcels.size() - payloads >= NOTICE_RESERVE && !closing) {
                space.awaitUninterruptibly();
            }
            add(new Parcel.Notice(event));
            signalConsumer();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a full queue refuse payloads from now on instead of waiting, because the shard is closing. */
    void closing() {
        lock.lock();
        try {
            closing = true;
            space.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the queue: nothing more will be added. What is in it can still be taken; after that the loop ends, or throws the
     * failure.
     */
    void end(@Nullable GatewayException cause) {
        lock.lock();
        try {
            ended = true;
            failure = cause;
            signalConsumer();
            watch.ended();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next parcel that is wanted. It counts as delivered, and so do those that were skipped before it.
     *
     * @return null at the end
     * @throws GatewayException once, when the shard has failed
     */
    @Nullable
    Parcel take(Predicate<Parcel> wanted) throws InterruptedException {
        return take(wanted, FOREVER);
    }

    /** Does the same, but waits for these nanoseconds at most; returns null when they are over, too. */
    @Nullable
    Parcel take(Predicate<Parcel> wanted, long nanos) throws InterruptedException {
        return take(wanted, nanos, false);
    }

    /**
     * Does the same as {@link #take} for a handler, between {@link #beginHandling} and {@link #endHandling}: the parcel counts
     * as handled when {@link #handled} is called for it.
     */
    @Nullable
    Parcel takeForHandler(Predicate<Parcel> wanted) throws InterruptedException {
        return take(wanted, FOREVER, true);
    }

    private @Nullable Parcel take(Predicate<Parcel> wanted, long nanos, boolean forHandler)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (consuming || (handling && !forHandler)) {
                throw inUse();
            }
            return takeWanted(wanted, nanos, forHandler);
        } finally {
            lock.unlock();
        }
    }

    private static IllegalStateException inUse() {
        return new IllegalStateException(
                "Another loop waits for this shard's events; only one at a time may. For a certain"
                        + " event beside it use Shard.await; for work in parallel use Events.handle");
    }

    /**
     * Does the same as {@link #take}, but does not wait.
     *
     * @param forHandler whether the parcel counts as handled only when {@link #handled} is called for it
     * @return null when there is nothing now, and at the end
     */
    @Nullable
    Parcel poll(Predicate<Parcel> wanted, boolean forHandler) {
        lock.lock();
        try {
            beginTake(forHandler);
            Parcel parcel = next();
            while (parcel != null) {
                release(parcel);
                if (wanted.test(parcel)) {
                    return taken(parcel, forHandler);
                }
                parcel = next();
            }
            if (forHandler) {
                ledger.skip();
            }
            return isDrained() ? end() : null;
        } finally {
            lock.unlock();
        }
    }

    /** Does the same for a loop. */
    @Nullable
    Parcel poll(Predicate<Parcel> wanted) {
        return poll(wanted, false);
    }

    private void beginTake(boolean forHandler) {
        if (forHandler) {
            ledger.skip();
        } else {
            ledger.handle();
        }
    }

    private Parcel taken(Parcel parcel, boolean forHandler) {
        if (forHandler) {
            ledger.hand(parcel);
        }
        return parcel;
    }

    /**
     * Lets only handlers take parcels from now on.
     *
     * @param held a parcel that a loop has taken and not given out; it goes to a handler, too
     */
    void beginHandling(@Nullable Parcel held) {
        lock.lock();
        try {
            if (consuming || handling) {
                throw inUse();
            }
            handling = true;
            handleBefore(held);
        } finally {
            lock.unlock();
        }
    }

    private void handleBefore(@Nullable Parcel held) {
        if (held == null) {
            ledger.handle();
        } else {
            ledger.hand(held);
        }
    }

    /** Lets loops take parcels again. */
    void endHandling() {
        lock.lock();
        try {
            handling = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Counts what was delivered before as handled, because handlers for later parcels begin.
     *
     * @param held a parcel that a loop has taken and not given out; it goes to a handler, too
     */
    void forgetHandlers(@Nullable Parcel held) {
        lock.lock();
        try {
            handleBefore(held);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes that the calling thread handles this parcel from now on.
     *
     * @param onLeave runs, under the lock, when the parcel counts as handled although its handler goes on
     */
    void handles(Parcel parcel, Runnable onLeave) {
        lock.lock();
        try {
            ledger.begin(parcel, onLeave);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the handler of this parcel has ended. */
    void handled(Parcel parcel) {
        lock.lock();
        try {
            ledger.handled(parcel);
        } finally {
            lock.unlock();
        }
    }

    /** Counts what the calling thread handles as handled, although its handler goes on. */
    void leaveHandler() {
        lock.lock();
        try {
            ledger.leave();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the calling thread is a handler of one of the parcels. */
    boolean isHandler() {
        lock.lock();
        try {
            return ledger.isHandler();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the queue has ended and everything was taken, the failure too. */
    boolean isOver() {
        lock.lock();
        try {
            return isDrained() && failure == null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Parcel takeWanted(Predicate<Parcel> wanted, long nanos, boolean forHandler)
            throws InterruptedException {
        long left = nanos;
        while (true) {
            beginTake(forHandler);
            left = awaitParcel(left);
            Parcel parcel = next();
            if (parcel == null) {
                return isDrained() ? end() : null;
            }
            release(parcel);
            if (wanted.test(parcel)) {
                return taken(parcel, forHandler);
            }
        }
    }

    /** Waits until there is a parcel, nothing more will come, or the time is over; returns the rest of the time. */
    private long awaitParcel(long nanos) throws InterruptedException {
        long left = nanos;
        consuming = true;
        try {
            while (mayTakeNothing() && !isDrained() && left > 0) {
                left = awaitSignal(left);
            }
            return left;
        } finally {
            consuming = false;
        }
    }

    /** Waits for a signal, and reads the connection if that was what it was for. Returns the rest of the time. */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    private long awaitSignal(long nanos) throws InterruptedException {
        long began = nanos == FOREVER ? 0 : Time.SYSTEM.nanoTime();
        boolean stays = false;
        seat.sit();
        try {
            if (nanos == FOREVER) {
                arrived.await();
            } else {
                var unused = arrived.awaitNanos(nanos);
            }
            stays = true;
        } finally {
            // What is read comes into this mailbox, and nobody else may have to wait for that.
            lock.unlock();
            try {
                seat.getUp().answer(stays);
            } finally {
                lock.lock();
            }
        }
        // The time that reading took counts, too.
        return nanos == FOREVER ? FOREVER : nanos - (Time.SYSTEM.nanoTime() - began);
    }

    /** Removes and returns the next parcel that may be taken, or null. */
    private @Nullable Parcel next() {
        return mayTakeNothing() ? null : parcels.poll();
    }

    private boolean mayTakeNothing() {
        return parcels.isEmpty() || (gated && parcels.peek() instanceof Parcel.Received && !gate.getAsBoolean());
    }

    /** Whether the gate keeps payloads from the consumer at this moment. */
    boolean isShut() {
        lock.lock();
        try {
            return gated && !gate.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    private boolean isDrained() {
        return ended && parcels.isEmpty();
    }

    /** Tells the consumer that the gate may be open again. */
    void gateOpened() {
        lock.lock();
        try {
            signalConsumer();
        } finally {
            lock.unlock();
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
        // The signal is given at half empty, so a full queue wakes the reader once for many payloads.
        if (payloads <= capacity / 2 && bytes <= room() / 2) {
            space.signalAll();
        }
    }

    /**
     * Drops the payloads that were not taken, and returns the session from which a resume gets them again. Empty when there is
     * no session, or when its READY was not taken, which no resume would bring again. If a handler calls this itself, its own
     * parcel counts as handled: otherwise the next process would get it again, and end again.
     */
    Optional<Session> cut() {
        lock.lock();
        try {
            ledger.leave();
            if (ledger.cut()) {
                parcels.removeIf(Parcel.Received.class::isInstance);
                payloads = 0;
                bytes = 0;
                space.signalAll();
                signalConsumer(); // if the shard has ended before, this may be the end of the loop
            }
            return ledger.resumable();
        } finally {
            lock.unlock();
        }
    }

    Backlog backlog() {
        lock.lock();
        try {
            return new Backlog(payloads, bytes, stalls.count());
        } finally {
            lock.unlock();
        }
    }
}
