package dev.nightjar.gateway.inflate;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The inflater for {@code zstd-stream}, where the messages of a connection are one zstd frame that never ends. Each WebSocket
 * message is one payload, flushed at the end of a block. Some servers end their frame with each message and begin another with
 * the next, which is read too.
 *
 * <p>libzstd does not say whether a message stopped inside a block, so {@link ZstdFrame} follows the blocks beside it.
 *
 * <p>Confined to the reader.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#zstdstream">Discord: zstd-stream</a>
 */
final class ZstdInflater extends MessageInflater {

    /**
     * The size of the input buffer, in native memory that each shard holds. Nearly every part of a message fits, and then
     * takes one native call.
     */
    private static final int INPUT_BYTES = 4 * 1024;

    private final ZstdFrame frame;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    private final InflatedPayload payload;

    ZstdInflater(int maxPayloadBytes, int maxWindowBytes) {
        frame = new ZstdFrame(maxWindowBytes);
        payload = new InflatedPayload(maxPayloadBytes);
    }

    @Override
    byte @Nullable [] feed(ByteBuffer part, boolean last) throws InflateException {
        while (part.hasRemaining()) {
            // Parts are slices of the heap. libzstd reads them out of a direct buffer: its heap calls refuse read-only
            // buffers, and hold off some garbage collectors while they run.
            int length = Math.min(part.remaining(), input.capacity());
            input.clear().put(0, part, part.position(), length).limit(length);
            part.position(part.position() + length);

            frame.follow(input);
            input.rewind();
            decompress();
        }
        if (!last) {
            return null;
        }
        if (!frame.isBetweenBlocks()) {
            throw new InflateException("A message ends inside a zstd block");
        }
        frame.endMessage();
        return payload.take();
    }

    private void decompress() throws InflateException {
        boolean full;
        do {
            try {
                // The result is true at the end of a frame, behind which the ZstdFrame has refused every byte. This
                // loop
                // ends because every call reads or writes something, but for one that finds a window filled to the
                // last byte of a payload; otherwise libzstd reports an error.
                context.decompressDirectByteBufferStream(payload.window(), input);
            } catch (ZstdException e) {
                throw new InflateException("The zstd stream is broken: " + e.getMessage(), e);
            }
            full = payload.drain();
        } while (full || input.hasRemaining());
    }

    @Override
    void restart() {
        context.reset();
        frame.reset();
        payload.clear();
    }

    @Override
    void release() {
        context.close();
    }
}
