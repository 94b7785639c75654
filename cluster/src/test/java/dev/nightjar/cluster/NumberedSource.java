package dev.nightjar.cluster;

import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * A thread that dispatches numbered events of some guilds at a steady rate, of each its own numbers from 1 on. As with Discord, an
 * event goes to each session of a shard with its guild that lives, connected or not, whatever total that shard is of. Safe for any
 * thread.
 */
final class NumberedSource {

    private final SimulatedGateway gateway;
    private final int guilds;
    private final long periodNanos;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private final List<List<Long>> dispatched = new ArrayList<>(); // when, by guild and number - 1
    private final List<String> doubles = new ArrayList<>();
    private boolean ended;

    private NumberedSource(SimulatedGateway gateway, int guilds, double eventsPerSecond) {
        this.gateway = gateway;
        this.guilds = guilds;
        this.periodNanos = (long) (TimeUnit.SECONDS.toNanos(1) / eventsPerSecond);
        for (int guild = 0; guild < guilds; guild++) {
            dispatched.add(new ArrayList<>());
        }
        this.thread = Thread.ofPlatform().daemon().name("numbered-source").unstarted(this::run);
    }

    /** Starts it. Each shard must have had a session. */
    static NumberedSource start(SimulatedGateway gateway, int guilds, double eventsPerSecond) {
        NumberedSource source = new NumberedSource(gateway, guilds, eventsPerSecond);
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
        List<SimulatedSession> live =
                gateway.sessions().stream().filter(SimulatedSession::isAlive).toList();
        noteDoubles(live);
        for (int guild = 0; guild < guilds; guild++) {
            int number = begin(guild);
            String data = "{\"guild\":" + guild + ",\"number\":" + number + "}";
            for (SimulatedSession session : live) {
                if (ShardId.ofGuild((long) guild << 22, session.shards()).number() == session.shard()) {
                    session.dispatch("NEW_THING", data);
                }
            }
        }
    }

    private void noteDoubles(List<SimulatedSession> live) {
        Map<ShardId, List<SimulatedSession>> connected = live.stream()
                .filter(SimulatedSession::isConnected)
                .collect(Collectors.groupingBy(session -> new ShardId(session.shard(), session.shards())));
        connected.values().removeIf(sessions -> sessions.size() == 1);
        lock.lock();
        try {
            connected.forEach((shard, sessions) -> doubles.add("Shard " + shard + " has two connections: " + sessions));
        } finally {
            lock.unlock();
        }
    }

    private int begin(int guild) {
        lock.lock();
        try {
            dispatched.get(guild).add(System.nanoTime());
            return dispatched.get(guild).size();
        } finally {
            lock.unlock();
        }
    }

    /** The last number of a guild that was dispatched. */
    int last(int guild) {
        lock.lock();
        try {
            return dispatched.get(guild).size();
        } finally {
            lock.unlock();
        }
    }

    /** When a number of a guild was dispatched. */
    long dispatchedAt(int guild, int number) {
        lock.lock();
        try {
            return dispatched.get(guild).get(number - 1);
        } finally {
            lock.unlock();
        }
    }

    /** The shards that have had two connections at the same time. */
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
