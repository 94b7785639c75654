package dev.nightjar.gateway;

/**
 * The number of a shard and the total of all shards. Discord sends a guild's events to shard {@code (guild_id >> 22) % total}.
 *
 * @param number the shard's number, from 0
 * @param total how many shards the bot runs in all, at least 1
 * @see <a href="https://discord.com/developers/docs/events/gateway#sharding">Discord: Sharding</a>
 */
public record ShardId(int number, int total) {

    /** The only shard of a bot that is not sharded: number 0 of 1. */
    public static final ShardId ONE = new ShardId(0, 1);

    /**
     * Checks both numbers.
     *
     * @throws IllegalArgumentException when total is below 1, or number is not in 0 to total - 1
     */
    public ShardId {
        if (total < 1) {
            throw new IllegalArgumentException("A shard total must be at least 1, but is " + total);
        }
        if (number < 0 || number >= total) {
            throw new IllegalArgumentException(
                    "A shard number must be from 0 to " + (total - 1) + " with " + total + " shards, but is " + number);
        }
    }

    /**
     * The shard that gets the events of a guild.
     *
     * @param guildId the guild's id, as an unsigned number; 0 for direct messages, which shard 0 gets
     * @param total how many shards the bot runs in all, at least 1
     * @return the shard
     * @throws IllegalArgumentException when total is below 1
     */
    public static ShardId ofGuild(long guildId, int total) {
        if (total < 1) {
            throw new IllegalArgumentException("A shard total must be at least 1, but is " + total);
        }
        return new ShardId((int) ((guildId >>> 22) % total), total);
    }

    /** Reads as {@code 3/16}. */
    @Override
    public String toString() {
        return number + "/" + total;
    }
}
