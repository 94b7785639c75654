package dev.nightjar.gateway;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The shards that one process runs: consecutive numbers out of all the bot's.
 *
 * @param first the lowest number
 * @param count how many, at least 1
 * @param total how many shards the bot runs in all processes together
 * @see <a href="https://discord.com/developers/docs/events/gateway#sharding">Discord: Sharding</a>
 */
public record ShardRange(int first, int count, int total) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when the range is empty or not within 0 to total - 1
     */
    public ShardRange {
        if (total < 1) {
            throw new IllegalArgumentException("A shard total must be at least 1, but is " + total);
        }
        if (count < 1) {
            throw new IllegalArgumentException("A range must have at least 1 shard, but has " + count);
        }
        if (first < 0 || first > total - count) {
            throw new IllegalArgumentException("Shards " + first + " to " + (first + (long) count - 1)
                    + " are not within 0 to " + (total - 1) + ", the shards of a total of " + total);
        }
    }

    /**
     * All shards of the bot.
     *
     * @param total how many, at least 1
     * @return the range from 0 to total - 1
     * @throws IllegalArgumentException when total is below 1
     */
    public static ShardRange all(int total) {
        return new ShardRange(0, total, total);
    }

    /**
     * One process's part when several processes share the shards evenly. All parts together are all shards, and no two parts
     * differ by more than one shard.
     *
     * @param bucket which process, from 0
     * @param buckets how many processes, at most as many as shards
     * @param total how many shards the bot runs in all
     * @return the bucket's consecutive shards
     * @throws IllegalArgumentException when bucket is not in 0 to buckets - 1, or buckets not in 1 to total
     */
    public static ShardRange bucket(int bucket, int buckets, int total) {
        if (buckets < 1 || buckets > total) {
            throw new IllegalArgumentException(
                    "There must be from 1 to " + total + " buckets for " + total + " shards, but there are " + buckets);
        }
        if (bucket < 0 || bucket >= buckets) {
            throw new IllegalArgumentException(
                    "A bucket must be from 0 to " + (buckets - 1) + " with " + buckets + " of them, but is " + bucket);
        }
        int from = Math.toIntExact((long) total * bucket / buckets);
        int to = Math.toIntExact((long) total * (bucket + 1) / buckets);
        return new ShardRange(from, to - from, total);
    }

    /**
     * The shards.
     *
     * @return their ids, in order
     */
    public List<ShardId> ids() {
        return IntStream.range(first, first + count)
                .mapToObj(number -> new ShardId(number, total))
                .toList();
    }

    /**
     * Whether a shard is one of these.
     *
     * @param id the shard
     * @return false also for one of another total
     */
    public boolean contains(ShardId id) {
        return id.total() == total && id.number() >= first && id.number() - first < count;
    }

    /** The shards as people write them: "3 to 5 of 16", or "3 of 16". */
    @Override
    public String toString() {
        String numbers = count == 1 ? String.valueOf(first) : first + " to " + (first + count - 1);
        return numbers + " of " + total;
    }
}
