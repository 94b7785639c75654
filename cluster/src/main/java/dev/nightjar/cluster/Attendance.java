package dev.nightjar.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** The record that says that this member is there. Safe for any thread. */
final class Attendance {

    /** How many renewals are remembered: those of three lease times. */
    private static final int REMEMBERED = 32;

    /** What a renewal has shown. */
    enum Renewal {
        /** The record is written. */
        DONE,
        /** The engine does not answer. */
        NO_ANSWER,
        /** Another process has taken the name, because this one was not heard of for longer than the lease time. */
        REPLACED
    }

    private final Ledger ledger;
    private final Time time;
    private final MemberRecord first;
    private final String key;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private MemberRecord record;
    private long revision = Ledger.ABSENT;
    private boolean doubtful;
    private boolean gone;

    // Written under lock, read by all. Oldest first, and each has replaced the one before it.
    private volatile List<Beat> beats = List.of();

    Attendance(Ledger ledger, String bot, String name, Time time) {
        this.ledger = ledger;
        this.time = time;
        this.first = new MemberRecord(bot, name, RecordForm.newMark(), 0);
        this.key = MemberRecord.key(name);
        this.record = first;
    }

    /**
     * Writes the record for the first time.
     *
     * @param replaced the revision of a dead member's record of the same name, or {@link Ledger#ABSENT}
     * @return false when another process has the name
     */
    boolean begin(long replaced) throws EngineException, InterruptedException {
        lock.lockInterruptibly();
        try {
            revision = replaced;
            return write();
        } finally {
            lock.unlock();
        }
    }

    /** Writes the record again. */
    Renewal renew() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (gone) {
                return Renewal.DONE;
            }
            record = record.renewed();
            if (!doubtful && write()) {
                return Renewal.DONE;
            }
            if (!look()) {
                return Renewal.REPLACED;
            }
            var unused = write(); // whoever was faster is seen by the next renewal
            return Renewal.DONE;
        } catch (EngineException e) {
            doubtful = true;
            beats = List.of();
            return Renewal.NO_ANSWER;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads what is there: another member may have deleted it, because this one had paused. False when another process has
     * written its own.
     */
    private boolean look() throws EngineException, InterruptedException {
        beats = List.of();
        Optional<Ledger.Entry> found = ledger.read(key);
        doubtful = false;
        if (found.isEmpty()) {
            revision = Ledger.ABSENT;
            return true;
        }
        Optional<MemberRecord> there = read(found.get());
        if (there.isPresent() && !isOwn(there.get())) {
            return false;
        }
        revision = found.get().revision(); // what cannot be read is no member's
        return true;
    }

    private Optional<MemberRecord> read(Ledger.Entry entry) {
        try {
            return Optional.of(MemberRecord.read(entry, first.bot()));
        } catch (RefusedRecordException e) {
            return Optional.empty();
        }
    }

    private boolean isOwn(MemberRecord there) {
        return there.mark().equals(first.mark());
    }

    private boolean write() throws EngineException, InterruptedException {
        OptionalLong written = ledger.write(key, record.text(), revision);
        if (written.isEmpty()) {
            return false;
        }
        revision = written.getAsLong();
        List<Beat> next = new ArrayList<>(beats);
        next.add(new Beat(record.beat(), revision, time.nanoTime()));
        beats = List.copyOf(next.subList(Math.max(0, next.size() - REMEMBERED), next.size()));
        return true;
    }

    /**
     * The renewals that are part of what the store holds now. It reads this member's own record for that, so whatever is to be
     * compared with them must have been read before. After lost writes there are none, because the same revisions come again.
     */
    List<Beat> proven() throws EngineException, InterruptedException {
        Optional<Ledger.Entry> found = ledger.read(key);
        List<Beat> known = beats;
        Optional<MemberRecord> there = found.flatMap(this::readOwn);
        if (there.isEmpty() || known.isEmpty()) {
            return List.of();
        }
        // One that is newer than all that are known is on its way, and replaces the last of them.
        Beat last = known.getLast();
        long number = there.get().beat();
        boolean goesOn = number > last.number()
                || (number == last.number() && found.get().revision() == last.revision());
        return goesOn ? known : List.of();
    }

    private Optional<MemberRecord> readOwn(Ledger.Entry entry) {
        return read(entry).filter(this::isOwn);
    }

    /** Deletes the record: the member is not there any more. */
    void end() throws EngineException, InterruptedException {
        lock.lockInterruptibly();
        try {
            gone = true;
            if (!ledger.delete(key, revision)) {
                Optional<Ledger.Entry> found = ledger.read(key);
                if (found.isPresent() && readOwn(found.get()).isPresent()) {
                    var unused = ledger.delete(key, found.get().revision());
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
