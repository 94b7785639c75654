package dev.nightjar.gateway;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the binary messages of a connection into gateway payloads: the bytes of their JSON, checked to be UTF-8.
 *
 * <p>One for each shard, kept over its connections and {@link #reset} for each new one, because the C library keeps most
 * of the native memory that a closed context gives back.
 *
 * <p>Confined to the reader. {@link #reset} and {@link #close} are the shard's, while it has no reader.
 */
abstract sealed class Inflater implements AutoCloseable
        permits ZstdInflater, ZlibInflater, PayloadInflater, RefusingInflater {

    private enum State {
        READY,
        FAILED,
        CLOSED
    }

    private State state = State.READY;

    /**
     * Opens an inflater for what the gateway sends when asked for this compression. It holds native memory until it is
     * closed.
     *
     * @param maxPayloadBytes the most bytes that one payload may have when inflated
     * @param maxZstdWindowBytes the most bytes that a zstd stream may refer back to, and so make libzstd allocate
     */
    static Inflater open(Compression compression, int maxPayloadBytes, int maxZstdWindowBytes) {
        return switch (compression) {
            case ZSTD -> new ZstdInflater(maxPayloadBytes, maxZstdWindowBytes);
            case ZLIB -> new ZlibInflater(maxPayloadBytes);
            case PAYLOAD -> new PayloadInflater(maxPayloadBytes);
            case NONE -> new RefusingInflater();
        };
    }

    /**
     * Feeds one part of a binary WebSocket message.
     *
     * @param part any buffer of any size, read up to its limit and not kept
     * @param last whether the WebSocket message ends here
     * @return the bytes of one payload, the caller's to keep, or null when more is needed
     * @throws InflateException when the stream is broken or over a limit, and from then on until {@link #reset}
     */
    final byte @Nullable [] inflate(ByteBuffer part, boolean last) throws InflateException {
        switch (state) {
            case READY -> {}
            case FAILED -> throw new InflateException("The stream broke at an earlier message; it cannot be read on");
            case CLOSED -> throw new IllegalStateException("The inflater is closed");
        }

        // A decompressor that has met an error may go on as if nothing had happened, with nothing or with wrong bytes.
        state = State.FAILED;
        byte[] payload = feed(part, last);
        state = State.READY;
        return payload;
    }

    /** Forgets all that was fed, half payloads and errors included: a new connection begins. */
    final void reset() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("The inflater is closed");
        }
        restart();
        state = State.READY;
    }

    /** Releases the native memory. Closing again does nothing. */
    @Override
    public final void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            release();
        }
    }

    final boolean isClosed() {
        return state == State.CLOSED;
    }

    /** As {@link #inflate}; after an exception it is not called again before {@link #restart}. */
    abstract byte @Nullable [] feed(ByteBuffer part, boolean last) throws InflateException;

    abstract void restart();

    abstract void release();
}
