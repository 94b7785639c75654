package dev.nightjar.gateway.inflate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The parser of the headers of a zstd frame and its blocks. It reads each part before libzstd does, to refuse some frames that
 * libzstd would accept, and to know where a block ends. A header may come in several parts. A frame may end where a message
 * ends; the next message then begins another frame.
 *
 * <p>Confined to the reader.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878.html#section-3.1.1">RFC 8878 3.1.1</a>
 */
final class ZstdFrame {

    private static final int MAGIC = 0xFD2FB528;
    private static final int MAGIC_AND_DESCRIPTOR_BYTES = 5;
    private static final int MAX_HEADER_BYTES = 14; // without a dictionary id
    private static final int BLOCK_HEADER_BITS = 24;
    private static final int RLE_BLOCK = 1;
    private static final int CHECKSUM_BYTES = 4;

    private final int maxWindowBytes;

    /** The frame's header as far as it has come. */
    private final ByteBuffer header = ByteBuffer.allocate(MAX_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private boolean begun; // past the frame's header
    private int block; // the block's header as far as it has come
    private int blockBits; // how many bits of that header have come
    private int blockBytes; // how many bytes of the block, or of the checksum, are still to come
    private boolean lastBlock; // the frame's last block has begun
    private boolean ended; // all of the frame has come

    ZstdFrame(int maxWindowBytes) {
        this.maxWindowBytes = maxWindowBytes;
        reset();
    }

    void reset() {
        begun = false;
        block = 0;
        blockBits = 0;
        blockBytes = 0;
        lastBlock = false;
        ended = false;
        header.clear().limit(MAGIC_AND_DESCRIPTOR_BYTES);
    }

    /** Follows the frame through these bytes, to their end. */
    void follow(ByteBuffer bytes) throws InflateException {
        while (bytes.hasRemaining()) {
            if (ended) {
                throw new InflateException(
                        "The zstd frame ends with " + bytes.remaining() + " bytes of the message left");
            }
            if (blockBytes > 0) {
                int skipped = Math.min(blockBytes, bytes.remaining());
                bytes.position(bytes.position() + skipped);
                blockBytes -= skipped;
                ended = lastBlock && blockBytes == 0;
            } else if (begun) {
                readBlockHeader(bytes.get());
            } else {
                readHeader(bytes.get());
            }
        }
    }

    /** Whether all blocks that were begun have ended, and the checksum too if the frame has ended. */
    boolean isBetweenBlocks() {
        return begun && blockBytes == 0 && blockBits == 0;
    }

    /** Notes that the message has ended, between blocks. If the frame has ended too, the next message begins another one. */
    void endMessage() {
        if (ended) {
            reset();
        }
    }

    private void readBlockHeader(byte next) {
        block |= (next & 0xFF) << blockBits;
        blockBits += Byte.SIZE;
        if (blockBits < BLOCK_HEADER_BITS) {
            return;
        }
        boolean repeatsOneByte = (block >> 1 & 3) == RLE_BLOCK;
        blockBytes = repeatsOneByte ? 1 : block >> 3;
        lastBlock = (block & 1) != 0;
        if (lastBlock && hasChecksum()) {
            blockBytes += CHECKSUM_BYTES;
        }
        ended = lastBlock && blockBytes == 0;
        block = 0;
        blockBits = 0;
    }

    private void readHeader(byte next) throws InflateException {
        header.put(next);
        if (header.hasRemaining()) {
            return;
        }
        if (header.position() == MAGIC_AND_DESCRIPTOR_BYTES) {
            readDescriptor();
        } else {
            readWindow();
        }
    }

    private void readDescriptor() throws InflateException {
        if (header.getInt(0) != MAGIC) {
            throw new InflateException("The stream does not begin with a zstd frame");
        }
        if ((descriptor() & 3) != 0) {
            throw new InflateException("The zstd frame wants a dictionary");
        }
        int windowBytes = isSingleSegment() ? 0 : 1;
        header.limit(MAGIC_AND_DESCRIPTOR_BYTES + windowBytes + contentSizeBytes());
    }

    private void readWindow() throws InflateException {
        long window = isSingleSegment() ? contentSize() : windowSize(header.get(MAGIC_AND_DESCRIPTOR_BYTES));
        if (Long.compareUnsigned(window, maxWindowBytes) > 0) {
            throw new InflateException("The zstd frame wants a window of " + Long.toUnsignedString(window)
                    + " bytes, more than " + maxWindowBytes
                    + ". If it is a real one, raise GatewayConfig.Builder.maxZstdWindowBytes");
        }
        begun = true;
    }

    private int descriptor() {
        return header.get(MAGIC_AND_DESCRIPTOR_BYTES - 1) & 0xFF;
    }

    /** Whether the window is as large as the content, and the header says how large that is. */
    private boolean isSingleSegment() {
        return (descriptor() & 0x20) != 0;
    }

    private boolean hasChecksum() {
        return (descriptor() & 4) != 0;
    }

    private int contentSizeBytes() {
        int flag = descriptor() >> 6;
        return flag == 0 ? (isSingleSegment() ? 1 : 0) : 1 << flag;
    }

    private long contentSize() {
        return switch (contentSizeBytes()) {
            case 1 -> header.get(MAGIC_AND_DESCRIPTOR_BYTES) & 0xFF;
            case 2 -> (header.getShort(MAGIC_AND_DESCRIPTOR_BYTES) & 0xFFFF) + 256;
            case 4 -> header.getInt(MAGIC_AND_DESCRIPTOR_BYTES) & 0xFFFFFFFFL;
            default -> header.getLong(MAGIC_AND_DESCRIPTOR_BYTES);
        };
    }

    private static long windowSize(byte descriptor) {
        long power = 1L << (10 + (descriptor >> 3 & 0x1F));
        return power + power / 8 * (descriptor & 7);
    }
}
