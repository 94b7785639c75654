package dev.nightjar.cluster;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** The record that says that this member is there. Safe for any thread. */
final class Attendance {

    private final Ledger ledger;
    private final String key;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private MemberRecord record;
    private long revision = Ledger.ABSENT;
    private boolean doubtful;
    private boolean gone;

    Attendance(Ledger ledger, String bot, String name) {
        this.ledger = ledger;
        this.key = MemberRecord.key(name);
        this.record = new MemberRecord(bot, name, RecordForm.newMark(), 0);
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

    /** Writes the record again. Returns whether the engine has answered. */
    boolean renew() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (gone) {
                return true;
            }
            record = record.renewed();
            if (doubtful || !write()) {
                look();
                var unused = write();
            }
            return true;
        } catch (EngineException e) {
            doubtful = true;
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Reads what is there: another member may have deleted it, because this one had paused. */
    private void look() throws EngineException, InterruptedException {
        Optional<Ledger.Entry> found = ledger.read(key);
        doubtful = false;
        if (found.isEmpty()) {
            revision = Ledger.ABSENT;
        } else if (isOwn(found.get())) {
            revision = found.get().revision();
        }
    }

    private boolean isOwn(Ledger.Entry entry) {
        try {
            return MemberRecord.read(entry, record.bot()).mark().equals(record.mark());
        } catch (RefusedRecordException e) {
            return false;
        }
    }

    private boolean write() throws EngineException, InterruptedException {
        OptionalLong written = ledger.write(key, record.text(), revision);
        written.ifPresent(now -> revision = now);
        return written.isPresent();
    }

    /** Deletes the record: the member is not there any more. */
    void end() throws EngineException, InterruptedException {
        lock.lockInterruptibly();
        try {
            gone = true;
            if (!ledger.delete(key, revision)) {
                Optional<Ledger.Entry> found = ledger.read(key);
                if (found.isPresent() && isOwn(found.get())) {
                    var unused = ledger.delete(key, found.get().revision());
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
