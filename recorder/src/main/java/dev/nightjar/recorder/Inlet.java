package dev.nightjar.recorder;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queue from the user's loop to the thread that writes. When it is full, entries are dropped and counted, and the next one that
 * it takes has a gap before it: adding never waits. Safe for any thread.
 */
final class Inlet {

    // The writer is not woken for less: it sees what has come at the latest when its block is due.
    private static final int WAKE_BYTES = 128 * 1024;
    private static final int WAKE_ENTRIES = 256;

    private final int mostEntries;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition closing = lock.newCondition();

    // Guarded by lock.
    private ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private ArrayDeque<Entry> spare = new ArrayDeque<>();
    private long bytes;
    private int taken; // what the writer has and has not written
    private long takenBytes;
    private boolean wakes; // the writer waits, and wants to hear of the next entry
    private boolean closed;
    private boolean abandoned;
    private long missing;
    private long missingBytes;
    private long missingSince;
    private long missingUntil;
    private long dropped;

    Inlet(int mostEntries, long mostBytes) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /** What the writer has taken at once. It polls the entries, and the queue is used again. */
    record Batch(ArrayDeque<Entry> entries, boolean isLast) {}

    /** Adds an entry of this size and time, or drops it. Returns false when it has dropped it. */
    boolean add(Entry entry, long millis) {
        long size = entry.bytes();
        lock.lock();
        try {
            if (abandoned) {
                dropped++;
                return false;
            }
            if (closed) {
                return true;
            }
            int before = waiting.size();
            if (waiting.size() + taken >= mostEntries || bytes + takenBytes + size > mostBytes) {
                drop(size, millis);
                return false;
            }
            if (missing > 0) {
                append(new Entry.Gap(missingSince, missingUntil, missing, missingBytes), 0);
                missing = 0;
                missingBytes = 0;
            }
            append(entry, size);
            if (wakes
                    || (before < WAKE_ENTRIES && waiting.size() >= WAKE_ENTRIES)
                    || (bytes >= WAKE_BYTES && bytes - size < WAKE_BYTES)) {
                wakes = false;
                filled.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void drop(long size, long millis) {
        if (missing == 0) {
            missingSince = millis;
        }
        missingUntil = millis;
        missing++;
        missingBytes += size;
        dropped++;
    }

    private void append(Entry entry, long size) {
        waiting.add(entry);
        bytes += size;
    }

    /**
     * Takes all that waits. Without a deadline it waits for an entry; with one it waits until many have come or so long. The
     * entries count as waiting until {@link #written}.
     *
     * @param nanos how long to wait, or -1 for as long as nothing comes
     */
    Batch take(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!closed
                    && (nanos < 0
                            ? waiting.isEmpty()
                            : bytes < WAKE_BYTES && waiting.size() < WAKE_ENTRIES && left > 0)) {
                if (nanos < 0) {
                    wakes = true;
                    filled.await();
                } else {
                    left = filled.awaitNanos(left);
                }
            }
            if (closed && missing > 0) {
                append(new Entry.Gap(missingSince, missingUntil, missing, missingBytes), 0);
                missing = 0;
            }
            Batch batch = new Batch(waiting, closed);
            waiting = spare;
            spare = batch.entries();
            taken += batch.entries().size();
            takenBytes += bytes;
            bytes = 0;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** So many entries of the batch, with so many bytes, are through. */
    void written(int entries, long size) {
        lock.lock();
        try {
            taken -= entries;
            takenBytes -= size;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, and counts so many events, what waits and what comes as dropped: there is no writer any more. */
    void abandon(long unwritten) {
        lock.lock();
        try {
            abandoned = true;
            dropped += unwritten + events(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        close();
    }

    /** How many of these are events, whose gaps have been counted already. */
    static long events(Collection<Entry> entries) {
        return entries.stream().filter(Entry::isEvent).count();
    }

    /** Waits so long, or until it is closed. Returns whether it is. */
    boolean awaitClose(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** How many entries were ever dropped. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
