package dev.nightjar.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads that renew a member's record, once a period, and its leases, with the newest sessions, every other time. They are
 * platform threads, so that they run on time whatever the user's virtual threads do. The public methods are safe for any thread.
 */
final class Keeper implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Keeper.class.getName());

    /** How many writes of leases are on their way at the same time. */
    private static final int AT_ONCE = 8;

    /** How many leases are renewed by one of them. */
    private static final int TOGETHER = 64;

    /** Who hears of what has become of a lease. It must return soon. */
    interface Listener {

        /** Another member has the shard. */
        void lost(Lease lease);

        /** The lease goes on after it had run out. */
        void revived(Lease lease);

        /** The lease has run out, because the engine does not answer. It may be called more than once. */
        void lapsed(Lease lease);

        /** Another process has taken this member's name. It may be called more than once. */
        void replaced();
    }

    private final Ledger ledger;
    private final Leases leases;
    private final Attendance attendance;
    private final Listener listener;
    private final Duration period;
    private final Time time;
    private final Pace pace;
    private final ExecutorService helpers;
    private final Thread thread;

    // Whether the leases have their turn. Written by the thread, and set by any; the thread reads it once a round.
    private volatile boolean all = true;

    Keeper(Ledger ledger, Leases leases, Attendance attendance, Listener listener, Duration period, Time time) {
        this.ledger = ledger;
        this.leases = leases;
        this.attendance = attendance;
        this.listener = listener;
        this.period = period;
        this.time = time;
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
        all = true;
        pace.hurry();
    }

    private void run() {
        try {
            while (pace.await(period)) {
                boolean turn = all;
                all = !turn;
                try {
                    renew(turn ? List.copyOf(leases.all()) : List.of());
                } catch (RuntimeException | Error e) {
                    LOG.log(Level.ERROR, "A round of renewals has failed; the next one follows", e);
                }
            }
        } catch (InterruptedException e) {
            // The member has left.
        } finally {
            helpers.shutdownNow();
        }
    }

    private void renew(List<Lease> due) throws InterruptedException {
        int workers = Math.min(AT_ONCE, (due.size() + TOGETHER - 1) / TOGETHER);
        var done = new CountDownLatch(workers);
        Queue<Lease> queue = new ConcurrentLinkedQueue<>(
                due.stream().sorted(Comparator.comparingLong(Lease::deadline)).toList());
        AtomicBoolean unreachable = new AtomicBoolean();
        for (int i = 0; i < workers; i++) {
            helpers.execute(() -> {
                try {
                    renew(queue, unreachable);
                } finally {
                    done.countDown();
                }
            });
        }
        if (attendance.renew() == Attendance.Renewal.REPLACED) {
            listener.replaced();
        }
        done.await();
        due.stream().filter(lease -> !lease.isCurrent() && !lease.isOver()).forEach(listener::lapsed);
    }

    /** Renews until all are renewed, or the engine does not answer: then the others would only wait for it, too. */
    private void renew(Queue<Lease> queue, AtomicBoolean unreachable) {
        try {
            List<Lease> some = next(queue);
            while (!some.isEmpty() && !unreachable.get()) {
                renewSome(some);
                some = next(queue);
            }
        } catch (EngineException e) {
            unreachable.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Lease> next(Queue<Lease> queue) {
        List<Lease> some = new ArrayList<>();
        for (Lease lease = queue.poll(); lease != null; lease = some.size() < TOGETHER ? queue.poll() : null) {
            some.add(lease);
        }
        return some;
    }

    /** Renews those together of which nothing is in doubt, then each of the others. */
    private void renewSome(List<Lease> some) throws EngineException, InterruptedException {
        Map<Lease, Ledger.Change> together = new LinkedHashMap<>();
        List<Lease> alone = new ArrayList<>();
        for (Lease lease : some) {
            lease.begin().ifPresentOrElse(change -> together.put(lease, change), () -> alone.add(lease));
        }
        if (!together.isEmpty()) {
            alone.addAll(renewTogether(together));
        }
        for (Lease lease : alone) {
            tell(lease, lease.renew());
        }
    }

    /** Writes all at once. Returns those that were refused. */
    private List<Lease> renewTogether(Map<Lease, Ledger.Change> together) throws EngineException, InterruptedException {
        long start = time.nanoTime();
        List<OptionalLong> written;
        try {
            written = ledger.write(List.copyOf(together.values()));
        } catch (EngineException | InterruptedException | RuntimeException | Error e) {
            together.keySet().forEach(Lease::endWithoutAnswer);
            throw e;
        }
        List<Lease> refused = new ArrayList<>();
        Iterator<OptionalLong> results = written.iterator();
        for (Lease lease : together.keySet()) {
            lease.end(results.next(), start).ifPresentOrElse(renewal -> tell(lease, renewal), () -> refused.add(lease));
        }
        return refused;
    }

    private void tell(Lease lease, Lease.Renewal renewal) {
        switch (renewal) {
            case RENEWED -> {}
            case REVIVED -> listener.revived(lease);
            case LOST -> listener.lost(lease);
        }
    }

    @Override
    public void close() {
        pace.end();
        thread.interrupt();
    }
}
