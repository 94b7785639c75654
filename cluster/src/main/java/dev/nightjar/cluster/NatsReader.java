package dev.nightjar.cluster;

import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.support.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A reader that pulls events from a durable consumer of JetStream, some ahead of need. One thread at a time. */
final class NatsReader implements EventLog.Reader {

    /*
     * The worker's time for an event begins for the server when it sends the event, and events that were pulled ahead wait here
     * first. So an event that has waited begins its time anew ("in progress") as it is handed out; one that has waited so long
     * that the server may have given it to another reader is not handed out but given back. Then the worker is slow, and the
     * reader pulls single events, and more again while the worker keeps up.
     */

    private static final int MAX_BATCH = 64;
    private static final long MAX_BATCH_BYTES = 8 * 1024 * 1024;

    /** How long the server keeps a request for events that are not there yet. */
    private static final Duration PULL = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofMillis(250);

    private static final int HEARTBEAT = 100;
    private static final int NO_MESSAGES = 404;
    private static final int OVER = 408;

    /** What the server says when it has sent all of a request, or all that its limit of bytes allows: no refusals, as others are. */
    private static final Set<String> ENDS = Set.of(Status.BATCH_COMPLETED, Status.MESSAGE_SIZE_EXCEEDS_MAX_BYTES);

    private static final byte[] DONE = "+ACK".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IN_PROGRESS = "+WPI".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GIVEN_BACK = "-NAK".getBytes(StandardCharsets.US_ASCII);

    private final NatsWire wire;
    private final String next;
    private final String subjects;
    private final String worker;
    private final long patience;
    private final String inbox;
    private final Subscription subscription;
    private final CompletableFuture<Message> refusal; // fails when the server does not allow to ask for events
    private final BlockingQueue<Arrived> arrived; // bounded by what was asked for

    // All of these are the reader's thread's.
    private int batch = 1;
    private int pulls;
    private int missing; // how many events of the last pull have not come
    private long pullEnds;
    private int connectionOfPull;
    private long retryAt = System.nanoTime();
    private @Nullable String trouble;
    private boolean closed;

    /** A message, or nothing where the server has refused to send any. */
    private record Arrived(@Nullable Message message, long nanos) {}

    private NatsReader(
            NatsWire wire,
            String next,
            String subjects,
            String worker,
            Duration patience,
            String inbox,
            Subscription subscription,
            CompletableFuture<Message> refusal,
            BlockingQueue<Arrived> arrived) {
        this.wire = wire;
        this.next = next;
        this.subjects = subjects;
        this.worker = worker;
        this.patience = TimeUnit.NANOSECONDS.convert(patience);
        this.inbox = inbox;
        this.subscription = subscription;
        this.refusal = refusal;
        this.arrived = arrived;
    }

    static NatsReader open(NatsWire wire, String stream, String worker, String subjects, Duration patience)
            throws EngineException {
        BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
        String inbox = wire.connection().createInbox();
        Subscription subscription = wire.subscribe(
                "Reading as " + worker,
                inbox + ".*",
                null,
                message -> arrived.add(new Arrived(message, System.nanoTime())));
        String next = "$JS.API.CONSUMER.MSG.NEXT." + stream + "." + worker;
        CompletableFuture<Message> refusal = wire.expectRefusal(next);
        var unused = refusal.whenComplete((none, refused) -> arrived.add(new Arrived(null, System.nanoTime())));
        return new NatsReader(wire, next, subjects, worker, patience, inbox, subscription, refusal, arrived);
    }

    @Override
    public EventLog.@Nullable Delivery next(Duration timeout) throws EngineException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.NANOSECONDS.convert(Names.wait("A timeout", timeout));
        while (true) {
            if (closed) {
                throw new IllegalStateException("This reader was closed");
            }
            long now = System.nanoTime();
            if (missing > 0 && (now - pullEnds >= 0 || connectionOfPull != wire.connections())) {
                missing = 0; // the request, or the answer that ends it, was lost
            }
            if (missing == 0 && arrived.isEmpty() && now - retryAt >= 0) {
                pull(now);
            }
            wire.check("Reading as " + worker, next);
            long wake = missing > 0 ? pullEnds : retryAt;
            Arrived first = arrived.poll(Math.min(until - now, wake - now), TimeUnit.NANOSECONDS);
            Message message = first == null ? null : first.message;
            if (first == null) {
                if (System.nanoTime() - until >= 0) {
                    if (trouble != null) {
                        throw wire.failure("Reading as " + worker, trouble, null);
                    }
                    return null;
                }
            } else if (message != null && message.isStatusMessage()) {
                end(message);
            } else if (message != null) {
                trouble = null;
                missing = Math.max(0, missing - 1);
                EventLog.Delivery delivery = handOut(message, first.nanos);
                if (delivery != null) {
                    return delivery;
                }
            }
        }
    }

    private void pull(long now) {
        pulls++;
        String json = "{\"batch\": " + batch + ", \"expires\": " + PULL.toNanos() + ", \"max_bytes\": "
                + Math.max(MAX_BATCH_BYTES, 2 * wire.connection().getMaxPayload()) + "}";
        try {
            connectionOfPull = wire.connections();
            wire.connection().publish(next, inbox + "." + pulls, json.getBytes(StandardCharsets.US_ASCII));
            trouble = null; // until the answer says otherwise
            missing = batch;
            pullEnds = now + PULL.toNanos() + wire.timeout().toNanos();
            batch = Math.min(MAX_BATCH, 2 * batch);
        } catch (IllegalStateException notConnected) {
            trouble = "has stopped";
            retryAt = now + RETRY.toNanos();
        }
    }

    /** The answer without an event that ends a request. */
    private void end(Message message) {
        if (!message.getSubject().equals(inbox + "." + pulls)) {
            return; // an earlier request's
        }
        int code = message.getStatus().getCode();
        if (code == HEARTBEAT) {
            return;
        }
        missing = 0;
        String why = message.getStatus().getMessage();
        if (code != NO_MESSAGES && code != OVER && !ENDS.contains(why)) {
            trouble = "is refused by NATS at present: " + why;
            retryAt = System.nanoTime() + RETRY.toNanos();
        }
    }

    private EventLog.@Nullable Delivery handOut(Message event, long nanos) {
        long age = System.nanoTime() - nanos;
        if (age >= patience / 4 * 3) {
            batch = 1;
            if (age < patience) {
                tell(event, GIVEN_BACK);
            }
            return null;
        }
        if (age >= patience / 8) {
            tell(event, IN_PROGRESS);
        }
        return new NatsDelivery(event);
    }

    /** Tells the server about an event. When that is lost, the event comes again. */
    private void tell(Message message, byte[] what) {
        String reply = message.getReplyTo();
        if (reply != null) {
            wire.publish(reply, what);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            wire.unsubscribe(subscription);
            refusal.cancel(false);
            long now = System.nanoTime();
            for (Arrived ahead = arrived.poll(); ahead != null; ahead = arrived.poll()) {
                Message message = ahead.message;
                if (message != null && !message.isStatusMessage() && now - ahead.nanos < patience) {
                    tell(message, GIVEN_BACK);
                }
            }
        }
    }

    private final class NatsDelivery implements EventLog.Delivery {

        private final Message message;

        NatsDelivery(Message message) {
            this.message = message;
        }

        @Override
        public String subject() {
            return message.getSubject().substring(subjects.length());
        }

        @Override
        public String id() {
            Headers headers = message.getHeaders();
            String id = headers == null ? null : headers.getLast(NatsEventLog.ID);
            return id == null ? "" : id;
        }

        @Override
        public byte[] event() {
            return message.getData();
        }

        @Override
        public void acknowledge() throws EngineException, InterruptedException {
            String reply = message.getReplyTo();
            if (reply != null) {
                String what = "Acknowledging " + id();
                wire.store(what, reply, null, DONE);
            }
        }
    }
}
