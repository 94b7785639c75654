package dev.nightjar.gateway;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one connection's orders, which its writer carries out before any command of the user's. A new connection has a
 * new one. Safe for any thread; only the writer takes.
 */
final class Outbox {

    /** A task for the writer. */
    sealed interface Order {

        /** Send a heartbeat. */
        record Beat() implements Order {}

        /** Send IDENTIFY or RESUME. */
        record Handshake(String json) implements Order {

            /** Leaves out the JSON, which contains the token. */
            @Override
            public String toString() {
                return "Handshake";
            }
        }

        /** Look for commands: one was added, or one may be sent now. */
        record Wake() implements Order {}
    }

    private static final Order BEAT = new Order.Beat();
    private static final Order WAKE = new Order.Wake();

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    /** Asks for a heartbeat. If one is still waiting, that one is enough for both requests; this also bounds the queue. */
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
