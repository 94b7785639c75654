package dev.nightjar.cluster;

import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.SessionStore;
import dev.nightjar.gateway.ShardGate;
import dev.nightjar.gateway.ShardId;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The leases of a member, as its shards see them: a gate that is open while a shard's lease is current, and a session store
 * whose sessions the next renewal writes. Safe for any thread.
 */
final class Leases implements ShardGate, SessionStore {

    private final Map<ShardId, Lease> leases = new ConcurrentHashMap<>();

    // Shards that have ended here while their leases were current. If their sessions are over, what they have
    // received is for this member's loop; otherwise it was dropped, and whoever resumes the session gets it.
    private final Set<ShardId> retired = ConcurrentHashMap.newKeySet();

    void add(Lease lease) {
        retired.remove(lease.shard());
        leases.put(lease.shard(), lease);
    }

    void remove(Lease lease) {
        leases.remove(lease.shard(), lease);
    }

    /** Notes that a shard has ended here while its lease was current. */
    void retire(ShardId shard) {
        retired.add(shard);
    }

    @Nullable
    Lease find(ShardId shard) {
        return leases.get(shard);
    }

    Collection<Lease> all() {
        return leases.values();
    }

    @Override
    public void awaitDial(ShardId id) throws InterruptedException {
        Lease lease = find(id);
        if (lease == null) {
            // The member has lost the shard, which is about to be stopped.
            new CountDownLatch(1).await();
        } else {
            lease.awaitCurrent();
        }
    }

    @Override
    public boolean delivers(ShardId id) {
        Lease lease = find(id);
        return lease == null ? retired.contains(id) : lease.isCurrent();
    }

    @Override
    public Optional<Session> load(Key key) {
        Lease lease = find(key.shard());
        return lease == null ? Optional.empty() : lease.session();
    }

    @Override
    public void save(Key key, Session session) throws IOException {
        Lease lease = find(key.shard());
        // Without a lease the session is that of the member that has the shard now.
        if (lease == null || lease.isOver()) {
            return;
        }
        boolean isNew = lease.session()
                .filter(before -> before.id().equals(session.id()))
                .isEmpty();
        lease.put(session);
        if (isNew) {
            // Without it whoever takes the shard would spend an IDENTIFY, and lose what comes until then.
            store(lease);
        }
    }

    @Override
    public void clear(Key key) throws IOException {
        Lease lease = find(key.shard());
        if (lease == null || lease.isOver()) {
            return;
        }
        lease.put(null);
        store(lease);
    }

    private static void store(Lease lease) throws IOException {
        try {
            lease.store();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("The session was not stored, because its thread was interrupted", e);
        }
    }

    /** Shows how many there are. */
    @Override
    public String toString() {
        return "Leases[" + leases.size() + "]";
    }
}
