package dev.nightjar.gateway.inflate;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An inflater of the binary messages of a connection into gateway payloads: the bytes of their JSON, which were checked to be
 * UTF-8.
 *
 * <p>Each shard has one, and {@link #reset resets} it for each new connection, because the C library keeps most of the native
 * memory that a closed context releases.
 *
 * <p>Confined to the reader, or whoever reads instead of it. The owner calls {@link #reset} and {@link #close}, while there is no reader.
 */
public abstract sealed class MessageInflater implements AutoCloseable
        permits ZstdInflater, ZlibInflater, PayloadInflater, RefusingInflater {

    private enum State {
        READY,
        FAILED,
        CLOSED
    }

    private State state = State.READY;
    private boolean proven; // a message of this connection was inflated
    private int failedStarts; // connections in a row of which not even the first message was

    MessageInflater() {}

    /**
     * Whether zstd-jni is among the program's jars. Whether its native code loads on this machine, {@link #openZstd} finds out.
     *
     * @return true when {@link #openZstd} can be called
     */
    public static boolean hasZstd() {
        try {
            // The class is found and not initialized, which would load the native code.
            Objects.requireNonNull(ZstdDecompressCtx.class);
            return true;
        } catch (NoClassDefFoundError e) {
            return false;
        }
    }

    /**
     * Opens an inflater for {@code zstd-stream}. It holds native memory until it is closed.
     *
     * @param maxPayloadBytes the most bytes that one payload may have when inflated
     * @param maxWindowBytes the most bytes that the stream may refer back to, and so make libzstd allocate
     * @return an inflater that waits for the first message of a connection
     */
    public static MessageInflater openZstd(int maxPayloadBytes, int maxWindowBytes) {
        return new ZstdInflater(maxPayloadBytes, maxWindowBytes);
    }

    /**
     * Opens an inflater for {@code zlib-stream}. It holds native memory until it is closed.
     *
     * @param maxPayloadBytes the most bytes that one payload may have when inflated
     * @return an inflater that waits for the first message of a connection
     */
    public static MessageInflater openZlib(int maxPayloadBytes) {
        return new ZlibInflater(maxPayloadBytes);
    }

    /**
     * Opens an inflater for payload compression. It holds native memory until it is closed.
     *
     * @param maxPayloadBytes the most bytes that one payload may have when inflated
     * @return an inflater that waits for the first message of a connection
     */
    public static MessageInflater openPayload(int maxPayloadBytes) {
        return new PayloadInflater(maxPayloadBytes);
    }

    /**
     * Makes an inflater for connections without compression, where a binary message breaks the protocol.
     *
     * @return an inflater that refuses every message, and holds nothing
     */
    public static MessageInflater refusing() {
        return new RefusingInflater();
    }

    /**
     * Feeds one part of a binary WebSocket message.
     *
     * @param part any buffer of any size, read up to its limit and not kept
     * @param last whether the WebSocket message ends here
     * @return the bytes of one payload, the caller's to keep, or null when more is needed
     * @throws InflateException when the stream is broken or over a limit, and from then on until {@link #reset}
     */
    public final byte @Nullable [] inflate(ByteBuffer part, boolean last) throws InflateException {
        switch (state) {
            case READY -> {}
            case FAILED -> throw new InflateException("The stream broke at an earlier message; it cannot be read on");
            case CLOSED -> throw new IllegalStateException("The inflater is closed");
        }

        // After an error a decompressor may continue, with no bytes or with wrong ones.
        state = State.FAILED;
        byte[] payload = feedOrExplain(part, last);
        state = State.READY;
        return payload;
    }

    private byte @Nullable [] feedOrExplain(ByteBuffer part, boolean last) throws InflateException {
        byte[] payload;
        try {
            payload = feed(part, last);
        } catch (InflateException e) {
            throw proven || e.isTooLarge() ? e : failedStart(e);
        }
        if (payload != null) {
            proven = true;
            failedStarts = 0;
        }
        return payload;
    }

    /**
     * A first message that does not inflate. Once it may be damage on the way; from the second connection in a row on the
     * gateway compresses in another way than it was asked to, which no further attempt changes.
     */
    private InflateException failedStart(InflateException cause) {
        failedStarts++;
        return failedStarts == 1
                ? cause
                : new InflateException(
                        cause.getMessage() + ". Not one message of the last " + failedStarts + " connections could be"
                                + " decompressed, so this gateway does not compress as it is asked to: choose another"
                                + " GatewayConfig.Builder.compression (ZSTD, ZLIB, PAYLOAD or NONE)",
                        cause);
    }

    /** Forgets everything that was fed, incomplete payloads and errors too, for a new connection. */
    public final void reset() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("The inflater is closed");
        }
        restart();
        state = State.READY;
        proven = false;
    }

    /** Releases the native memory. Closing again does nothing. */
    @Override
    public final void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            release();
        }
    }

    /**
     * Whether the native memory is released.
     *
     * @return true after {@link #close}
     */
    public final boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Does the work of {@link #inflate}. After an exception it is not called again before {@link #restart}. */
    abstract byte @Nullable [] feed(ByteBuffer part, boolean last) throws InflateException;

    abstract void restart();

    abstract void release();
}
