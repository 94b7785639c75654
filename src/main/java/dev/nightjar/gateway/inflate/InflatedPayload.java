package dev.nightjar.gateway.inflate;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The output buffer of a decompressor: it collects the bytes of one payload, up to a limit that is checked before memory is
 * allocated.
 *
 * <p>A decompressor writes into a fixed window. A payload that fits, as nearly all do, is copied once, into its exact array. A
 * larger payload is collected window by window and joined at its end, so it takes twice its size for a moment. At the
 * beginning of a session many large payloads follow each other, so some of these windows are kept for the next one. The first
 * payload that fits frees them: one large guild must not make its shard large for ever.
 *
 * <p>Confined to the reader.
 */
final class InflatedPayload {

    /**
     * The size of the window, in native memory that each shard holds. Most payloads have a tenth of it. A larger payload costs
     * a second copy, which is cheap compared with inflating it.
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

    /** The window to inflate into. It always has room. */
    ByteBuffer window() {
        return window;
    }

    /**
     * Counts what was inflated, and makes room.
     *
     * @return whether the window was full, so that the decompressor may hold more without any input
     * @throws InflateException when the payload is over its limit
     */
    boolean drain() throws InflateException {
        if (size() > maxBytes) {
            throw InflateException.tooLarge("A payload inflates to more than " + maxBytes
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

    /** Returns the whole payload, and begins the next one. */
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

    /** The number of bytes that are held in addition to the window. */
    long heldBytes() {
        return chunkBytes() + (long) spare.size() * WINDOW_BYTES;
    }

    /** The number of bytes so far of the incomplete payload. */
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
