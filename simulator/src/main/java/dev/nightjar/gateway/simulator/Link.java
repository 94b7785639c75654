package dev.nightjar.gateway.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of one connection to a simulated gateway: it sends payloads at once, and the events of its session as fast
 * as the socket takes them. Confined to the event loop.
 */
final class Link {

    private static final int BATCH_BYTES = 64 * 1024;
    private static final int BATCHES_PER_TURN = 8; // then reading has its turn
    private static final int RESERVED_BLOCK = 0x06; // bits 1 and 2 of a block: no valid type, in deflate and in zstd
    private static final int RSV1 = 0x40;
    private static final int SUFFIX_BYTES = 4; // of a payload in a zlib stream

    private final ServerConnection connection;
    private final Compressor compressor;
    private final Conduct conduct;
    private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(); // encoded, but not written

    private @Nullable SimulatedSession session;
    private long cursor; // the next sequence to send
    private @Nullable Compressor eventCompressor; // for payload compression
    private boolean holding;
    private boolean closing;
    private boolean pumping; // a turn of the pump is scheduled
    private boolean corruptNext;
    private boolean contextUsed;

    Link(ServerConnection connection, Conduct conduct) {
        this.connection = connection;
        this.compressor = Compressor.open(connection.request());
        this.conduct = conduct;
    }

    Conduct conduct() {
        return conduct;
    }

    ServerConnection connection() {
        return connection;
    }

    @Nullable
    SimulatedSession session() {
        return session;
    }

    /** The sequence from which on events were not sent yet. */
    long cursor() {
        return cursor;
    }

    /** Whether this side has started to end the connection. */
    boolean isClosing() {
        return closing;
    }

    /** Whether more can be sent without piling up. */
    boolean isReady() {
        return !closing && !holding && held.isEmpty() && connection.isWritable();
    }

    /** Serves a session from one of its sequences on. */
    void attach(SimulatedSession to, long from) {
        session = to;
        cursor = from;
        boolean eachPayload = to.compressesPayloads() && compressor instanceof Compressor.Plain;
        eventCompressor = eachPayload ? new Compressor.EachPayload() : null;
    }

    void detach() {
        session = null;
    }

    /** Sends a payload that is no event. */
    void send(String json) {
        if (!closing && connection.isOpen()) {
            byte[] bytes = json.getBytes(UTF_8);
            ByteBuf out = connection.buffer(bytes.length + ServerFrame.HEAD_BYTES);
            encode(out, compressor, bytes);
            write(out);
        }
    }

    /** Sends what the session has, as far as the socket takes it. */
    void pump() {
        for (int batch = 0; isReady() && connection.isOpen() && batch < BATCHES_PER_TURN; batch++) {
            ByteBuf out = fill(true);
            if (out == null) {
                return;
            }
            write(out);
        }
        if (isReady() && !pumping) {
            pumping = true;
            connection.execute(() -> {
                pumping = false;
                pump();
            });
        }
    }

    /** The next batch of events; null if there are none. */
    private @Nullable ByteBuf fill(boolean generate) {
        SimulatedSession current = session;
        if (current == null || !(cursor <= current.log().last() || (generate && current.generate()))) {
            return null;
        }
        ByteBuf out = connection.buffer(BATCH_BYTES);
        do {
            byte[] json = current.log().at(cursor).json(cursor);
            encode(out, eventCompressor == null ? compressor : eventCompressor, json);
            cursor++;
        } while (out.readableBytes() < BATCH_BYTES
                && (cursor <= current.log().last() || (generate && current.generate())));
        return out;
    }

    /** Encodes the events of the session and keeps them, and whatever comes after them, until {@link #release()}. */
    void hold() {
        holding = true;
        for (ByteBuf out = fill(false); out != null; out = fill(false)) {
            held.add(out);
        }
    }

    /** Sends what was kept, as fast as the socket takes it. */
    void release() {
        holding = false;
        writable();
    }

    void writable() {
        while (!holding && !held.isEmpty() && connection.isWritable()) {
            connection.write(held.remove());
        }
        pump();
    }

    private void write(ByteBuf out) {
        if (holding || !held.isEmpty()) {
            held.add(out);
        } else {
            connection.write(out);
        }
    }

    private void encode(ByteBuf out, Compressor with, byte[] json) {
        byte[] message = with.compress(json);
        if (corruptNext) {
            corruptNext = false;
            appendCorrupt(out, with, message);
        } else if (conduct.split() != Conduct.Split.NOT) {
            appendInParts(out, with, message, conduct.split());
        } else {
            ServerFrame.append(out, with.opcode(), message);
        }
        contextUsed = true;
    }

    private void appendCorrupt(ByteBuf out, Compressor with, byte[] message) {
        if (with instanceof Compressor.Plain) {
            ServerFrame.append(out, RSV1 | with.opcode(), message);
        } else {
            boolean first = !contextUsed || with instanceof Compressor.EachPayload;
            message[first ? with.prefixBytes() : 0] |= RESERVED_BLOCK;
            ServerFrame.append(out, with.opcode(), message);
        }
    }

    private static void appendInParts(ByteBuf out, Compressor with, byte[] message, Conduct.Split split) {
        int third = message.length / 3;
        if (message.length < SUFFIX_BYTES + 2) {
            ServerFrame.append(out, with.opcode(), message);
        } else if (with.splits()) {
            int last = message.length - (split == Conduct.Split.BEFORE_SUFFIX ? SUFFIX_BYTES : SUFFIX_BYTES / 2);
            ServerFrame.appendSplit(out, with.opcode(), message, Math.min(third, last - 1), last);
        } else {
            ServerFrame.appendFragmented(out, with.opcode(), message, third, 2 * third);
        }
    }

    /** Sends a message that cannot be decoded. */
    void corrupt() {
        corruptNext = true;
        send(Op.payload(Op.ACK, "null"));
    }

    /** Sends a frame against RFC 6455 5.2: a control frame in fragments, with a reserved opcode. */
    void invalidFrame() {
        write(connection.buffer(2).writeByte(0x0B).writeByte(0));
    }

    void close(int code, String reason) {
        if (!closing) {
            flushHeld();
            closing = true;
            connection.close(code, reason);
        }
    }

    /** Ends the connection without a close frame. */
    void hangUp() {
        closing = true;
        connection.hangUp();
    }

    private void flushHeld() {
        held.forEach(connection::write);
        held.clear();
    }

    /** Frees what the connection held. */
    void dispose() {
        closing = true;
        held.forEach(ByteBuf::release);
        held.clear();
        compressor.close();
    }
}
