package dev.nightjar.gateway;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The bytes of one payload as a decompressor puts them out, up to a limit that is checked before memory is taken.
 *
 * <p>A decompressor writes into a fixed window. A payload that fits, as nearly all do, is copied once, into its exact
 * array. A larger one is put aside window by window and put together at its end, so it takes twice its size for a
 * moment. Only the window is kept for the next payload: one large guild must not make its shard large for ever. What was
 * put aside is used again by whichever shard needs it next.
 *
 * <p>Confined to the reader.
 */
final class InflatedPayload {

    /**
     * Native memory that each shard holds. Most payloads have a tenth of it; a larger one costs a second copy, which is
     * little beside inflating it.
     */
    static final int WINDOW_BYTES = 8 * 1024;

    private static final int SPARE_CHUNKS = 64; // half a megabyte for all shards together

    private static final BlockingQueue<byte[]> SPARE = new ArrayBlockingQueue<>(SPARE_CHUNKS);

    private final int maxBytes;
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    private List<byte[]> chunks = new ArrayList<>(0); // each a full window

    InflatedPayload(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Where to inflate to. It always has room. */
    ByteBuffer window() {
        return window;
    }

    /**
     * Takes note of what was inflated, and makes room.
     *
     * @return whether the window was full, so that the decompressor may hold more without any input
     * @throws InflateException when the payload is over its limit
     */
    boolean drain() throws InflateException {
        if (size() > maxBytes) {
            throw new InflateException("A payload inflates to more than " + maxBytes
                    + " bytes. If it is a real one, raise GatewayConfig.Builder.maxPayloadBytes");
        }
        if (window.hasRemaining()) {
            return false;
        }
        byte[] spare = SPARE.poll();
        byte[] chunk = spare == null ? new byte[WINDOW_BYTES] : spare;
        window.flip().get(chunk).clear();
        chunks.add(chunk);
        return true;
    }

    /** The whole payload. The next one begins. */
    byte[] take() throws InflateException {
        byte[] payload = chunks.isEmpty() ? copyWindow() : join();
        if (payload.length == 0) {
            throw new InflateException("A message inflates to nothing");
        }
        if (!Utf8.isValid(payload)) {
            throw new InflateException("A payload of " + payload.length + " bytes is not UTF-8");
        }
        return payload;
    }

    void clear() {
        window.clear();
        chunks = new ArrayList<>(0);
    }

    /** The bytes that are held for a payload that is not complete; the window not counted. */
    long chunkBytes() {
        return (long) chunks.size() * WINDOW_BYTES;
    }

    private long size() {
        return chunkBytes() + window.position();
    }

    private byte[] copyWindow() {
        byte[] bytes = new byte[window.flip().remaining()];
        window.get(bytes).clear();
        return bytes;
    }

    private byte[] join() {
        ByteBuffer whole = ByteBuffer.allocate((int) size());
        for (byte[] chunk : chunks) {
            whole.put(chunk);
            SPARE.offer(chunk); // refused when there are enough
        }
        whole.put(window.flip());
        clear();
        return whole.array();
    }
}
