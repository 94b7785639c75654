package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.inflate.InflateException;
import dev.nightjar.gateway.inflate.MessageInflater;
import dev.nightjar.gateway.jfr.Flight;
import dev.nightjar.gateway.jfr.HeartbeatEvent;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one connection's receiving side. Frames go in; parcels for the user's mailbox, orders for the writer,
 * and the connection's vital signs come out. It never waits, as a user's thread may run it. It is confined to
 * the thread that has the {@link Turn}; what it has collected when that thread ends is still in its {@link #batch}.
 */
final class Intake {

    private final ShardContext shard;
    private final Dial dial;
    private final MessageInflater inflater;
    private final TextMessage text;
    private final Protocol protocol;
    private final Vitals vitals;
    private final Outbox outbox;
    private final LatencyLog latency;
    private final Heartbeat heartbeat;
    private final CountDownLatch greeted;
    private final Handshake handshake;
    private final Tally tally;

    private final Batch batch = new Batch();
    private long sequence;
    private boolean acknowledged;
    private @Nullable Ending ending;

    Intake(
            ShardContext shard,
            Dial dial,
            MessageInflater inflater,
            Vitals vitals,
            Outbox outbox,
            LatencyLog latency,
            Heartbeat heartbeat,
            CountDownLatch greeted,
            Handshake handshake) {
        this.shard = shard;
        this.dial = dial;
        this.inflater = inflater;
        this.text = new TextMessage(shard.config().maxPayloadBytes());
        Session resumed = dial.resumes();
        this.protocol = new Protocol(shard.id(), shard.config().gatewayUrl(), resumed == null ? null : resumed.id());
        this.vitals = vitals;
        this.outbox = outbox;
        this.latency = latency;
        this.heartbeat = heartbeat;
        this.greeted = greeted;
        this.handshake = handshake;
        this.tally = shard.tally();
        this.sequence = resumed == null ? 0 : resumed.sequence();
    }

    /**
     * The parcels that are not yet in the mailbox. The thread that owns this hands them over and then calls {@link
     * #handedOver}.
     */
    Batch batch() {
        return batch;
    }

    /** Notes that the batch is in the mailbox. */
    void handedOver() {
        if (acknowledged) {
            acknowledged = false;
            latency.settle();
        }
    }

    /** The end that was received from the gateway or the network; null while the connection goes on. */
    @Nullable
    Ending ending() {
        return ending;
    }

    /**
     * Processes one frame.
     *
     * @return whether the frame has completed a payload
     * @throws Ending.Signal when the connection is over
     */
    boolean accept(Frame frame) throws Ending.Signal {
        byte[] json;
        try {
            json = read(frame);
        } catch (InflateException e) {
            Cause cause = e.isTooLarge() ? Cause.PAYLOAD_TOO_LARGE : Cause.UNREADABLE_DATA;
            throw end(Ending.resumable(cause, String.valueOf(e.getMessage()), Payload.EMPTY));
        }
        if (json == null) {
            return false;
        }
        receive(Payload.of(json));
        return true;
    }

    /** The JSON of one payload, or null while more of its frames are to come. */
    private byte @Nullable [] read(Frame frame) throws InflateException, Ending.Signal {
        return switch (frame) {
            case Frame.Binary binary -> {
                tally.arrived(binary.part().remaining());
                yield inflater.inflate(binary.part(), binary.last());
            }
            case Frame.Text part -> {
                byte[] whole = text.add(part.part(), part.last());
                if (whole != null) {
                    tally.arrived(whole.length);
                }
                yield whole;
            }
            case Frame.End end -> throw end(end.ending());
        };
    }

    private void receive(Payload payload) throws Ending.Signal {
        tally.received(payload);
        switch (protocol.on(vitals.phase(), sequence, payload)) {
            case Step.Deliver deliver -> {
                if (vitals.phase() == Protocol.Phase.RESUMING) {
                    handshake.replayed();
                    tally.replayed();
                }
                deliver(payload, null);
            }
            case Step.Establish establish -> {
                String replaced = establish.replaced();
                if (replaced != null) {
                    tally.replaced();
                    batch.add(new Parcel.Notice(new SessionInvalidated(
                            payload, replaced, "the gateway answered RESUME with the READY of another session")));
                }
                deliver(payload, establish.session());
                if (!establish.warning().isEmpty()) {
                    report(payload, establish.warning());
                }
                tally.begun();
                establish();
            }
            case Step.Resumed resumed -> {
                deliver(payload, null);
                tally.resumed();
                establish();
            }
            case Step.Hello hello -> greet(payload, hello);
            case Step.Beat beat -> {
                show(payload);
                // A beat carries the last sequence, so what was read before it is handed over first, unless that
                // would have to wait for the user.
                shard.mailbox().deliverIfItFits(batch);
                outbox.beat();
            }
            case Step.Acknowledge acknowledge -> {
                answered(latency.acknowledged(shard.time().nanoTime()));
                acknowledged = true;
                show(payload);
            }
            case Step.Skip skip -> {}
            case Step.Show show -> show(payload);
            case Step.Report report -> {
                show(payload);
                report(payload, report.problem());
            }
            case Step.End end -> {
                if (payload.op() == Protocol.DISPATCH) {
                    // A dispatch that is delivered raw counts for the session, but this one must not count.
                    report(payload, end.ending().reason());
                } else {
                    show(payload);
                }
                throw end(end.ending());
            }
        }
    }

    private void deliver(Payload payload, @Nullable Session established) {
        shard.requests().see(payload);
        batch.add(new Parcel.Received(payload, established));
        sequence = established != null ? established.sequence() : Math.max(sequence, payload.sequence());
        if (vitals.phase() == Protocol.Phase.RESUMING) {
            vitals.replayed();
        }
    }

    private void answered(long nanos) {
        if (nanos == LatencyLog.NO_BEAT) {
            return;
        }
        tally.answered(nanos);
        HeartbeatEvent event = Flight.heartbeat(shard.id().number(), shard.id().total());
        if (event != null) {
            event.finish(nanos);
        }
    }

    private void show(Payload payload) {
        batch.add(new Parcel.Received(payload, null));
    }

    private void report(Payload payload, String problem) {
        batch.add(new Parcel.Notice(new Malformed(payload, new IOException(problem))));
    }

    /** Changes the state, before the user can see the payload that has changed it. */
    private void establish() {
        vitals.established();
        handshake.established();
        outbox.wake();
    }

    private void greet(Payload payload, Step.Hello hello) {
        Session session = dial.resumes();
        vitals.greeted(hello.heartbeatInterval());
        heartbeat.tell(new Heartbeat.Input.Hello(hello.heartbeatInterval()));
        greeted.countDown();
        if (session != null) {
            handshake.resumes();
            outbox.handshake(PayloadWriter.resume(shard.config(), session));
        }
        show(payload);
        batch.add(new Parcel.Notice(new Connected(payload, dial.url(), hello.heartbeatInterval(), session != null)));
    }

    private Ending.Signal end(Ending last) {
        ending = last;
        return last.signal();
    }
}
