package dev.nightjar.console;

import dev.nightjar.console.Occurrence.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The newest of what has happened to a shard, and which of it the pages have not been told of. Confined to one thread at a time. */
final class Timeline {

    /** How many entries are kept. */
    static final int ENTRIES = 200;

    private static final long STALL_GAP = 10_000; // stalls with less between them are one entry

    private final String shard;
    private final LongSupplier ids;
    private final Map<Long, Occurrence> entries = new LinkedHashMap<>();
    private final List<Occurrence> changes = new ArrayList<>();

    private @Nullable Occurrence trouble;

    Timeline(String shard, LongSupplier ids) {
        this.shard = shard;
        this.ids = ids;
    }

    List<Occurrence> entries() {
        return List.copyOf(entries.values());
    }

    /** The newest trouble, if there was any. */
    @Nullable
    Occurrence trouble() {
        return trouble;
    }

    /** The entries that are new or have changed since {@link #settle}. */
    List<Occurrence> changes() {
        return List.copyOf(changes);
    }

    /** Counts all changes as told. */
    void settle() {
        changes.clear();
    }

    Occurrence add(long at, Kind kind, String what, String text, boolean isTrouble) {
        Occurrence entry = new Occurrence(ids.getAsLong(), at, shard, kind, what, text, "", 0, "", isTrouble);
        entries.put(entry.id(), entry);
        if (entries.size() > ENTRIES) {
            entries.remove(entries.keySet().iterator().next());
        }
        if (isTrouble) {
            trouble = entry;
        }
        changes.add(entry);
        return entry;
    }

    /** Says what has followed an entry. */
    void follow(Occurrence entry, String words) {
        replace(entries.getOrDefault(entry.id(), entry).withFollowed(words));
    }

    /** Adds that the shard has read nothing for a while. One entry has all stalls in a row, and the time of the last one. */
    void stall(long now) {
        Occurrence last = entries.values().stream()
                .filter(entry -> entry.kind() == Kind.STALLED)
                .reduce((one, later) -> later)
                .orElse(null);
        if (last == null || now - Long.parseLong(last.what()) > STALL_GAP) {
            add(now, Kind.STALLED, Long.toString(now), "the loop is too slow: reading has stopped", true);
            return;
        }
        replace(new Occurrence(
                last.id(),
                last.at(),
                shard,
                Kind.STALLED,
                Long.toString(now),
                "the loop is too slow: reading stops again and again",
                "",
                0,
                "for " + Words.duration(now - last.at()),
                true));
    }

    /**
     * Takes what is known beyond the counters of a connection that has ended: its close code, and how long it had lasted.
     *
     * @return whether there is an entry that it belongs to
     */
    boolean explainEnd(FlightDetails.Ended told) {
        for (Occurrence entry : entries().reversed()) {
            boolean isMeant = entry.kind() == Kind.ENDED
                    && entry.what().equals(told.cause())
                    && Math.abs(entry.at() - told.at()) < FlightDetails.APART;
            if (isMeant && (entry.code() == 0 || entry.code() == told.code())) {
                String lasted = told.lasted() < 0 ? entry.detail() : "after " + Words.duration(told.lasted());
                if (entry.code() == 0 || entry.detail().isEmpty()) {
                    replace(entry.withCode(told.code(), lasted));
                    return true;
                }
                if (Math.abs(entry.at() - told.at()) < FlightDetails.SAME) {
                    return true; // told before, by somebody else
                }
            }
        }
        return false;
    }

    private void replace(Occurrence entry) {
        entries.replace(entry.id(), entry);
        if (trouble != null && trouble.id() == entry.id()) {
            trouble = entry;
        }
        changes.removeIf(earlier -> earlier.id() == entry.id());
        changes.add(entry);
    }
}
