package dev.nightjar.recorder;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The thread that writes: takes entries, makes blocks of them, and tries again while the disk does not take them. */
final class Scribe implements Runnable {

    private static final long FIRST_RETRY = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LAST_RETRY = TimeUnit.SECONDS.toNanos(30);
    private static final int SLICE = 32;

    private final Inlet inlet;
    private final Ring ring;
    private final IntFunction<Lines> form;
    private final long partLimit;
    private final long flushNanos;
    private final double share;
    private final InstantSource clock;
    private final Trouble trouble;

    private final Pace pace;
    private @Nullable Blocks blocks; // made at the first entry of a shard, which tells how many shards there are
    private Entry.@Nullable Gap early; // one before that
    private ArrayDeque<Entry> batch = new ArrayDeque<>(); // what was taken, without what is in the block
    private boolean inHand; // an event is in neither
    private long inBlock; // how many events are in the block
    private long refused;
    private boolean closed;

    // Written by this thread, read by all.
    private final AtomicLong lost = new AtomicLong();
    private volatile long written;
    private volatile long bytes;
    private volatile int files;

    Scribe(
            Inlet inlet,
            Ring ring,
            IntFunction<Lines> form,
            long partLimit,
            long flushNanos,
            double share,
            InstantSource clock,
            Trouble trouble) {
        this.inlet = inlet;
        this.ring = ring;
        this.form = form;
        this.partLimit = partLimit;
        this.flushNanos = flushNanos;
        this.share = share;
        this.clock = clock;
        this.trouble = trouble;
        this.pace = new Pace(share, System.nanoTime());
        count();
    }

    @Override
    public void run() {
        try {
            write();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody but the end of the program does that
            inlet.abandon(unwritten());
        } catch (IOException | RuntimeException | Error e) { // the native code of zstd-jni may not load
            trouble.failed(e); // whoever sees events counted as dropped can ask why
            inlet.abandon(unwritten());
        } finally {
            end();
        }
    }

    /** How many events this thread has taken that are in no file: they are lost when it ends early. */
    private long unwritten() {
        return inBlock + (inHand ? 1 : 0) + Inlet.events(batch);
    }

    private void write() throws IOException, InterruptedException {
        long due = 0;
        while (true) {
            boolean isOpen = blocks != null && blocks.waiting() > 0;
            long now = System.nanoTime();
            Inlet.Batch taken = inlet.take(isOpen ? Math.max(0, due - now) : -1);
            if (!isOpen) {
                due = System.nanoTime() + flushNanos;
            }
            pace.count(System.nanoTime(), false);
            closed |= taken.isLast();
            batch = taken.entries();
            writeBatch();
            if (System.nanoTime() - due >= 0 || closed) {
                flush();
                due = System.nanoTime() + flushNanos;
            }
            trouble.quiet();
            if (taken.isLast()) {
                return;
            }
        }
    }

    private void writeBatch() throws IOException, InterruptedException {
        int done = 0;
        long size = 0;
        for (Entry entry = batch.poll(); entry != null; entry = batch.poll()) {
            add(entry);
            done++;
            size += entry.bytes();
            if (done == SLICE) {
                inlet.written(done, size);
                done = 0;
                size = 0;
                rest();
            }
        }
        inlet.written(done, size);
        rest();
    }

    private void add(Entry entry) throws IOException, InterruptedException {
        if (blocks == null && entry instanceof Entry.Gap gap) {
            early = gap;
            return;
        }
        inHand = entry.isEvent();
        Blocks to = blocks == null ? begin(entry) : blocks;
        try {
            to.encode(entry);
        } catch (RuntimeException e) {
            // A payload that this class cannot bear costs itself, and no other.
            long now = clock.millis();
            to.encode(new Entry.Gap(now, now, 1, entry.bytes()));
            lost.incrementAndGet();
            inHand = false;
        }
        if (to.isCrowded()) {
            flush();
        }
        to.append();
        inBlock += inHand ? 1 : 0;
        inHand = false;
        if (to.isFull()) {
            flush();
        }
    }

    private Blocks begin(Entry entry) {
        int shards = switch (entry) {
            case Entry.OfPayload e -> e.shard().total();
            case Entry.OfEvent e -> e.shard().total();
            case Entry.OfClose e -> e.shard().total();
            case Entry.Gap e -> 1;
        };
        ring.shards(shards);
        Blocks made = new Blocks(ring, form.apply(shards), partLimit);
        blocks = made;
        if (early != null) {
            made.encode(early);
            made.append();
            early = null;
        }
        return made;
    }

    private void rest() throws InterruptedException {
        long nanos = pace.count(System.nanoTime(), true);
        if (nanos > 0 && !closed && share < 1) {
            closed = inlet.awaitClose(nanos);
            pace.count(System.nanoTime(), false);
        }
    }

    /** Writes the block, however often that fails: what comes meanwhile waits in the inlet, and is dropped there in the end. */
    private void flush() throws IOException, InterruptedException {
        Blocks full = blocks;
        if (full == null) {
            return;
        }
        long wait = FIRST_RETRY;
        while (true) {
            try {
                full.flush();
                trouble.mended();
                break;
            } catch (IOException e) {
                trouble.failed(e);
                if (closed) {
                    throw e;
                }
                pace.count(System.nanoTime(), true);
                closed = inlet.awaitClose(wait);
                pace.count(System.nanoTime(), false);
                wait = Math.min(LAST_RETRY, wait * 2);
            }
        }
        inBlock = 0;
        if (full.refused() > refused) {
            long now = clock.millis();
            full.encode(new Entry.Gap(now, now, full.refused() - refused, 0));
            full.append();
            lost.addAndGet(full.refused() - refused);
            refused = full.refused();
        }
        count();
    }

    private void count() {
        written = blocks == null ? 0 : blocks.written();
        bytes = ring.total();
        files = ring.files();
    }

    private void end() {
        inlet.close();
        try {
            ring.finish();
        } catch (IOException e) {
            trouble.failed(e);
        }
        if (blocks != null) {
            blocks.close();
        }
        count();
    }

    long written() {
        return written;
    }

    long lost() {
        return lost.get();
    }

    long bytes() {
        return bytes;
    }

    int files() {
        return files;
    }
}
