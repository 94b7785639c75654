package dev.nightjar.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The shards that are to replace those of a fleet, for those who re-shard step by step: a bot in several processes starts some of
 * them in each, and switches when all are up everywhere. {@link Fleet#reshard} does all of it in one process.
 *
 * <p>Until the switch the fleet's loop gives out only the lifecycle events of these shards; it must run, because it also sees which
 * of their guilds have come. Safe for any thread. No argument may be null.
 */
public final class NextShards implements AutoCloseable {

    private final Fleet fleet;
    private final ShardGroup group;

    NextShards(Fleet fleet, ShardGroup group) {
        this.fleet = fleet;
        this.group = group;
    }

    /**
     * How many shards the bot has after the switch.
     *
     * @return at least 1
     */
    public int total() {
        return group.total();
    }

    /**
     * Starts one of them, or starts it again after it has ended. It identifies, because only READY brings its guilds.
     *
     * @param id the shard, of this total
     * @return the shard, which connects in the background
     * @throws IllegalArgumentException when its total is another one
     * @throws IllegalStateException as {@link Fleet#start}, or after {@link #close}
     */
    public Shard start(ShardId id) {
        group.checkTotal(id);
        return group.start(id);
    }

    /**
     * Those that were started.
     *
     * @return the shards in order
     */
    public List<Shard> shards() {
        return group.shards();
    }

    /**
     * The shard with this id.
     *
     * @param id the id
     * @return empty when it was not started
     */
    public Optional<Shard> shard(ShardId id) {
        return Optional.ofNullable(group.find(id));
    }

    /**
     * Whether a shard has had READY and all the guilds that it names; without {@link dev.nightjar.gateway.event.Intent#GUILDS}
     * READY is enough.
     *
     * @param id the shard
     * @return false, too, when it was not started
     */
    public boolean isUp(ShardId id) {
        return group.warmUp().isUp(id);
    }

    /**
     * Why one of them has ended for good before the switch.
     *
     * @return the newest failure; empty when none has failed
     */
    public Optional<GatewayException> failure() {
        return Optional.ofNullable(group.warmUp().failure()).map(WarmUp.Failure::cause);
    }

    /**
     * Switches the fleet's loop to these shards, gives out the events of both for a while, and closes the old ones with code 1000.
     * Returns after that. An interrupt cuts the overlap short, and leaves the flag set.
     *
     * @param overlap as {@link Resharding#overlap}
     * @throws IllegalStateException when these shards are not the fleet's next ones any more, or in the loop's thread
     */
    public void switchOver(Duration overlap) {
        fleet.switchTo(group, overlap);
    }

    /** Gives these shards up: closes them, and the fleet keeps its old ones. Does nothing after the switch. */
    @Override
    public void close() {
        fleet.giveUp(group);
    }

    /** Shows which shards. */
    @Override
    public String toString() {
        return "NextShards[" + group.numbers() + "]";
    }
}
