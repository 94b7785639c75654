package dev.nightjar.cluster;

import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The giving of shards to other members: each is suspended here, its last session is written, and its heir is told. Safe for any
 * thread.
 */
final class HandOver {

    /** How long to wait before another attempt to write. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Leases leases;
    private final Courier courier;
    private final Semaphore pace;
    private final Set<Thread> underWay = ConcurrentHashMap.newKeySet(); // added by who begins, removed by the threads
    private final AtomicLong given = new AtomicLong(); // counted by the threads of hand-overs

    HandOver(Leases leases, Courier courier, int atOnce) {
        this.leases = leases;
        this.courier = courier;
        this.pace = new Semaphore(atOnce);
    }

    /** Gives a shard to a member, in a thread of its own. Does nothing when it is being given away already. */
    void begin(Lease lease, String heir) {
        if (lease.beginGiving(heir)) {
            start("cluster-hand-over", () -> give(lease, heir));
        }
    }

    /** Releases a shard that nobody is there to take, in a thread of its own, unless it is being given away already. */
    void beginAbandoning(Lease lease) {
        if (lease.heir() == null) {
            start("cluster-abandon", () -> abandon(lease));
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void start(String name, Work work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                // The member ends; its leases run out.
            } finally {
                underWay.remove(Thread.currentThread());
            }
        });
        underWay.add(thread);
        thread.start();
    }

    /** Waits until all that has begun has ended, whoever has begun it. What is not done after this time is given up. */
    void awaitAll(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (Thread thread : List.copyOf(underWay)) {
            if (!thread.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())))) {
                thread.interrupt();
            }
        }
    }

    /** How many shards were given to other members. */
    long given() {
        return given.get();
    }

    private void give(Lease lease, String heir) throws InterruptedException {
        pace.acquire();
        try {
            suspend(lease);
            if (release(lease, heir)) {
                given.incrementAndGet();
                tell(heir, lease.shard());
            }
        } finally {
            end(lease);
            pace.release();
        }
    }

    /** Lets the loop come to an end with this shard: it gets what is its own, and does not wait for what is not. */
    private void end(Lease lease) {
        leases.remove(lease);
        Shard running = lease.running();
        if (running != null && leases.delivers(lease.shard())) {
            running.gateOpened();
        } else if (running != null) {
            var unused = running.suspend(); // the lease has run out meanwhile
        }
    }

    /** Stops a shard that another member has taken, in a thread of its own. What was not given out is dropped: that one gets it. */
    void drop(Lease lease) {
        Thread.ofVirtual().name("cluster-drop").start(() -> {
            Shard running = lease.running();
            if (running != null) {
                var unused = running.suspend();
            }
            leases.remove(lease);
        });
    }

    /**
     * Closes the connection so that the session can be resumed, and keeps the session for the next write. What a shard has received
     * whose session has ended for good is for this member's loop, as no other one gets it.
     */
    void suspend(Lease lease) {
        Shard running = lease.running();
        if (running != null) {
            lease.put(running.suspend().orElse(null));
            if (lease.isCurrent()) {
                leases.retire(lease.shard());
            }
        }
    }

    private boolean release(Lease lease, @Nullable String heir) throws InterruptedException {
        while (true) {
            try {
                return lease.release(heir);
            } catch (EngineException e) {
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Releases a shard that nobody is there to take. */
    void abandon(Lease lease) throws InterruptedException {
        suspend(lease);
        try {
            var unused = lease.release(null);
        } catch (EngineException e) {
            // The lease runs out, which frees the shard too.
        } finally {
            end(lease);
        }
    }

    /** Tells the heir, which would see the record soon anyway. */
    private void tell(String heir, ShardId shard) throws InterruptedException {
        try {
            var unused = courier.ask(Request.subject(heir), new Request.Take(shard).text(), PATIENCE);
        } catch (EngineException e) {
            // It looks at all records once in a while.
        }
    }
}
