package dev.nightjar.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends what the outbox holds: urgent orders first, commands when the session is up and the budget allows. */
final class Writer {

    private final Connection connection;

    Writer(Connection connection) {
        this.connection = connection;
    }

    void run() throws Ending.Signal, InterruptedException {
        while (true) {
            Outbox.Order order = next();
            switch (order) {
                case Outbox.Order.Beat beat -> sendBeat();
                case Outbox.Order.Handshake handshake -> sendHandshake(handshake.json());
                case Outbox.Order.Wake wake -> {}
            }
        }
    }

    /** Waits for an order, and sends commands meanwhile. */
    private Outbox.Order next() throws Ending.Signal, InterruptedException {
        Outbox outbox = connection.outbox();
        while (true) {
            Outbox.Order order = outbox.poll();
            if (order != null) {
                return order;
            }
            boolean open = connection.isActive() && !connection.wire().isOver();
            String command = open ? outbox.nextCommand() : null;
            if (command == null) {
                return outbox.take();
            }
            long wait = connection.budget().nanosUntilFree(connection.now());
            if (wait == 0) {
                sendCommand(command);
                continue;
            }
            order = outbox.poll(wait);
            if (order != null) {
                return order;
            }
        }
    }

    private void sendBeat() throws Ending.Signal, InterruptedException {
        // The ACK may be here before the send has returned, so the time is taken before it.
        connection.latency().sent(connection.now());
        connection.budget().spendBeat(connection.now());
        send(PayloadWriter.heartbeat(connection.mailbox().received()));
    }

    private void sendHandshake(String json) throws Ending.Signal, InterruptedException {
        connection.budget().spendCommand(connection.now());
        send(json);
        connection.heartbeat().tell(new Heartbeat.News.HandshakeSent());
    }

    private void sendCommand(String json) throws Ending.Signal, InterruptedException {
        connection.budget().spendCommand(connection.now());
        send(json);
        connection.outbox().commandWritten(json);
    }

    private void send(String json) throws Ending.Signal, InterruptedException {
        Duration timeout = connection.writeTimeout();
        try {
            connection.wire().send(json, timeout);
        } catch (TimeoutException e) {
            throw Ending.dropped(Ending.Kind.STALLED, "the gateway took no data for " + timeout)
                    .signal(e);
        } catch (IOException e) {
            // The close code that says why may lie unread behind other frames: the reader ends the connection when
            // it gets there. It may also wait for a slow user, for longer than the gateway keeps the session.
            Ending lost = Ending.lost("a write failed: " + e.getMessage());
            connection.wire().endAfterInbox(lost);
            if (!new CountDownLatch(1).await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw lost.signal(e);
            }
        }
    }
}
