package dev.nightjar.gateway;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to read one connection. One thread at a time has it: the connection's reader, or a loop that waited for events
 * when a frame came. Whoever has it owns the receiving half of the wire and the {@link Intake}; all that it has written there
 * is seen by the next one.
 *
 * <p>Each method names the thread that calls it. None of them waits for more than the lock, but for {@link #awaitReader} and
 * {@link #end}.
 */
final class Turn {

    /*
     * Why no frame is left behind. The listener adds a frame to the inbox and then asks for the lock; who gives the turn back
     * looks into the inbox while it holds the lock. So either that one sees the frame, or the listener sees that nobody reads,
     * and calls somebody. A frame that comes while somebody reads or is called costs no wake-up.
     *
     * The loop has the turn only while it reads, never in the user's code: it gives back what it was called for, or leaves it
     * to the reader, before it returns. And it gets the turn only by a call, which needs a loop that waits. So all that the
     * gateway asks of a shard is answered whatever the user does.
     */
    private enum Holder {
        NOBODY,
        LOOP_CALLED,
        LOOP,
        READER_CALLED,
        READER,
        /** The connection is over, and what was read is the owner's. */
        OWNER
    }

    /** The loop over the connection's events. */
    interface Loop {

        /** Calls the loop. Returns what wakes it, or null when it does not wait. It does not wait itself. */
        @Nullable
        Runnable call();
    }

    private final BooleanSupplier unread;
    private final Loop loop;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition readerCalled = lock.newCondition();
    private final Condition loopDone = lock.newCondition();
    private Holder holder = Holder.READER_CALLED; // guarded by lock

    /**
     * The turn of a connection that begins, with the reader.
     *
     * @param unread whether there is a frame that nobody has taken
     */
    Turn(BooleanSupplier unread, Loop loop) {
        this.unread = unread;
        this.loop = loop;
    }

    /** Notes that a frame is in the inbox. The listener calls it, and any other thread that has put a frame there. */
    void arrived() {
        Runnable wake = callSomebody();
        if (wake != null) {
            wake(wake);
        }
    }

    /** Calls somebody if nobody reads. Returns what wakes the loop, if that is who was called. */
    private @Nullable Runnable callSomebody() {
        lock.lock();
        try {
            if (holder != Holder.NOBODY) {
                return null;
            }
            Runnable wake = loop.call();
            if (wake == null) {
                callReader();
            } else {
                holder = Holder.LOOP_CALLED;
            }
            return wake;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes the loop, without the lock: it would wait for that at once. */
    private void wake(Runnable wake) {
        boolean awake = false;
        try {
            wake.run();
            awake = true;
        } finally {
            if (!awake) {
                decline();
            }
        }
    }

    private void callReader() {
        holder = Holder.READER_CALLED;
        readerCalled.signal();
    }

    /** Waits until the reader is called, and takes the turn. The reader calls it. */
    void awaitReader() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (holder != Holder.READER_CALLED) {
                readerCalled.await();
            }
            holder = Holder.READER;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the turn back if all frames were taken; returns whether they were. The reader calls it. */
    boolean giveBack() {
        lock.lock();
        try {
            if (unread.getAsBoolean()) {
                return false;
            }
            holder = Holder.NOBODY;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the turn, if the loop is still the one that was called. The loop that was called calls it. */
    boolean begin() {
        lock.lock();
        try {
            boolean mine = holder == Holder.LOOP_CALLED;
            if (mine) {
                holder = Holder.LOOP;
            }
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives the turn back, or, if there is something left to do, to the reader. The loop that has it calls it.
     *
     * @param done whether the loop has left nothing to the reader
     */
    void finish(boolean done) {
        lock.lock();
        try {
            if (done && !unread.getAsBoolean()) {
                holder = Holder.NOBODY;
            } else {
                callReader();
            }
            loopDone.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Calls the reader instead of the loop, if the loop has not begun. Safe for any thread. */
    void decline() {
        lock.lock();
        try {
            if (holder == Holder.LOOP_CALLED) {
                callReader();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the turn for good, as soon as no loop reads. The owner calls it, when there is no reader any more. */
    void end() {
        lock.lock();
        try {
            while (holder == Holder.LOOP) {
                loopDone.awaitUninterruptibly();
            }
            holder = Holder.OWNER;
        } finally {
            lock.unlock();
        }
    }
}
