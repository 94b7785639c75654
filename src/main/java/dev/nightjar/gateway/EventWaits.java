package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The waits for certain events, beside the loop. What comes into the mailbox is passed to each wait that it may be meant for,
 * as it is; the waiting thread decodes it and asks the user's predicate, so that neither holds up the reader. Safe for any thread.
 */
final class EventWaits implements Mailbox.Watch {

    /** How many waits there may be, because each looks at each event of its type. */
    static final int MOST = 10_000;

    /** How much one wait holds for a thread that does not look at it. */
    static final int MOST_UNREAD = 10_000;

    static final long MOST_UNREAD_BYTES = 32 << 20;

    /** The part of one wait that is guarded by the lock. */
    final class Wait {

        private final Class<? extends Event> type;
        private final Set<EventType> dispatches;
        private final Condition changed = lock.newCondition();
        private final Queue<Parcel> unread = new ArrayDeque<>(1);
        private long bytes;
        private boolean overflown;
        private boolean closed;

        private Wait(Class<? extends Event> type) {
            this.type = type;
            this.dispatches = EventType.of(type);
        }

        private boolean mayBe(Parcel parcel) {
            return switch (parcel) {
                case Parcel.Notice notice -> type.isInstance(notice.event());
                case Parcel.Received received -> Shard.isEvent(received.payload(), dispatches);
            };
        }

        private void add(Parcel parcel) {
            long size = parcel instanceof Parcel.Received received
                    ? received.payload().size()
                    : 0;
            if (unread.size() >= MOST_UNREAD || bytes + size > MOST_UNREAD_BYTES) {
                overflown = true;
                unread.clear();
            } else if (!overflown) {
                unread.add(parcel);
                bytes += size;
            }
            changed.signalAll();
        }

        /** How many parcels wait to be looked at. */
        int unread() {
            lock.lock();
            try {
                check();
                return unread.size();
            } finally {
                lock.unlock();
            }
        }

        /** The next parcel, waited for until this time; null when it is over, and when nothing more will come. */
        @Nullable
        Parcel next(long deadline) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (true) {
                    check();
                    Parcel next = unread.poll();
                    if (next != null) {
                        bytes -= next instanceof Parcel.Received received
                                ? received.payload().size()
                                : 0;
                        return next;
                    }
                    long left = deadline - time.nanoTime();
                    if (left <= 0 || over.getAsBoolean()) {
                        return null;
                    }
                    time.await(changed, Duration.ofNanos(left));
                }
            } finally {
                lock.unlock();
            }
        }

        private void check() {
            if (closed) {
                throw new IllegalStateException(
                        "The wait for a " + type.getSimpleName() + " was closed: begin another with expect");
            }
            if (overflown) {
                throw new IllegalStateException("More than " + MOST_UNREAD + " events, or " + MOST_UNREAD_BYTES
                        + " bytes, came for the wait for a " + type.getSimpleName()
                        + " while nothing looked at them: await sooner, or let the predicate return sooner");
            }
        }

        void close() {
            lock.lock();
            try {
                closed = true;
                unread.clear();
                waits.remove(this);
                any = !waits.isEmpty();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private final Time time;
    private final BooleanSupplier over;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Wait> waits = new LinkedHashSet<>(); // guarded by lock

    // Written under lock, read by those who add to a mailbox.
    private volatile boolean any;

    /**
     * Makes a place for waits.
     *
     * @param over whether no more events will come; it takes no lock
     */
    EventWaits(Time time, BooleanSupplier over) {
        this.time = time;
        this.over = over;
    }

    long now() {
        return time.nanoTime();
    }

    Wait begin(Class<? extends Event> type) {
        lock.lock();
        try {
            if (waits.size() >= MOST) {
                throw new IllegalStateException(MOST
                        + " waits for events are open already: close some, or look for the events in" + " the loop");
            }
            Wait wait = new Wait(type);
            waits.add(wait);
            any = true;
            return wait;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void see(Parcel parcel) {
        if (!any) {
            return;
        }
        lock.lock();
        try {
            for (Wait wait : waits) {
                if (wait.mayBe(parcel)) {
                    wait.add(parcel);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ended() {
        lock.lock();
        try {
            waits.forEach(wait -> wait.changed.signalAll());
        } finally {
            lock.unlock();
        }
    }
}
