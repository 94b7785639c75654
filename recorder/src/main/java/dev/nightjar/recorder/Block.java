package dev.nightjar.recorder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before each block of a file: a frame that every decompressor of zstd skips, with the sizes and the checksum of the
 * frame that follows.
 *
 * @param compressed the size of the frame that follows
 * @param plain the size of the lines in it
 * @param lines how many lines it has
 * @param checksum the CRC-32C of the frame that follows
 */
record Block(int compressed, int plain, int lines, int checksum) {

    static final int SIZE = 8 + 20;

    /** The most that a block has, compressed or not: what is more is damage, and is not read. */
    static final int LARGEST = 32 << 20;

    private static final int MAGIC = 0x184D2A5B;

    static Block of(byte[] frame, int size, int plain, int lines) {
        return new Block(size, plain, lines, checksum(frame, 0, size));
    }

    static int checksum(byte[] bytes, int begin, int end) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, begin, end - begin);
        return (int) checksum.getValue();
    }

    byte[] bytes() {
        ByteBuffer to = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        to.putInt(MAGIC)
                .putInt(SIZE - 8)
                .putInt(compressed)
                .putInt(plain)
                .putInt(lines)
                .putInt(checksum);
        return to.putInt(checksum(to.array(), 8, SIZE - 4)).array();
    }

    /** Whether the bytes at this place may be the beginning of a block. */
    static boolean mayBeginAt(byte[] bytes, int at) {
        return bytes[at] == (byte) MAGIC && bytes[at + 1] == (byte) (MAGIC >> 8);
    }

    /** The block that these bytes announce, or null when they do not. */
    static @Nullable Block read(byte[] bytes, int at) {
        if (at + SIZE > bytes.length) {
            return null;
        }
        ByteBuffer from = ByteBuffer.wrap(bytes, at, SIZE).order(ByteOrder.LITTLE_ENDIAN);
        int magic = from.getInt();
        int size = from.getInt();
        Block block = new Block(from.getInt(), from.getInt(), from.getInt(), from.getInt());
        boolean isSound = magic == MAGIC
                && size == SIZE - 8
                && from.getInt() == checksum(bytes, at + 8, at + SIZE - 4)
                && block.compressed > 0
                && block.compressed <= LARGEST
                && block.plain > 0
                && block.plain <= LARGEST;
        return isSound ? block : null;
    }
}
