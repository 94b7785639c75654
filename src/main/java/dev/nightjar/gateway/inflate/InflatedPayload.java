package dev.nightjar.gateway.inflate;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The bytes of one payload as a decompressor puts them out, up to a limit that is checked before memory is taken.
 *
 * <p>A decompressor writes into a fixed window. A payload that fits, as nearly all do, is copied once, into its exact
 * array. A larger one is put aside window by window and put together at its end, so it takes twice its size for a
 * moment. Large payloads come in rows, at the beginning of a session, so some of what was put aside serves the next one;
 * the first that fits lets it go: one large guild must not make its shard large for ever.
 *
 * <p>Confined to the reader.
 */
final class InflatedPayload {

    /**
     * Native memory that each shard holds. Most payloads have a tenth of it; a larger one costs a second copy, which is
     * little beside inflating it.
     */
    static final int WINDOW_BYTES = 8 * 1024;

    private static final int SPARE_CHUNKS = 8;

    private final int maxBytes;
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    private List<byte[]> chunks = new ArrayList<>(0); // each a full window
    private Deque<byte[]> spare = new ArrayDeque<>(0);

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
        byte[] used = spare.poll();
        byte[] chunk = used == null ? new byte[WINDOW_BYTES] : used;
        window.flip().get(chunk).clear();
        chunks.add(chunk);
        return true;
    }

    /** The whole payload. The next one begins. */
    byte[] take() throws InflateException {
        if (chunks.isEmpty() && !spare.isEmpty()) {
            spare = new ArrayDeque<>(0);
        }
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

    /** The bytes that are held beside the window. */
    long heldBytes() {
        return chunkBytes() + (long) spare.size() * WINDOW_BYTES;
    }

    /** Those of the payload that is not complete. */
    private long chunkBytes() {
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
            if (spare.size() < SPARE_CHUNKS) {
                spare.add(chunk);
            }
        }
        whole.put(window.flip());
        clear();
        return whole.array();
    }
}
