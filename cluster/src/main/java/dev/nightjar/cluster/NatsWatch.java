package dev.nightjar.cluster;

import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a bucket's keys that begin with a text, as a consumer of JetStream sends them. A consumer does not outlive its
 * server, and notices late that it is gone. So a virtual thread makes another one after each reconnect, and when the server has
 * not been heard for three seconds; each time the listener hears that changes may have been missed.
 */
final class NatsWatch implements Ledger.Subscription {

    private static final Duration SILENCE = Duration.ofSeconds(3); // the server sends a heartbeat each second
    private static final Duration RETRY = Duration.ofMillis(250);

    private static final String LAST_DELIVERED = "Nats-Last-Consumer";
    private static final int HEARTBEAT = 100;

    private final NatsWire wire;
    private final String stream;
    private final String subjects;
    private final String prefix;
    private final Hints hints;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All of these are guarded by lock.
    private @Nullable Subscription inbox;
    private long heard; // when, by System.nanoTime()
    private long delivered; // by the present consumer
    private boolean renew;
    private boolean closed;

    private NatsWatch(NatsWire wire, String stream, String subjects, String prefix, Ledger.Listener listener) {
        this.wire = wire;
        this.stream = stream;
        this.subjects = subjects;
        this.prefix = prefix;
        this.thread = Thread.ofVirtual().name("nightjar-watch/" + prefix).unstarted(this::run);
        this.hints = Hints.start(listener, ended -> {});
    }

    /** Starts a watch. While it runs the wire has it, so that it hears of reconnects. */
    static NatsWatch start(NatsWire wire, String stream, String subjects, String prefix, Ledger.Listener listener)
            throws EngineException, InterruptedException {
        NatsWatch watch = new NatsWatch(wire, stream, subjects, prefix, listener);
        wire.watches().add(watch);
        try {
            watch.renew();
        } catch (EngineException | InterruptedException | RuntimeException failure) {
            watch.close();
            throw failure;
        }
        watch.thread.start();
        return watch;
    }

    /** The connection has ended: changes are missed from now on. */
    void disconnected() {
        hints.uncertain();
    }

    /** There is a connection again. */
    void reconnected() {
        hints.uncertain();
        lock.lock();
        try {
            renew = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (awaitNeed()) {
                hints.uncertain();
                try {
                    renew();
                } catch (EngineException notYet) {
                    awaitRetry();
                    continue;
                }
                // What changed before the new consumer was there.
                hints.uncertain();
            }
        } catch (InterruptedException end) {
            // close() interrupts.
        }
    }

    /** Waits until another consumer is needed; false at the end. */
    private boolean awaitNeed() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !renew) {
                long left = heard + SILENCE.toNanos() - System.nanoTime();
                if (left <= 0) {
                    renew = true;
                } else {
                    changed.awaitNanos(left);
                }
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void awaitRetry() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            renew = true;
            long left = RETRY.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes a consumer that sends to an inbox of its own, and forgets the one before. */
    private void renew() throws EngineException, InterruptedException {
        String subject = wire.connection().createInbox();
        String what = "Watching " + (prefix.isEmpty() ? "all keys" : prefix);
        Subscription next = wire.subscribe(what, subject, null, this::hear);
        Subscription previous;
        lock.lock();
        try {
            previous = inbox;
            inbox = next;
            renew = false;
            delivered = 0;
            heard = System.nanoTime();
        } finally {
            lock.unlock();
        }
        if (previous != null) {
            wire.unsubscribe(previous);
        }
        String json = """
                {"stream_name": "%s", "config": {"deliver_subject": "%s", "filter_subject": "%s>", "deliver_policy": "new",
                 "ack_policy": "none", "replay_policy": "instant", "headers_only": true, "mem_storage": true, "num_replicas": 1,
                 "idle_heartbeat": 1000000000, "inactive_threshold": 10000000000}}""".formatted(stream, subject, subjects + prefix);
        NatsWire.checked(what, new ConsumerInfo(wire.api(what, "CONSUMER.CREATE." + stream, json)));
    }

    /** Called by a thread of the connection. */
    private void hear(Message message) {
        boolean missed = false;
        lock.lock();
        try {
            Subscription present = inbox;
            if (present == null || !present.equals(message.getSubscription())) {
                return; // one before the present consumer
            }
            heard = System.nanoTime();
            if (!message.isStatusMessage()) {
                delivered++;
            } else if (message.getStatus().getCode() == HEARTBEAT) {
                Headers headers = message.getHeaders();
                String last = headers == null ? null : headers.getLast(LAST_DELIVERED);
                if (last != null && !last.equals(Long.toString(delivered))) {
                    missed = true;
                    renew = true;
                    changed.signal();
                }
            }
        } finally {
            lock.unlock();
        }
        if (missed) {
            hints.uncertain();
        } else if (!message.isStatusMessage() && message.getReplyTo() != null) {
            hints.changed(message.getSubject().substring(subjects.length()));
        }
    }

    @Override
    public void close() {
        Subscription last;
        lock.lock();
        try {
            closed = true;
            last = inbox;
            inbox = null;
            changed.signal();
        } finally {
            lock.unlock();
        }
        wire.watches().remove(this);
        thread.interrupt();
        hints.close();
        if (last != null) {
            wire.unsubscribe(last);
        }
    }
}
