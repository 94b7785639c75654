package dev.nightjar.gateway.simulator;

import io.netty.buffer.ByteBuf;

/** The encoder of a server's frames, which are never masked. RFC 6455 5.2 */
final class ServerFrame {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PONG = 0xA;

    /** Ends a message. */
    static final int FIN = 0x80;

    /** Enough for the head of any frame. */
    static final int HEAD_BYTES = 10;

    private ServerFrame() {}

    /** Appends one frame with the bytes from (inclusive) to (exclusive). */
    static void append(ByteBuf out, int firstByte, byte[] payload, int from, int to) {
        int length = to - from;
        out.writeByte(firstByte);
        if (length < 126) {
            out.writeByte(length);
        } else if (length <= 0xFFFF) {
            out.writeByte(126).writeShort(length);
        } else {
            out.writeByte(127).writeLong(length);
        }
        out.writeBytes(payload, from, length);
    }

    /** Appends a whole message in one frame. */
    static void append(ByteBuf out, int opcode, byte[] payload) {
        append(out, FIN | opcode, payload, 0, payload.length);
    }

    /** Appends one message as a frame and its continuations, cut before each of the positions. */
    static void appendFragmented(ByteBuf out, int opcode, byte[] payload, int... cuts) {
        int from = 0;
        for (int cut : cuts) {
            append(out, from == 0 ? opcode : CONTINUATION, payload, from, cut);
            from = cut;
        }
        append(out, FIN | (cuts.length == 0 ? opcode : CONTINUATION), payload, from, payload.length);
    }

    /** Appends one message for each piece, cut before each of the positions. */
    static void appendSplit(ByteBuf out, int opcode, byte[] payload, int... cuts) {
        int from = 0;
        for (int cut : cuts) {
            append(out, FIN | opcode, payload, from, cut);
            from = cut;
        }
        append(out, FIN | opcode, payload, from, payload.length);
    }
}
