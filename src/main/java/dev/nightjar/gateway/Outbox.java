package dev.nightjar.gateway;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The orders that one connection's writer has to carry out, before any command of the user's. It dies with the connection.
 * Safe for any thread; only the writer takes.
 */
final class Outbox {

    /** What the writer is asked to do. */
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

        /** Look for commands: there is one, or one may be sent now. */
        record Wake() implements Order {}
    }

    private static final Order BEAT = new Order.Beat();
    private static final Order WAKE = new Order.Wake();

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    /** Asks for a heartbeat; one that is still waiting serves both requests, which also bounds the queue. */
    void beat() {
        if (!isBeatWaiting()) {
            orders.add(BEAT);
        }
    }

    boolean isBeatWaiting() {
        return orders.contains(BEAT);
    }

    void handshake(String json) {
        orders.add(new Order.Handshake(json));
    }

    /** Tells the writer that it may find a command now. */
    void wake() {
        if (!orders.contains(WAKE)) {
            orders.add(WAKE);
        }
    }

    @Nullable
    Order poll() {
        return orders.poll();
    }

    @Nullable
    Order poll(long nanos) throws InterruptedException {
        return orders.poll(nanos, TimeUnit.NANOSECONDS);
    }

    Order take() throws InterruptedException {
        return orders.take();
    }
}
