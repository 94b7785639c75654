package dev.nightjar.cluster;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A thread that dispatches numbered events to all shards at a steady rate, to each its own numbers from 1 on. As with Discord, an
 * event goes to each session of its shard that lives, connected or not. Safe for any thread.
 */
final class NumberedSource {

    private final SimulatedGateway gateway;
    private final int shards;
    private final long periodNanos;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private final List<List<Long>> dispatched = new ArrayList<>(); // when, by shard and number - 1
    private final List<String> doubles = new ArrayList<>();
    private boolean ended;

    private NumberedSource(SimulatedGateway gateway, int shards, double eventsPerSecond) {
        this.gateway = gateway;
        this.shards = shards;
        this.periodNanos = (long) (TimeUnit.SECONDS.toNanos(1) / eventsPerSecond);
        for (int shard = 0; shard < shards; shard++) {
            dispatched.add(new ArrayList<>());
        }
        this.thread = Thread.ofPlatform().daemon().name("numbered-source").unstarted(this::run);
    }

    /** Starts it. Each shard must have had a session. */
    static NumberedSource start(SimulatedGateway gateway, int shards, double eventsPerSecond) {
        NumberedSource source = new NumberedSource(gateway, shards, eventsPerSecond);
        source.thread.start();
        return source;
    }

    private void run() {
        long next = System.nanoTime();
        while (awaitTurn(next)) {
            dispatchOne();
            next = Math.max(next + periodNanos, System.nanoTime() - periodNanos); // what is late by more is left out
        }
    }

    private boolean awaitTurn(long next) {
        lock.lock();
        try {
            for (long left = next - System.nanoTime(); !ended && left > 0; left = next - System.nanoTime()) {
                long unused = changed.awaitNanos(left);
            }
            return !ended;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void dispatchOne() {
        List<List<SimulatedSession>> live = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            live.add(new ArrayList<>());
        }
        for (SimulatedSession session : gateway.sessions()) {
            if (session.isAlive()) {
                live.get(session.shard()).add(session);
            }
        }
        for (int shard = 0; shard < shards; shard++) {
            int number = begin(shard, live.get(shard));
            for (SimulatedSession session : live.get(shard)) {
                session.dispatch("NEW_THING", "{\"number\":" + number + "}");
            }
        }
    }

    private int begin(int shard, List<SimulatedSession> live) {
        lock.lock();
        try {
            if (live.stream().filter(SimulatedSession::isConnected).count() > 1) {
                doubles.add("Number " + (dispatched.get(shard).size() + 1) + " of shard " + shard
                        + " goes to two connections: " + live);
            }
            dispatched.get(shard).add(System.nanoTime());
            return dispatched.get(shard).size();
        } finally {
            lock.unlock();
        }
    }

    /** The last number that was dispatched to a shard. */
    int last(int shard) {
        lock.lock();
        try {
            return dispatched.get(shard).size();
        } finally {
            lock.unlock();
        }
    }

    /** When a number was dispatched to a shard. */
    long dispatchedAt(int shard, int number) {
        lock.lock();
        try {
            return dispatched.get(shard).get(number - 1);
        } finally {
            lock.unlock();
        }
    }

    /** The events that went to two connections of one shard. */
    List<String> doubles() {
        lock.lock();
        try {
            return List.copyOf(doubles);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread, and returns when it has dispatched its last event. */
    void end() throws InterruptedException {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.join();
    }
}
