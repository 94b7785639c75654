package dev.nightjar.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The events of one shard on their way into the log. One thread adds them; the threads of the log complete them. */
final class AppendQueue {

    /*
     * As long as all goes well each event is sent as it comes, without a wait for those before it, and the log stores them in
     * their order. When one fails, those that come later wait here. A thread of its own waits until nothing is on its way, appends
     * what has failed, one after the other and as often as it takes, then sends what has waited, and ends. So what stands in the
     * log before an earlier event is at most what was on its way when that one failed.
     */

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final EventLog log;
    private final Predicate<Append> isOurs;
    private final Consumer<Throwable> onFailure;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();

    // All of these are guarded by lock.
    private final PriorityQueue<Append> failed = new PriorityQueue<>(Comparator.comparingLong(Append::number));
    private final Queue<Append> waiting = new ArrayDeque<>(); // behind those that have failed
    private int onTheirWay;
    private boolean mending;

    /**
     * Makes an empty queue.
     *
     * @param isOurs whether this member still has the shard of an event
     * @param onFailure hears of each attempt that has failed and is made again
     */
    AppendQueue(EventLog log, Predicate<Append> isOurs, Consumer<Throwable> onFailure) {
        this.log = log;
        this.isOurs = isOurs;
        this.onFailure = onFailure;
    }

    /** Appends an event behind those that were added before. Waits only when the log takes no more at this moment. */
    void add(Append next) {
        lock.lock();
        try {
            if (mending) {
                waiting.add(next);
                return;
            }
            onTheirWay++;
        } finally {
            lock.unlock();
        }
        send(next);
    }

    /** Sends an event that counts as on its way. */
    private void send(Append next) {
        CompletionStage<Void> answer;
        try {
            answer = log.append(next.subject(), next.id(), next.event().bytes());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            settle(next, e);
            return;
        } catch (RuntimeException e) {
            settle(next, e);
            return;
        }
        var unused = answer.whenComplete((stored, failure) -> settle(next, failure));
    }

    private void settle(Append next, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        boolean again = isWorthAnother(cause);
        boolean begins = false;
        lock.lock();
        try {
            onTheirWay--;
            if (again) {
                failed.add(next);
                begins = !mending;
                mending = true;
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
        if (!again) {
            end(next, cause);
        } else if (cause != null) {
            onFailure.accept(cause);
        }
        if (begins) {
            Thread.ofVirtual().name("cluster-append").start(this::mend);
        }
    }

    /** Whether an attempt has failed in such a way that another one may succeed. */
    private static boolean isWorthAnother(@Nullable Throwable failure) {
        return failure instanceof EngineException || failure instanceof InterruptedException;
    }

    private static void end(Append append, @Nullable Throwable failure) {
        if (failure == null) {
            append.done().complete(true);
        } else {
            append.done().completeExceptionally(failure);
        }
    }

    private void mend() {
        try {
            do {
                for (Append next = nextFailed(); next != null; next = nextFailed()) {
                    insist(next);
                }
            } while (!sendWaiting());
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
        }
    }

    private @Nullable Append nextFailed() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (onTheirWay > 0) {
                settled.await();
            }
            return failed.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Appends an event that has failed as often as it takes, as long as this member has its shard. */
    private void insist(Append next) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (isOurs.test(next)) {
            Thread.sleep(pause);
            if (next.lease().isCurrent()) { // or else another member may append what follows by now
                Throwable failure = attempt(next);
                if (!isWorthAnother(failure)) {
                    end(next, failure);
                    return;
                }
                if (failure != null) {
                    onFailure.accept(failure);
                }
            }
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
        next.done().complete(false);
    }

    private @Nullable Throwable attempt(Append next) throws InterruptedException {
        try {
            log.append(next.subject(), next.id(), next.event().bytes())
                    .toCompletableFuture()
                    .get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Sends what has waited; returns whether all was sent, and later ones need not wait. */
    private boolean sendWaiting() {
        while (true) {
            Append next;
            lock.lock();
            try {
                if (!failed.isEmpty()) {
                    return false;
                }
                next = waiting.poll();
                if (next == null) {
                    mending = false;
                    return true;
                }
                if (!next.lease().isCurrent()) {
                    failed.add(next);
                    return false;
                }
                onTheirWay++;
            } finally {
                lock.unlock();
            }
            send(next);
        }
    }
}
