package dev.nightjar.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads that renew a member's leases, with the newest sessions, once a period. They are platform threads, so that they run
 * on time whatever the user's virtual threads do. The public methods are safe for any thread.
 */
final class Keeper implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Keeper.class.getName());

    /** How many renewals are on their way at the same time. */
    private static final int AT_ONCE = 32;

    /** Who hears of what has become of a lease. It must return soon. */
    interface Listener {

        /** Another member has the shard. */
        void lost(Lease lease);

        /** The lease goes on after it had run out. */
        void revived(Lease lease);

        /** The lease has run out, because the engine does not answer. It may be called more than once. */
        void lapsed(Lease lease);
    }

    private final Leases leases;
    private final Attendance attendance;
    private final Listener listener;
    private final Duration period;
    private final Pace pace;
    private final ExecutorService helpers;
    private final Thread thread;

    Keeper(Leases leases, Attendance attendance, Listener listener, Duration period, Time time) {
        this.leases = leases;
        this.attendance = attendance;
        this.listener = listener;
        this.period = period;
        this.pace = new Pace(time);
        this.helpers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().name("cluster-keeper-", 1).factory());
        this.thread = Thread.ofPlatform().daemon().name("cluster-keeper").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Renews all leases soon. */
    void hurry() {
        pace.hurry();
    }

    private void run() {
        try {
            while (pace.await(period)) {
                try {
                    renewAll();
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "A round of renewals has failed; the next one follows", e);
                }
            }
        } catch (InterruptedException e) {
            // The member has left.
        } finally {
            helpers.shutdownNow();
        }
    }

    private void renewAll() throws InterruptedException {
        List<Lease> due = new ArrayList<>(leases.all());
        due.sort(Comparator.comparingLong(Lease::deadline));
        Queue<Lease> queue = new ConcurrentLinkedQueue<>(due);
        AtomicBoolean unreachable = new AtomicBoolean(!attendance.renew());
        int workers = Math.min(AT_ONCE, due.size());
        CountDownLatch done = new CountDownLatch(workers);
        for (int i = 0; i < workers; i++) {
            helpers.execute(() -> {
                try {
                    renew(queue, unreachable);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        due.stream().filter(lease -> !lease.isCurrent() && !lease.isOver()).forEach(listener::lapsed);
    }

    /** Renews until all are renewed, or the engine does not answer: then the others would only wait for it, too. */
    private void renew(Queue<Lease> queue, AtomicBoolean unreachable) {
        try {
            for (Lease lease = queue.poll(); lease != null && !unreachable.get(); lease = queue.poll()) {
                switch (lease.renew()) {
                    case RENEWED -> {}
                    case REVIVED -> listener.revived(lease);
                    case LOST -> listener.lost(lease);
                }
            }
        } catch (EngineException e) {
            unreachable.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        pace.end();
        thread.interrupt();
    }
}
