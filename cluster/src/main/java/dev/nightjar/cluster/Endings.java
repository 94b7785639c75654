package dev.nightjar.cluster;

import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The decision what becomes of a shard that has ended although its member has it: who should start it again, if anybody. Confined
 * to one thread.
 */
final class Endings {

    /*
     * What Discord refuses for good it refuses at each member, so such a shard stays where it is: to pass it round would spend
     * IDENTIFYs, and would not help. It is tried again by whoever gets it when its member leaves or dies. A failure of the process
     * may be this member's alone, so another one is better. A shard that the user has closed is started again here, because the
     * cluster has promised that all shards run; so this is also a way to restart one.
     */

    private final long pause; // in nanoseconds
    private final Map<ShardId, Long> decided = new HashMap<>(); // when each shard was given up last

    /**
     * Makes it.
     *
     * @param pause how long a shard that ends again stays as it is, so that one that always ends does not go round without a rest
     */
    Endings(Duration pause) {
        this.pause = pause.toNanos();
    }

    /**
     * Who should have a shard that has ended.
     *
     * @param failure why it has failed, or null when it was closed
     * @param self this member
     * @param members all that are there, and how many shards each has
     * @return a member's name; empty when the shard stays as it is for now
     */
    Optional<String> heir(
            ShardId shard,
            GatewayException.@Nullable Reason failure,
            String self,
            SortedMap<String, Integer> members,
            long now) {
        Long before = decided.get(shard);
        if (isForGood(failure) || (before != null && now - before < pause)) {
            return Optional.empty();
        }
        decided.put(shard, now);
        return Optional.of(failure == null ? self : another(self, members));
    }

    /** Whether every other member would fail in the same way. */
    private static boolean isForGood(GatewayException.@Nullable Reason failure) {
        return switch (failure) {
            case null -> false;
            case AUTHENTICATION_FAILED,
                    INVALID_SHARD,
                    SHARDING_REQUIRED,
                    INVALID_API_VERSION,
                    INVALID_INTENTS,
                    DISALLOWED_INTENTS -> true;
            // The first ends the whole member, and the next two are no failures of a shard.
            case HTTP_CLIENT_TERMINATED, INTERRUPTED, HANDLER_FAILED, INTERNAL -> false;
        };
    }

    private static String another(String self, SortedMap<String, Integer> members) {
        return members.entrySet().stream()
                .filter(member -> !member.getKey().equals(self))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(self);
    }
}
