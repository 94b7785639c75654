package dev.nightjar.gateway;

import dev.nightjar.gateway.event.GuildCreate;
import dev.nightjar.gateway.event.GuildDelete;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.model.guild.UnavailableGuild;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The progress of new shards before the switch. A shard is up when its READY and all the guilds that READY names have come;
 * without the intent for guilds READY is enough. The consumer of their events reports them here, and the thread that re-shards
 * waits.
 */
final class WarmUp {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All of these are guarded by lock.
    private final Set<ShardId> expected;
    private final Map<ShardId, Set<Long>> missing = new HashMap<>(); // the guilds that have not come, after READY
    private boolean cancelled;
    private @Nullable Failure failure;

    /** The end of a shard. */
    record Failure(Shard shard, GatewayException cause) {}

    WarmUp(Collection<ShardId> expected) {
        this.expected = new HashSet<>(expected);
    }

    /** Expects a shard that is about to start, perhaps again. */
    void expect(ShardId shard) {
        lock.lock();
        try {
            expected.add(shard);
            missing.remove(shard);
        } finally {
            lock.unlock();
        }
    }

    boolean isUp(ShardId shard) {
        lock.lock();
        try {
            Set<Long> guilds = missing.get(shard);
            return guilds != null && guilds.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Looks at a payload of one of the shards, which has these intents. */
    void see(ShardId shard, int intents, Payload payload) {
        // Only three of some eighty events count here, and a new one will not, so both switches have a default.
        switch (payload.type()) {
            case READY, GUILD_CREATE, GUILD_DELETE -> {}
            default -> {
                return;
            }
        }
        switch (payload.event()) {
            case Ready ready -> begin(shard, (intents & Intent.GUILDS.mask()) == 0 ? Set.of() : guilds(ready));
            case GuildCreate guild -> come(shard, guild.guildId());
            case GuildDelete guild -> come(shard, guild.id()); // it is offline, or the bot has left it
            default -> {}
        }
    }

    private static Set<Long> guilds(Ready ready) {
        Set<Long> guilds = new HashSet<>();
        for (UnavailableGuild guild : ready.guilds()) {
            guilds.add(guild.id());
        }
        return guilds;
    }

    private void begin(ShardId shard, Set<Long> guilds) {
        lock.lock();
        try {
            missing.put(shard, guilds);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void come(ShardId shard, long guild) {
        lock.lock();
        try {
            Set<Long> guilds = missing.getOrDefault(shard, Set.of());
            if (guilds.contains(guild)) {
                guilds.remove(guild);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Records that one of the shards has ended for good. */
    void fail(Shard shard, GatewayException cause) {
        lock.lock();
        try {
            failure = new Failure(shard, cause);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The last of the shards that has ended, or null. */
    @Nullable
    Failure failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait: the new shards are not wanted any more. */
    void cancel() {
        lock.lock();
        try {
            cancelled = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all are up, or the deadline has passed.
     *
     * @throws IllegalStateException when too few are up then, when one has failed, or when it was cancelled
     */
    void await(Resharding how) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = how.deadline().toNanos();
            while (up() < expected.size() && left > 0 && failure == null && !cancelled) {
                left = changed.awaitNanos(left);
            }
            check(how);
        } finally {
            lock.unlock();
        }
    }

    private void check(Resharding how) {
        if (cancelled) {
            throw new IllegalStateException("The fleet was closed while its new shards came up");
        }
        Failure failed = failure;
        if (failed != null) {
            throw new IllegalStateException(
                    "A new shard has failed, and the old ones stay: "
                            + failed.cause().getMessage(),
                    failed.cause());
        }
        if (up() < how.share() * expected.size()) {
            throw new IllegalStateException("Only " + up() + " of " + expected.size() + " new shards were up after "
                    + how.deadline()
                    + ", and the old ones stay. Give it a longer deadline or a smaller share, and keep a loop"
                    + " over the fleet's events running");
        }
    }

    private int up() {
        return (int) missing.values().stream().filter(Set::isEmpty).count();
    }
}
