package dev.nightjar.cluster;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A thread that looks each millisecond which shards are connected, and keeps the times in which they were not. */
final class ConnectionWatch {

    /** A time in which a shard had no connection. */
    record Gap(int shard, long from, long to) {

        Duration length() {
            return Duration.ofNanos(to - from);
        }
    }

    private static final long LOOK = Duration.ofMillis(1).toNanos();

    private final SimulatedGateway gateway;
    private final long[] since; // of the thread only; 0 while the shard is connected
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Gap> gaps = new ArrayList<>(); // guarded by lock

    private ConnectionWatch(SimulatedGateway gateway, int shards) {
        this.gateway = gateway;
        this.since = new long[shards];
        this.thread = Thread.ofPlatform().daemon().name("connection-watch").unstarted(this::run);
    }

    static ConnectionWatch start(SimulatedGateway gateway, int shards) {
        ConnectionWatch watch = new ConnectionWatch(gateway, shards);
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            long now = System.nanoTime();
            boolean[] connected = new boolean[since.length];
            for (SimulatedSession session : gateway.sessions()) {
                connected[session.shard()] |= session.isConnected();
            }
            for (int shard = 0; shard < since.length; shard++) {
                if (connected[shard] && since[shard] != 0) {
                    add(new Gap(shard, since[shard], now));
                    since[shard] = 0;
                } else if (!connected[shard] && since[shard] == 0) {
                    since[shard] = now;
                }
            }
            LockSupport.parkNanos(LOOK);
        }
    }

    private void add(Gap gap) {
        lock.lock();
        try {
            gaps.add(gap);
        } finally {
            lock.unlock();
        }
    }

    /** The gaps that began after this time and are over. */
    List<Gap> since(long nanos) {
        lock.lock();
        try {
            return gaps.stream().filter(gap -> gap.from() > nanos).toList();
        } finally {
            lock.unlock();
        }
    }

    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
