package dev.nightjar.gateway.inflate;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The inflater for {@code zlib-stream}, where the messages of a connection are one zlib stream that never ends. A payload ends
 * where a WebSocket message ends with the suffix of a flush; it may take several messages.
 *
 * <p>Confined to the reader.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#zlibstream">Discord: zlib-stream</a>
 */
final class ZlibInflater extends MessageInflater {

    private static final int FLUSH = 0x0000FFFF;
    private static final int NOTHING_YET = -1; // four bytes of the suffix must follow before the suffix is found

    private final ZlibStream stream;

    /** The last four bytes of the payload so far, whatever parts they came in: the suffix itself may be cut. */
    private int tail = NOTHING_YET;

    ZlibInflater(int maxPayloadBytes) {
        stream = new ZlibStream(maxPayloadBytes);
    }

    @Override
    byte @Nullable [] feed(ByteBuffer part, boolean last) throws InflateException {
        for (int i = Math.max(part.position(), part.limit() - Integer.BYTES); i < part.limit(); i++) {
            tail = tail << Byte.SIZE | (part.get(i) & 0xFF);
        }
        stream.inflate(part);
        if (stream.isFinished()) {
            throw new InflateException("The zlib stream ends, and its connection does not");
        }
        if (!last || tail != FLUSH) {
            return null;
        }
        tail = NOTHING_YET;
        return stream.take();
    }

    @Override
    void restart() {
        tail = NOTHING_YET;
        stream.reset();
    }

    @Override
    void release() {
        stream.end();
    }
}
