package dev.nightjar.cluster;

import dev.nightjar.gateway.ShardId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The taking of shards: each is claimed in the ledger and started. Confined to the steward, but for the counts. */
final class Claims {

    private static final Logger LOG = System.getLogger(Steward.class.getName());

    private final Lease.Terms terms;
    private final View view;
    private final Sides sides;
    private final Leases leases;

    // The leases whose claim or release was written without an answer.
    private final Map<ShardId, Lease> unanswered = new LinkedHashMap<>();

    // Counted by the steward alone, read by all.
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong rescued = new AtomicLong();

    Claims(Lease.Terms terms, View view, Sides sides, Leases leases) {
        this.terms = terms;
        this.view = view;
        this.sides = sides;
        this.leases = leases;
    }

    /** How many shards this member has taken that others gave to it. */
    long received() {
        return received.get();
    }

    /** How many shards this member has taken from members that had died. */
    long rescued() {
        return rescued.get();
    }

    /** Whether no write is without an answer. */
    boolean areSettled() {
        return unanswered.isEmpty();
    }

    /**
     * Takes a shard and starts it, unless another member is faster.
     *
     * @return false when that is not possible yet, because the shard has not ended here since it was had last
     */
    boolean claim(ShardId shard) throws EngineException, InterruptedException {
        if (!sides.canStart(shard) || leases.find(shard) != null) {
            return false;
        }
        Lease lease = Lease.prepare(terms, shard, view.revision(ShardRecord.key(shard)), view.session(shard));
        unanswered.put(shard, lease);
        boolean taken = lease.take();
        unanswered.remove(shard);
        if (taken) {
            count(shard);
            start(lease);
        }
        return true;
    }

    private void count(ShardId shard) {
        if (view.givenTo(terms.member(), shard.total()).contains(shard)) {
            received.incrementAndGet();
        } else if (view.isOfDead(shard)) {
            rescued.incrementAndGet();
        }
    }

    private void start(Lease lease) throws EngineException, InterruptedException {
        lease.stopping().lock();
        try {
            leases.add(lease);
            lease.run(sides.start(lease.shard()));
        } catch (RuntimeException e) {
            // The fleet ends, the shard has not ended, or it cannot be made: somebody else may have it.
            leases.remove(lease);
            release(lease);
            if (!(e instanceof IllegalStateException)) {
                LOG.log(Level.ERROR, "Shard " + lease.shard() + " could not be started; the next look tries again", e);
            }
        } finally {
            lease.stopping().unlock();
        }
    }

    /**
     * Finds out what has become of the writes whose answers did not come: nobody else would have these shards for the lease
     * time.
     */
    void settle() throws EngineException, InterruptedException {
        for (Lease lease : List.copyOf(unanswered.values())) {
            if (lease.isReleasing()) {
                release(lease);
            } else if (lease.renew() == Lease.Renewal.LOST) {
                unanswered.remove(lease.shard()); // it was not taken
            } else if (sides.canStart(lease.shard()) && leases.find(lease.shard()) == null) {
                unanswered.remove(lease.shard());
                start(lease);
            } else {
                release(lease);
            }
        }
    }

    private void release(Lease lease) throws EngineException, InterruptedException {
        unanswered.put(lease.shard(), lease);
        var unused = lease.release(null);
        unanswered.remove(lease.shard());
    }

    /** Releases what may have been claimed, as this member leaves. */
    void forget() throws InterruptedException {
        for (Lease lease : List.copyOf(unanswered.values())) {
            try {
                release(lease);
            } catch (EngineException e) {
                // The record stands still from now on, which frees the shard too.
            }
        }
    }
}
