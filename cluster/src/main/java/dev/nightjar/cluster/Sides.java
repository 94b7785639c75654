package dev.nightjar.cluster;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.NextShards;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.command.UpdatePresence;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The shards that this member runs: those of the bot's present total, and beside them, while the bot is being re-sharded, those of
 * its next one. It follows the plan that all members have in common. The steward changes it; the rest is safe for any thread.
 */
final class Sides {

    private final Fleet fleet;
    private final Leases leases;
    private final HandOver handOver;
    private final Duration overlap;

    // Written by the steward, read by all.
    private volatile int total;
    private volatile @Nullable NextShards present; // those of the total, unless it is still the first one
    private volatile @Nullable NextShards next;

    // Held while a presence goes to shards, so that an older one does not replace a newer one.
    private final ReentrantLock showing = new ReentrantLock();
    private volatile @Nullable UpdatePresence presence; // written under showing, read by all

    /**
     * Makes the first side.
     *
     * @param overlap how long the old shards stay after a switch. All members see a switch within the lease time, or have no lease
     *     any more
     */
    Sides(Fleet fleet, Leases leases, HandOver handOver, int total, Duration overlap) {
        this.fleet = fleet;
        this.leases = leases;
        this.handOver = handOver;
        this.total = total;
        this.overlap = overlap;
    }

    /** The bot's present total. */
    int total() {
        return total;
    }

    /** The total that the bot is being re-sharded to, or 0. */
    int nextTotal() {
        NextShards beside = next;
        return beside == null ? 0 : beside.total();
    }

    /** Does what the plan asks for, or leaves it to the next look while the fleet still closes the shards of an earlier total. */
    void follow(PlanRecord plan) {
        try {
            obey(plan);
        } catch (IllegalStateException e) {
            // The fleet cannot have a third side.
        }
    }

    private void obey(PlanRecord plan) {
        NextShards beside = next;
        if (plan.total() != total) {
            switchTo(beside != null && beside.total() == plan.total() ? beside : jump(beside, plan.total()));
        } else if (beside != null && beside.total() != plan.next()) {
            next = null;
            giveUp(beside);
        } else if (beside == null && plan.next() != 0) {
            next = fleet.prepare(plan.next());
        }
    }

    /** The way to a total that this member has not seen coming. */
    private NextShards jump(@Nullable NextShards other, int newTotal) {
        if (other != null) {
            next = null;
            giveUp(other);
        }
        return fleet.prepare(newTotal);
    }

    private void switchTo(NextShards fresh) {
        int old = total;
        // The fleet follows a moment later, and until then has these shards under their own name only.
        present = fresh;
        total = fresh.total();
        next = null;
        Thread.ofVirtual().name("cluster-switch").start(() -> {
            fresh.switchOver(overlap);
            releaseAll(old);
        });
    }

    private void giveUp(NextShards beside) {
        // The end of its shards takes a while, and the steward has other shards to look after.
        Thread.ofVirtual().name("cluster-give-up").start(() -> {
            beside.close();
            releaseAll(beside.total());
        });
    }

    /**
     * Frees the records of a total that the bot no longer has. Its shards have ended, and their sessions too; a loop that lags
     * behind still gets what they had received.
     */
    private void releaseAll(int old) {
        try {
            for (Lease lease : leases.all()) {
                if (lease.shard().total() == old) {
                    handOver.abandon(lease);
                }
            }
        } catch (InterruptedException e) {
            // The member leaves; the leases run out.
        }
    }

    /**
     * Starts a shard of either side, with the presence that was sent last.
     *
     * @throws IllegalStateException when it runs, or the member leaves
     */
    Shard start(ShardId shard) {
        NextShards side = side(shard.total());
        Shard started = side == null ? fleet.start(shard) : side.start(shard);
        showing.lock();
        try {
            UpdatePresence newest = presence;
            if (newest != null) {
                show(started, newest);
            }
        } finally {
            showing.unlock();
        }
        return started;
    }

    /** Has all shards show a presence, and each that is started later, unless they have it already. */
    void show(UpdatePresence newest) {
        showing.lock();
        try {
            if (!newest.equals(presence)) {
                presence = newest;
                shards().forEach(shard -> show(shard, newest));
            }
        } finally {
            showing.unlock();
        }
    }

    /** The presence that was sent last; empty before the first. */
    Optional<UpdatePresence> presence() {
        return Optional.ofNullable(presence);
    }

    private static void show(Shard shard, UpdatePresence newest) {
        try {
            shard.send(newest);
        } catch (IllegalStateException e) {
            // The shard has ended. The one that follows it has the presence from its start.
        }
    }

    /** The side of this total; null when it is the first one, or none. */
    private @Nullable NextShards side(int shards) {
        for (NextShards side : Arrays.asList(present, next)) {
            if (side != null && side.total() == shards) {
                return side;
            }
        }
        return null;
    }

    /** The shard of either side, if it was started. */
    Optional<Shard> find(ShardId shard) {
        NextShards side = side(shard.total());
        return side == null ? fleet.shard(shard) : side.shard(shard);
    }

    /** Whether a shard can be started: it does not run, and is of a total that the bot has. */
    boolean canStart(ShardId shard) {
        return (shard.total() == total || shard.total() == nextTotal())
                && find(shard).map(ended -> ended.state().isTerminal()).orElse(true);
    }

    /** Whether a shard of the next side has all its guilds. */
    boolean isUp(ShardId shard) {
        NextShards beside = next;
        return beside != null && beside.total() == shard.total() && beside.isUp(shard);
    }

    /** All shards of both sides, and those of an earlier total that the fleet still has. */
    Collection<Shard> shards() {
        Set<Shard> all = new LinkedHashSet<>(fleet.shards());
        for (NextShards side : Arrays.asList(present, next)) {
            if (side != null) {
                all.addAll(side.shards());
            }
        }
        return all;
    }
}
