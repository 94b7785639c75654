package dev.nightjar.cluster.examples;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.util.concurrent.locks.LockSupport;

/** A thread that sends numbered messages to all shards of the demonstration, at a steady rate. Safe for any thread. */
final class DemoSource {

    private final SimulatedGateway gateway;
    private final int shards;
    private final long period;
    private final Thread thread;

    // Written by the thread, read by all.
    private volatile long sent;

    private volatile boolean ended;

    DemoSource(SimulatedGateway gateway, int shards, int eventsPerSecond) {
        this.gateway = gateway;
        this.shards = shards;
        this.period = 1_000_000_000L / eventsPerSecond;
        this.thread = Thread.ofPlatform().daemon().name("demo-source").unstarted(this::run);
    }

    /** Whether each shard has a connection, so that each message has somewhere to go. */
    boolean isPossible() {
        return gateway.sessions().stream()
                        .filter(SimulatedSession::isConnected)
                        .map(SimulatedSession::shard)
                        .distinct()
                        .count()
                == shards;
    }

    void start() {
        thread.start();
    }

    boolean isStarted() {
        return thread.getState() != Thread.State.NEW;
    }

    private void run() {
        long next = System.nanoTime();
        for (long number = 1; !ended; number++) {
            for (SimulatedSession session : gateway.sessions()) {
                if (session.isAlive()) {
                    session.dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"content\":\"" + number + "\"}");
                }
            }
            sent = number * shards;
            next += period;
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** How many messages there were. */
    long sent() {
        return sent;
    }

    /** Sends no more, and returns when the last one was sent. */
    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
