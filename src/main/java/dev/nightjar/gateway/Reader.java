package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.SessionInvalidated;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames to payloads to the mailbox, and the connection's phase. Confined to the reader's thread; what others look at is kept
 * in the connection.
 */
final class Reader {

    // A batch is handed over when nothing more is there to read, or at this many payloads: under load one
    // hand-over, and one wake-up of the user's thread, serves many.
    private static final int BATCH = 64;
    private static final int BATCH_BYTES = 256 * 1024;

    private final Connection connection;
    private final Protocol protocol;
    private final List<Parcel> batch = new ArrayList<>(BATCH);
    private int batchBytes;
    private final TimeSlice slice = new TimeSlice();
    private final StringBuilder text = new StringBuilder();
    private Protocol.Phase phase = Protocol.Phase.AWAITING_HELLO;
    private long sequence;

    Reader(Connection connection) {
        this.connection = connection;
        Session session = connection.resuming();
        this.protocol = new Protocol(
                connection.shard(), connection.config().gatewayUrl(), session == null ? null : session.id());
        this.sequence = session == null ? 0 : session.sequence();
    }

    void run() throws Ending.Signal, InterruptedException {
        while (true) {
            byte[] json = read(nextFrame());
            if (json != null) {
                receive(Payload.of(json));
                batchBytes += json.length;
                if (batch.size() >= BATCH || batchBytes >= BATCH_BYTES) {
                    handOver();
                }
                slice.useOne();
            }
        }
    }

    private Wire.Frame nextFrame() throws InterruptedException {
        Wire.Frame frame = connection.wire().poll();
        if (frame == null) {
            handOver();
            connection.readerWaits(true);
            frame = connection.wire().take();
            connection.readerWaits(false);
        }
        return frame;
    }

    /** The JSON of one payload, or null when more frames belong to it. */
    private byte @Nullable [] read(Wire.Frame frame) throws Ending.Signal {
        try {
            return switch (frame) {
                case Wire.Frame.Binary binary -> connection.inflater().inflate(binary.part(), binary.last());
                case Wire.Frame.Text part -> readText(part);
                case Wire.Frame.End end -> throw end(end.ending());
            };
        } catch (InflateException e) {
            throw end(Ending.resumable(Ending.Kind.BROKEN, String.valueOf(e.getMessage()), Payload.EMPTY));
        }
    }

    private byte @Nullable [] readText(Wire.Frame.Text part) throws InflateException {
        int limit = connection.config().maxPayloadBytes();
        if (text.length() + part.part().length() > limit) {
            throw new InflateException("A payload is longer than " + limit
                    + " bytes. GatewayConfig.Builder.maxPayloadBytes can raise the limit.");
        }
        if (part.last() && text.isEmpty()) {
            return utf8(part.part());
        }
        text.append(part.part());
        if (!part.last()) {
            return null;
        }
        byte[] json = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        text.trimToSize();
        return json;
    }

    /** Without a String in between, which would allocate several times as much. */
    private static byte[] utf8(CharSequence text) {
        ByteBuffer encoded =
                StandardCharsets.UTF_8.encode(text instanceof CharBuffer chars ? chars : CharBuffer.wrap(text));
        byte[] json = new byte[encoded.remaining()];
        encoded.get(json);
        return json;
    }

    private void receive(Payload payload) throws Ending.Signal, InterruptedException {
        switch (protocol.on(phase, sequence, payload)) {
            case Step.Deliver deliver -> deliver(payload, null);
            case Step.Establish establish -> {
                String replaced = establish.replaced();
                if (replaced != null) {
                    batch.add(new Parcel.Notice(new SessionInvalidated(
                            payload, replaced, "the gateway answered RESUME with the READY of another session")));
                }
                deliver(payload, establish.session());
                if (!establish.warning().isEmpty()) {
                    report(payload, establish.warning());
                }
                becomeActive();
            }
            case Step.Resumed resumed -> {
                deliver(payload, null);
                becomeActive();
            }
            case Step.Hello hello -> welcome(payload, hello);
            case Step.Beat beat -> {
                show(payload);
                // The beat says how far we are, so what was read before it counts first, unless that
                // waits for the user.
                if (connection.mailbox().hasRoomFor(batch.size(), batchBytes)) {
                    handOver();
                }
                connection.outbox().beat();
            }
            case Step.Acknowledge acknowledge -> {
                connection.latency().acknowledged(connection.now());
                show(payload);
                handOver();
                connection.latency().settle();
            }
            case Step.Skip skip -> {}
            case Step.Show show -> show(payload);
            case Step.Report report -> {
                show(payload);
                report(payload, report.problem());
            }
            case Step.End end -> {
                if (payload.op() == Protocol.DISPATCH) {
                    // A dispatch that is shown counts for the session, and this one may not.
                    report(payload, end.ending().reason());
                } else {
                    show(payload);
                }
                throw end(end.ending());
            }
        }
    }

    private void deliver(Payload payload, @Nullable Session established) {
        connection.requests().see(payload);
        batch.add(new Parcel.Received(payload, established));
        sequence = established != null ? established.sequence() : Math.max(sequence, payload.sequence());
        if (phase == Protocol.Phase.RESUMING) {
            connection.replayed();
        }
    }

    private void show(Payload payload) {
        batch.add(new Parcel.Received(payload, null));
    }

    private void report(Payload payload, String problem) {
        batch.add(new Parcel.Notice(new Malformed(payload, new IOException(problem))));
    }

    /** The state changes before the user can see the payload that changed it. */
    private void becomeActive() {
        phase = Protocol.Phase.ACTIVE;
        connection.enter(phase);
        connection.outbox().wake();
    }

    private void welcome(Payload payload, Step.Hello hello) {
        Session session = connection.resuming();
        phase = session == null ? Protocol.Phase.IDENTIFYING : Protocol.Phase.RESUMING;
        connection.greeted(hello.heartbeatInterval());
        connection.enter(phase);
        if (session != null) {
            connection.outbox().handshake(PayloadWriter.resume(connection.config(), session));
        }
        show(payload);
        batch.add(new Parcel.Notice(
                new Connected(payload, connection.url(), hello.heartbeatInterval(), session != null)));
    }

    private void handOver() throws InterruptedException {
        if (!batch.isEmpty()) {
            connection.mailbox().deliver(batch);
            batch.clear();
            batchBytes = 0;
        }
    }

    /** The connection is over. The owner hands over the rest, as nothing interrupts that. */
    private Ending.Signal end(Ending ending) {
        connection.hear(new Connection.LastWord(ending, List.copyOf(batch)));
        return ending.signal();
    }
}
