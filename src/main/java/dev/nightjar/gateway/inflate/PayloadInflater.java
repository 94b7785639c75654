package dev.nightjar.gateway.inflate;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The inflater for payload compression, where each binary message is a whole zlib stream and one payload.
 *
 * <p>Confined to the reader.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#payload-compression">Discord: Payload Compression</a>
 */
final class PayloadInflater extends MessageInflater {

    private final ZlibStream stream;

    PayloadInflater(int maxPayloadBytes) {
        stream = new ZlibStream(maxPayloadBytes);
    }

    @Override
    byte @Nullable [] feed(ByteBuffer part, boolean last) throws InflateException {
        stream.inflate(part);
        if (!last) {
            return null;
        }
        if (!stream.isFinished()) {
            throw new InflateException("A message ends before its zlib stream");
        }
        byte[] payload = stream.take();
        stream.reset();
        return payload;
    }

    @Override
    void restart() {
        stream.reset();
    }

    @Override
    void release() {
        stream.end();
    }
}
