package dev.nightjar.cluster;

import dev.nightjar.gateway.ShardId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The decision which shards a member takes and which it gives away, so that all are held and each member has its fair share: the
 * total divided by the members, rounded up or down. Each member decides for itself from what it sees. Pure.
 *
 * @param claims the shards that it takes, in this order
 * @param gifts the shards that it gives away, and to whom
 */
record Assignment(List<ShardId> claims, Map<ShardId, String> gifts) {

    /** What is known of a shard. */
    sealed interface Known {

        /** A member has it, or it was given to this member, which has not taken it yet. */
        record Of(String member) implements Known {}

        /** Anybody may take it. */
        record Claimable() implements Known {}

        /** It is no one's to take: its record cannot be read. */
        record Unreadable() implements Known {}
    }

    /**
     * Decides.
     *
     * @param self who decides
     * @param members all that are there, this one too
     * @param shards what is known of each shard
     * @param movable which of its own shards it may give away now
     */
    static Assignment decide(
            String self, SortedSet<String> members, Map<ShardId, Known> shards, Predicate<ShardId> movable) {
        Map<String, Integer> counts = counts(members, shards);
        int most = (shards.size() + members.size() - 1) / members.size();
        int least = shards.size() / members.size();
        List<ShardId> claims = claims(self, members, shards, most - counts.getOrDefault(self, 0));
        return new Assignment(claims, gifts(self, ofMember(self, shards), movable, counts, least, most));
    }

    /** How many shards each of these members has. */
    private static Map<String, Integer> counts(SortedSet<String> members, Map<ShardId, Known> shards) {
        Map<String, Integer> counts = new TreeMap<>();
        members.forEach(member -> counts.put(member, 0));
        for (Known known : shards.values()) {
            if (known instanceof Known.Of of) {
                counts.computeIfPresent(of.member(), (member, count) -> count + 1);
            }
        }
        return counts;
    }

    /** As many as fit. Each member begins at another one, so that they do not all try for the same. */
    private static List<ShardId> claims(String self, SortedSet<String> members, Map<ShardId, Known> shards, int most) {
        List<ShardId> free = new ArrayList<>();
        shards.forEach((shard, known) -> {
            if (known instanceof Known.Claimable) {
                free.add(shard);
            }
        });
        free.sort(Comparator.comparingInt(ShardId::number));
        int start = free.size() * members.headSet(self).size() / members.size();
        List<ShardId> claims = new ArrayList<>();
        for (int i = 0; i < Math.min(most, free.size()); i++) {
            claims.add(free.get((start + i) % free.size()));
        }
        return claims;
    }

    private static Map<ShardId, String> gifts(
            String self,
            List<ShardId> own,
            Predicate<ShardId> movable,
            Map<String, Integer> counts,
            int least,
            int most) {
        int surplus = Math.max(counts.getOrDefault(self, 0) - most, oneForThePoor(self, counts, least));
        Map<String, Integer> after = new HashMap<>(counts);
        after.remove(self);
        Map<ShardId, String> gifts = new LinkedHashMap<>();
        for (ShardId shard : own.stream().filter(movable).toList()) {
            String poorest = poorest(after);
            if (gifts.size() >= surplus || poorest == null || after.getOrDefault(poorest, 0) >= most) {
                break;
            }
            gifts.put(shard, poorest);
            after.merge(poorest, 1, Integer::sum);
        }
        return gifts;
    }

    /**
     * Whether this member gives one shard although it has no more than its share, because another one has less than that: 1 or 0.
     * Only as many of the members that could give do so as are needed.
     */
    private static int oneForThePoor(String self, Map<String, Integer> counts, int least) {
        int missing = counts.values().stream()
                .mapToInt(count -> Math.max(0, least - count))
                .sum();
        List<String> givers = counts.entrySet().stream()
                .filter(member -> member.getValue() > least)
                .map(Map.Entry::getKey)
                .toList();
        int place = givers.indexOf(self);
        return place >= 0 && place < missing ? 1 : 0;
    }

    private static @Nullable String poorest(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /**
     * Whom a member that leaves gives its shards to: those of the others that have the fewest then.
     *
     * @param self who leaves
     * @param others those that stay; empty when it is the last
     * @param shards what is known of each shard
     */
    static Map<ShardId, String> legacy(String self, SortedSet<String> others, Map<ShardId, Known> shards) {
        Map<String, Integer> counts = counts(others, shards);
        Map<ShardId, String> heirs = new LinkedHashMap<>();
        for (ShardId shard : ofMember(self, shards)) {
            String poorest = poorest(counts);
            if (poorest != null) {
                heirs.put(shard, poorest);
                counts.merge(poorest, 1, Integer::sum);
            }
        }
        return heirs;
    }

    private static List<ShardId> ofMember(String member, Map<ShardId, Known> shards) {
        return shards.entrySet().stream()
                .filter(shard ->
                        shard.getValue() instanceof Known.Of of && of.member().equals(member))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingInt(ShardId::number).reversed())
                .toList();
    }
}
