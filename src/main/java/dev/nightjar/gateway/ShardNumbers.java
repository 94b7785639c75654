package dev.nightjar.gateway;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shards of a fleet, of one total, in the order of their numbers.
 *
 * @param ids their ids, each once
 */
record ShardNumbers(List<ShardId> ids) {

    /** How many of scattered numbers are shown. */
    private static final int SHOWN = 10;

    ShardNumbers {
        ids = List.copyOf(ids);
    }

    static ShardNumbers of(ShardRange range) {
        return new ShardNumbers(range.ids());
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
        return new ShardNumbers(sorted);
    }

    int count() {
        return ids.size();
    }

    int total() {
        return ids.getFirst().total();
    }

    /** Shows a range as such, and of other numbers the first few. */
    @Override
    public String toString() {
        int first = ids.getFirst().number();
        if (ids.getLast().number() - first == count() - 1) {
            return new ShardRange(first, count(), total()).toString();
        }
        String some =
                ids.stream().limit(SHOWN).map(id -> String.valueOf(id.number())).collect(Collectors.joining(", "));
        return "shards " + some + (count() > SHOWN ? ", ..." : "") + " of " + total();
    }
}
