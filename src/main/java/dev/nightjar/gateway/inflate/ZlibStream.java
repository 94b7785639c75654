package dev.nightjar.gateway.inflate;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zlib stream that is inflated part by part. It is an error if the stream stops before its input does: the JDK's Inflater
 * would return 0 for ever when bytes follow the end of the stream or when a dictionary is missing.
 *
 * <p>Confined to the reader.
 */
final class ZlibStream {

    private static final byte[] NOTHING = {};

    private final Inflater inflater = new Inflater();
    private final InflatedPayload payload;

    ZlibStream(int maxPayloadBytes) {
        payload = new InflatedPayload(maxPayloadBytes);
    }

    /** Inflates the part to its end, and all that the inflater holds back. */
    void inflate(ByteBuffer part) throws InflateException {
        inflater.setInput(part);
        boolean full;
        do {
            int inflated = inflateWindow();
            full = payload.drain();
            if (inflated == 0 && part.hasRemaining()) {
                throw new InflateException(reasonToStop() + " with " + part.remaining() + " bytes of the message left");
            }
        } while (full || part.hasRemaining());
        inflater.setInput(NOTHING); // otherwise an idle shard would keep the part in memory
    }

    private int inflateWindow() throws InflateException {
        try {
            return inflater.inflate(payload.window());
        } catch (DataFormatException e) {
            throw new InflateException("The zlib stream is broken: " + e.getMessage(), e);
        }
    }

    private String reasonToStop() {
        if (inflater.finished()) {
            return "The zlib stream ended";
        }
        return inflater.needsDictionary() ? "The zlib stream wants a dictionary" : "The zlib stream stopped";
    }

    /** Whether the stream has ended. */
    boolean isFinished() {
        return inflater.finished();
    }

    /** The bytes that were inflated since the last payload. */
    byte[] take() throws InflateException {
        return payload.take();
    }

    void reset() {
        inflater.reset();
        payload.clear();
    }

    /** Releases the native memory. */
    void end() {
        inflater.end();
    }
}
