package dev.nightjar.recorder;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Collects lines into blocks, compresses them, and gives them to a ring. A block that could not be written stays, and is written
 * with the next {@link #flush}. Confined to one thread.
 */
final class Blocks implements AutoCloseable {

    /** The size at which a block is written: larger ones compress hardly better. */
    static final int ENOUGH = 256 * 1024;

    /** A line that is longer gets a block of its own, so that nothing else is lost with it when it does not fit into a file. */
    private static final int LONG_LINE = 64 * 1024;

    private static final int ROOM_FOR_HEADER = 8 * 1024;

    // The fastest of the levels with which zstd has all of its means.
    private static final int LEVEL = 1;

    private final Ring ring;
    private final Lines lines;
    private final int largestFrame;
    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final Bytes line = new Bytes(16 * 1024);
    private final Bytes block = new Bytes(ENOUGH + LONG_LINE);
    private byte[] frame = new byte[0];
    private int count;
    private long written;
    private long refused;

    /** Makes blocks that fit into files of this size. */
    Blocks(Ring ring, Lines lines, long partLimit) {
        this.ring = ring;
        this.lines = lines;
        this.largestFrame = (int) Math.min(Block.LARGEST, partLimit - Block.SIZE - ROOM_FOR_HEADER);
        zstd.setLevel(LEVEL);
        zstd.setChecksum(false); // the block has one
        zstd.setContentSize(true);
    }

    /** How many lines wait for the next flush. */
    int waiting() {
        return count;
    }

    /** How many lines are in files. */
    long written() {
        return written;
    }

    /** How many lines were too large for a file. */
    long refused() {
        return refused;
    }

    /** Makes the line of an entry, which {@link #append} then adds. */
    void encode(Entry entry) {
        line.clear(1 << 20);
        lines.add(entry, line);
    }

    /** Whether the line is so long that the block must be written before. */
    boolean isCrowded() {
        return count > 0 && line.size() > LONG_LINE;
    }

    /** Adds the line, unless no block has room for it. */
    void append() {
        if (line.size() > Block.LARGEST - block.size()) {
            refused++;
            return;
        }
        block.add(line.array(), 0, line.size());
        count++;
    }

    /** Whether the block should be written. */
    boolean isFull() {
        return block.size() >= ENOUGH || line.size() > LONG_LINE;
    }

    /** Writes what waits, unless it does not fit into a file. After an exception it still waits. */
    void flush() throws IOException {
        if (count == 0) {
            return;
        }
        int most = (int) Zstd.compressBound(block.size());
        if (frame.length < most) {
            frame = new byte[most];
        }
        int size = zstd.compressByteArray(frame, 0, most, block.array(), 0, block.size());
        if (size <= largestFrame) {
            Block head = Block.of(frame, size, block.size(), count);
            ring.write(ByteBuffer.wrap(head.bytes()), ByteBuffer.wrap(frame, 0, size));
            written += count;
        } else {
            refused += count;
        }
        count = 0;
        block.clear(ENOUGH + LONG_LINE);
        if (frame.length > 1 << 20) {
            frame = new byte[0];
        }
    }

    @Override
    public void close() {
        zstd.close();
    }
}
