package dev.nightjar.gateway.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The payloads that one client sent and its end, for tests to wait for. Filled by the event loop, read by any thread. */
final class Inbox {

    static final int HEARTBEAT = 1;

    private final String owner;
    private final BlockingQueue<Optional<Received>> payloads = new LinkedBlockingQueue<>(); // empty: nothing follows
    private final BlockingQueue<Optional<Received>> beats = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closed> closeFrame = new CompletableFuture<>();
    private final CompletableFuture<Closed> end = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Received> all = new ArrayList<>(); // guarded by lock

    Inbox(String owner) {
        this.owner = owner;
    }

    void add(Received received) {
        lock.lock();
        try {
            all.add(received);
        } finally {
            lock.unlock();
        }
        (received.op() == HEARTBEAT ? beats : payloads).add(Optional.of(received));
    }

    void closeFrame(Closed frame) {
        closeFrame.complete(frame);
        nothingFollows();
    }

    void ended(Closed how) {
        end.complete(how);
        closeFrame.complete(how);
        nothingFollows();
    }

    private void nothingFollows() {
        payloads.add(Optional.empty());
        beats.add(Optional.empty());
    }

    List<Received> all() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    Received payload(int op, Duration patience) {
        Received received = next(op == HEARTBEAT ? beats : payloads, "op " + op, patience);
        if (received.op() != op) {
            throw new AssertionError("Expected op " + op + " from " + owner + ", but it sent " + received.json());
        }
        return received;
    }

    Received anything(Duration patience) {
        return next(payloads, "any payload", patience);
    }

    private Received next(BlockingQueue<Optional<Received>> queue, String what, Duration patience) {
        Optional<Received> received = Patience.poll(queue, patience);
        if (received == null) {
            throw new AssertionError(
                    "Waited " + patience + " for " + what + " from " + owner + ", which sent so far: " + sent());
        }
        return received.orElseThrow(() -> {
            queue.add(Optional.empty()); // so that a later call finds it too
            return new AssertionError("Waited for " + what + " from " + owner + ", but the connection ended with "
                    + closeFrame.getNow(Closed.ABNORMAL) + "; it sent: " + sent());
        });
    }

    void nothing(Duration quiet) {
        Optional<Received> received = Patience.poll(payloads, quiet);
        if (received != null) {
            if (received.isPresent()) {
                throw new AssertionError(
                        "Unexpected from " + owner + ": " + received.get().json());
            }
            payloads.add(Optional.empty());
        }
    }

    private List<String> sent() {
        return all().stream().map(Received::json).toList();
    }

    Closed awaitCloseFrame(Duration patience) {
        return await(closeFrame, "a close frame", patience);
    }

    Closed awaitEnd(Duration patience) {
        return await(end, "the end of the connection", patience);
    }

    @Nullable
    Closed endNow() {
        return end.getNow(null);
    }

    private Closed await(CompletableFuture<Closed> future, String what, Duration patience) {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(
                    "Waited " + patience + " for " + what + " of " + owner + ", which sent so far: " + sent(), late);
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting", stop);
        }
    }
}
