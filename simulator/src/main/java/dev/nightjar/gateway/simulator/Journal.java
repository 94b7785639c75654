package dev.nightjar.gateway.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The record of what happened at a gateway, which tests can read and wait for. Written by the event loop, read by any thread. */
final class Journal {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Received> received = new ArrayList<>(); // guarded by lock
    private final List<Violation> violations = new ArrayList<>(); // guarded by lock
    private final List<SimulatedSession> sessions = new ArrayList<>(); // guarded by lock
    private int fetched; // guarded by lock

    void received(Received payload) {
        write(() -> received.add(payload));
    }

    void violation(Violation violation) {
        write(() -> violations.add(violation));
    }

    void session(SimulatedSession session) {
        write(() -> sessions.add(session));
    }

    /** Signals a change to the threads that wait. */
    void changed() {
        write(() -> {});
    }

    private void write(Runnable entry) {
        lock.lock();
        try {
            entry.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<Received> received(int op) {
        return received().stream().filter(payload -> payload.op() == op).toList();
    }

    List<Received> received() {
        return read(() -> List.copyOf(received));
    }

    List<Violation> violations() {
        return read(() -> List.copyOf(violations));
    }

    List<SimulatedSession> sessions() {
        return read(() -> List.copyOf(sessions));
    }

    /** Waits for the next session that was not fetched yet. */
    SimulatedSession nextSession() {
        return await(
                "a session", () -> sessions.size() > fetched ? Optional.of(sessions.get(fetched++)) : Optional.empty());
    }

    private <T> T read(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the search finds something. The search runs again after each change. */
    <T> T await(String what, Supplier<Optional<T>> wanted) {
        long patience = PATIENCE.toNanos();
        lock.lock();
        try {
            Optional<T> found = wanted.get();
            while (found.isEmpty() && patience > 0) {
                patience = changed.awaitNanos(patience);
                found = wanted.get();
            }
            return found.orElseThrow(() -> new AssertionError("Waited " + PATIENCE
                    + " for " + what + "; violations " + violations + ", opcodes received "
                    + received.stream().map(Received::op).toList()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + what, stop);
        } finally {
            lock.unlock();
        }
    }
}
