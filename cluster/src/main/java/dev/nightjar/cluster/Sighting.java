package dev.nightjar.cluster;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a key held when it was last read, and since when it has held that, by the reader's own clock. Pure.
 *
 * @param entry the value; null when there is none
 * @param since when it was seen first, which is never before it was written
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
        Ledger.Entry next = read.orElse(null);
        boolean isSame = entry == null ? next == null : entry.equals(next);
        return isSame ? this : new Sighting(next, now);
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
