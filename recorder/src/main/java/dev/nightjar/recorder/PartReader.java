package dev.nightjar.recorder;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of a recording, block by block. It holds no file open between two blocks, so nothing must be closed. Confined to one
 * thread.
 */
final class PartReader {

    // What is searched for the next block: little at first, because the next one begins soon in a file that was made
    // to be damaged.
    private static final int FIRST_WINDOW = 16 * Block.SIZE;
    private static final int LAST_WINDOW = 1 << 20;

    private final Path file;
    private final boolean passesDamage;
    private final ArrayDeque<Recorded> next = new ArrayDeque<>();
    private long offset;
    private long bytesRead;
    private long bytesInVain; // of frames that were not what their blocks announce
    private boolean isOver;

    /** @param passesDamage whether damage in the middle is an entry instead of an exception */
    PartReader(Path file, boolean passesDamage) {
        this.file = file;
        this.passesDamage = passesDamage;
    }

    /**
     * The header; empty when the process was killed before it had written one.
     *
     * @param passesDamage whether it is empty, too, when it is damaged
     */
    static Optional<Header> header(Path file, boolean passesDamage) {
        try (FileChannel channel = open(file)) {
            byte[] fixed = read(channel, file, 0, Header.FIXED);
            if (fixed.length < Header.FIXED) {
                return Optional.empty();
            }
            int size = Header.size(fixed);
            byte[] whole = read(channel, file, 0, size);
            return whole.length < size ? Optional.empty() : Optional.of(Header.read(whole));
        } catch (Header.NoHeaderException e) {
            if (passesDamage && e.isDamage()) {
                return Optional.empty();
            }
            throw none(file, e);
        } catch (IOException e) {
            throw failed(file, 0, e);
        }
    }

    /** How many bytes it has read so far, some more than once. */
    long bytesRead() {
        return bytesRead;
    }

    /** The next entry, or null at the end. */
    @Nullable
    Recorded next() {
        while (next.isEmpty() && !isOver) {
            readBlock();
        }
        return next.poll();
    }

    private void readBlock() {
        try (FileChannel channel = open(file)) {
            long size = channel.size();
            if (offset == 0) {
                offset = sizeOfHeader(channel);
            }
            if (offset >= size) {
                isOver = true;
                return;
            }
            Block block = Block.read(read(channel, offset, Block.SIZE), 0);
            byte[] frame = block == null ? null : frame(channel, block);
            if (block == null || frame == null) {
                unreadable(channel, size);
            } else {
                lines(block, frame);
                offset += Block.SIZE + block.compressed();
            }
        } catch (IOException e) {
            throw failed(file, offset, e);
        }
    }

    private static RecordingException none(Path file, Header.NoHeaderException e) {
        return new RecordingException(file + " cannot be read as a recording, at offset 0: " + e.getMessage(), e);
    }

    /** Where the first block begins; 0 when the header is not all there, or is damaged. */
    private long sizeOfHeader(FileChannel channel) throws IOException {
        byte[] fixed = read(channel, 0, Header.FIXED);
        if (fixed.length < Header.FIXED) {
            return 0;
        }
        try {
            int size = Header.size(fixed);
            return size > channel.size() ? 0 : size;
        } catch (Header.NoHeaderException e) {
            if (passesDamage && e.isDamage()) {
                return 0;
            }
            throw none(file, e);
        }
    }

    /** The frame of a block, or null when it is not all there, or not what was written. */
    private byte @Nullable [] frame(FileChannel channel, Block block) throws IOException {
        long begin = offset + Block.SIZE;
        if (block.compressed() > channel.size() - begin) {
            return null;
        }
        byte[] bytes = read(channel, begin, block.compressed());
        if (Block.checksum(bytes, 0, bytes.length) == block.checksum()) {
            return bytes;
        }
        bytesInVain += bytes.length;
        return null;
    }

    private void lines(Block block, byte[] frame) {
        byte[] plain = new byte[block.plain()];
        long size;
        try {
            // It writes no more than the array has, whatever the frame says.
            size = Zstd.decompress(plain, frame);
        } catch (ZstdException e) {
            throw broken("its block is no frame of zstd: " + e.getMessage());
        }
        if (size != block.plain()) {
            throw broken("its block has not the " + block.plain() + " bytes that it announces");
        }
        int begin = 0;
        for (int at = 0; at < plain.length; at++) {
            if (plain[at] == '\n') {
                try {
                    next.add(LineReader.read(plain, begin, at));
                } catch (LineReader.BadLineException e) {
                    throw broken(
                            "line " + (next.size() + 1) + " of its block is none of a recording: " + e.getMessage());
                }
                begin = at + 1;
            }
        }
        if (next.size() != block.lines()) {
            throw broken("its block has not the " + block.lines() + " lines that it announces");
        }
    }

    /** What a sound block has and no writer of this format wrote. */
    private RecordingException broken(String problem) {
        return new RecordingException(file + " cannot be read at offset " + offset + ": " + problem
                + ". Another program or a newer version has written it: read it with that");
    }

    /** The end that a killed process leaves, or damage. */
    private void unreadable(FileChannel channel, long size) throws IOException {
        long sound = nextBlock(channel, size);
        if (sound < 0) {
            next.add(new Recorded.Unreadable(file, offset, size - offset));
            isOver = true;
        } else if (passesDamage) {
            next.add(new Recorded.Unreadable(file, offset, sound - offset));
            offset = sound;
        } else {
            throw new RecordingException(file + " is damaged from offset " + offset + " to " + sound
                    + ", where its next block begins: copy it anew from where it comes from, or read what is left with"
                    + " Recording.openDamaged");
        }
    }

    /*
     * Blocks do not overlap, so the frames of damaged ones have no more bytes together than the file has. A file in which they have
     * more was made by somebody who wants each of its bytes to be read again and again; the rest of it is passed over.
     */
    private boolean isMadeUp(long size) {
        return bytesInVain > size;
    }

    /** Where the next block is, or -1. */
    private long nextBlock(FileChannel channel, long size) throws IOException {
        if (isMadeUp(size)) {
            return -1;
        }
        int window = FIRST_WINDOW;
        for (long from = offset + 1;
                from < size;
                from += window - Block.SIZE, window = Math.min(2 * window, LAST_WINDOW)) {
            byte[] bytes = read(channel, from, (int) Math.min(window, size - from));
            for (int at = 0; at + Block.SIZE <= bytes.length; at++) {
                if (Block.mayBeginAt(bytes, at) && Block.read(bytes, at) != null) {
                    return from + at;
                }
            }
        }
        return -1;
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    /** So many bytes, or what there is of them. */
    private byte[] read(FileChannel channel, long from, int size) throws IOException {
        byte[] bytes = read(channel, file, from, size);
        bytesRead += bytes.length;
        return bytes;
    }

    private static byte[] read(FileChannel channel, Path file, long from, int size) throws IOException {
        long there = Math.max(0, Math.min(size, channel.size() - from));
        byte[] bytes = new byte[(int) there];
        ByteBuffer to = ByteBuffer.wrap(bytes);
        while (to.hasRemaining()) {
            if (channel.read(to, from + to.position()) < 0) {
                throw new IOException(file + " has become shorter");
            }
        }
        return bytes;
    }

    private static RecordingException failed(Path file, long offset, IOException e) {
        String remedy = e instanceof NoSuchFileException
                ? "the recorder has deleted it for a newer one, or somebody else has: open the recording again"
                : e.toString();
        return new RecordingException(file + " cannot be read at offset " + offset + ": " + remedy, e);
    }
}
