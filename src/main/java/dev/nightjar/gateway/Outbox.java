package dev.nightjar.gateway;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has to send, in two lanes: the urgent one belongs to the connection and dies with it; the ordinary one
 * holds the user's commands, belongs to the shard, and outlives connections. Safe for any thread; only the writer takes.
 */
final class Outbox {

    /** An entry of the urgent lane. */
    sealed interface Order {

        /** Send a heartbeat. */
        record Beat() implements Order {}

        /** Send IDENTIFY or RESUME. */
        record Handshake(String json) implements Order {

            /** Without the JSON, which has the token. */
            @Override
            public String toString() {
                return "Handshake";
            }
        }

        /** Look at the ordinary lane. */
        record Wake() implements Order {}
    }

    private static final Order BEAT = new Order.Beat();
    private static final Order WAKE = new Order.Wake();

    private final BlockingQueue<Order> urgent = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> commands;

    Outbox(BlockingQueue<String> commands) {
        this.commands = commands;
    }

    /** Asks for a heartbeat; one that is still waiting serves both requests, which also bounds the lane. */
    void beat() {
        if (!isBeatWaiting()) {
            urgent.add(BEAT);
        }
    }

    boolean isBeatWaiting() {
        return urgent.contains(BEAT);
    }

    void handshake(String json) {
        urgent.add(new Order.Handshake(json));
    }

    /** Tells the writer that it may find a command now. */
    void wake() {
        if (!urgent.contains(WAKE)) {
            urgent.add(WAKE);
        }
    }

    @Nullable
    Order poll() {
        return urgent.poll();
    }

    @Nullable
    Order poll(long nanos) throws InterruptedException {
        return urgent.poll(nanos, TimeUnit.NANOSECONDS);
    }

    Order take() throws InterruptedException {
        return urgent.take();
    }

    /** The oldest command, which stays where it is until it was written. */
    @Nullable
    String nextCommand() {
        return commands.peek();
    }

    /** This command was written. It is the oldest, or gone, when its sender has taken it back meanwhile. */
    void commandWritten(String json) {
        commands.remove(json);
    }
}
