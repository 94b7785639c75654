package dev.nightjar.gateway;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shards of one total, in the order of their numbers.
 *
 * @param total their total
 * @param ids their ids, each once
 */
record ShardNumbers(int total, List<ShardId> ids) {

    /** How many of scattered numbers are shown. */
    private static final int SHOWN = 10;

    ShardNumbers {
        ids = List.copyOf(ids);
    }

    static ShardNumbers of(ShardRange range) {
        return new ShardNumbers(range.total(), range.ids());
    }

    /** No shards yet, of this total. */
    static ShardNumbers none(int total) {
        return new ShardNumbers(new ShardId(0, total).total(), List.of());
    }

    /** Any shards, in any order. */
    static ShardNumbers of(Collection<ShardId> shards) {
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("A fleet must have at least 1 shard");
        }
        List<ShardId> sorted =
                shards.stream().sorted(Comparator.comparingInt(ShardId::number)).toList();
        int total = sorted.getFirst().total();
        for (int i = 0; i < sorted.size(); i++) {
            ShardId id = sorted.get(i);
            if (id.total() != total) {
                throw new IllegalArgumentException("The shards of a fleet must be of one total, but "
                        + sorted.getFirst() + " and " + id + " are not");
            }
            if (i > 0 && sorted.get(i - 1).equals(id)) {
                throw new IllegalArgumentException("Shard " + id + " is named twice");
            }
        }
        return new ShardNumbers(total, sorted);
    }

    int count() {
        return ids.size();
    }

    /** Shows a range as such, and of other numbers the first few. */
    @Override
    public String toString() {
        if (ids.isEmpty()) {
            return "no shards of " + total;
        }
        int first = ids.getFirst().number();
        if (ids.getLast().number() - first == count() - 1) {
            return new ShardRange(first, count(), total()).toString();
        }
        String some =
                ids.stream().limit(SHOWN).map(id -> String.valueOf(id.number())).collect(Collectors.joining(", "));
        return "shards " + some + (count() > SHOWN ? ", ..." : "") + " of " + total();
    }
}
