package dev.nightjar.cluster;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a key held when it was last read, and since when it has held that, by the reader's own clock. Pure.
 *
 * @param entry the value; null when there is none
 * @param since a time at which its write had begun for certain: when it was seen first, or earlier
 */
record Sighting(Ledger.@Nullable Entry entry, long since) {

    /** Nothing, seen at this time. */
    static Sighting absent(long now) {
        return new Sighting(null, now);
    }

    /**
     * The sighting after another read. Only the very same value goes on standing still: after a store has lost writes, a
     * revision may come a second time with another value.
     *
     * @param now the time after the read, as the value may have been written while it went on
     */
    Sighting then(Optional<Ledger.Entry> read, long now) {
        return then(read, List.of(), now);
    }

    /**
     * The same, with renewals of the reader's own record. The write of a value with a smaller revision than one of them had begun
     * when that renewal was finished.
     *
     * @param beats the renewals, oldest first, which the store has in one history with the value
     */
    Sighting then(Optional<Ledger.Entry> read, List<Beat> beats, long now) {
        Ledger.Entry next = read.orElse(null);
        boolean isSame = entry == null ? next == null : entry.equals(next);
        return isSame ? this : new Sighting(next, next == null ? now : begun(next, beats, now));
    }

    private static long begun(Ledger.Entry entry, List<Beat> beats, long now) {
        for (Beat beat : beats) {
            if (beat.revision() > entry.revision()) {
                return beat.at();
            }
        }
        return now;
    }

    /** The same, but seen first so much later. */
    Sighting later(long nanos) {
        return nanos == 0 ? this : new Sighting(entry, since + nanos);
    }

    /** Whether the store has lost writes between this sighting and a later one. */
    boolean isAheadOf(Sighting later) {
        return revision() > later.revision() || (revision() == later.revision() && !equalEntry(later));
    }

    private boolean equalEntry(Sighting later) {
        return entry == null ? later.entry == null : entry.equals(later.entry);
    }

    long revision() {
        return entry == null ? Ledger.ABSENT : entry.revision();
    }
}
