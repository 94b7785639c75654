package dev.nightjar.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder that a recorder writes into: each up to a size, and the oldest are deleted before all together would have
 * more than the limit. Those of earlier processes count as well. Confined to one thread.
 */
final class Ring {

    /** Where files are made. */
    interface Disk {

        Disk REAL = file ->
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), forOwner(file));

        /** What lets nobody but the user of this process read a file, where the file system knows such a thing. */
        private static FileAttribute<?>[] forOwner(Path file) {
            boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            return isPosix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
        }

        SeekableByteChannel create(Path file) throws IOException;

        /** How much room there is: as much as one can wish where nobody knows. */
        default long room(Path folder) {
            try {
                FileStore store = Files.getFileStore(folder);
                return store.getUsableSpace();
            } catch (IOException e) {
                return Long.MAX_VALUE;
            }
        }
    }

    /** A file and its size. */
    private record Part(Path file, long size) {}

    static final String SUFFIX = ".zst";

    private static final Pattern NAME = Pattern.compile("recording-(\\d{6,18})-(\\d{6,18})\\.zst");

    private final Path folder;
    private final long limit;
    private final long partLimit;
    private final Disk disk;
    private final ArrayDeque<Part> parts = new ArrayDeque<>(); // without the current one, oldest first

    private Header header;
    private @Nullable SeekableByteChannel channel;
    private @Nullable Path file;
    private long size;

    private Ring(Path folder, long limit, long partLimit, Header header, Disk disk) {
        this.folder = folder;
        this.limit = limit;
        this.partLimit = partLimit;
        this.header = header;
        this.disk = disk;
    }

    /** Looks at the folder; writes nothing. The header's run and part are set here. */
    static Ring open(Path folder, long limit, long partLimit, Header like, Disk disk) throws IOException {
        long run = 0;
        for (Path file : named(folder)) { // also what is no file of a recording, so that none is in the way
            run = Math.max(run, run(file));
        }
        Header header = new Header(run + 1, 0, like.isRaw(), like.shards(), like.kept());
        Ring ring = new Ring(folder, limit, partLimit, header, disk);
        for (Path file : files(folder)) {
            ring.parts.add(new Part(file, Files.size(file)));
        }
        return ring;
    }

    /** The files of a recording in a folder, oldest first: no links, which may lead anywhere, and no folders. */
    static List<Path> files(Path folder) throws IOException {
        return named(folder).stream().filter(Ring::isFile).toList();
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> named(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> NAME.matcher(name(file)).matches())
                    .sorted(Comparator.comparingLong(Ring::run).thenComparingLong(Ring::part))
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static long run(Path file) {
        return number(file, 1);
    }

    private static long part(Path file) {
        return number(file, 2);
    }

    private static long number(Path file, int group) {
        Matcher matcher = NAME.matcher(name(file));
        return matcher.matches() ? Long.parseLong(matcher.group(group)) : 0;
    }

    /** How many bytes all files have. */
    long total() {
        return size + parts.stream().mapToLong(Part::size).sum();
    }

    int files() {
        return parts.size() + (channel == null ? 0 : 1);
    }

    /** The number of shards that later files name. */
    void shards(int shards) {
        header = new Header(header.run(), header.part(), header.isRaw(), shards, header.kept());
    }

    /** Writes a block and what stands before it, into the current file or the next. After an exception that file is given up. */
    void write(ByteBuffer head, ByteBuffer block) throws IOException {
        int bytes = head.remaining() + block.remaining();
        if (file != null && Files.notExists(file)) {
            size = 0; // somebody has deleted it, perhaps with its folder: what is written into it is lost
            giveUp();
        }
        if (channel != null && size + bytes > partLimit) {
            finish();
        }
        if (disk.room(folder) < bytes + (1 << 16) && !parts.isEmpty()) {
            deleteOldest();
        }
        try {
            SeekableByteChannel to = channel == null ? begin() : channel;
            writeAll(to, head);
            writeAll(to, block);
            size += bytes;
        } catch (IOException e) {
            giveUp();
            throw e;
        }
    }

    private static void writeAll(SeekableByteChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (to.write(bytes) == 0) {
                throw new IOException("The file takes no more bytes");
            }
        }
    }

    private SeekableByteChannel begin() throws IOException {
        header = new Header(header.run(), header.part() + 1, header.isRaw(), header.shards(), header.kept());
        while (!parts.isEmpty() && total() + partLimit > limit) {
            deleteOldest();
        }
        Path next = folder.resolve("recording-%06d-%06d%s".formatted(header.run(), header.part(), SUFFIX));
        SeekableByteChannel opened = disk.create(next);
        channel = opened;
        file = next;
        ByteBuffer bytes = ByteBuffer.wrap(header.bytes());
        writeAll(opened, bytes);
        size = bytes.limit();
        return opened;
    }

    private void deleteOldest() throws IOException {
        Part oldest = parts.getFirst();
        if (isFile(oldest.file())) { // and not what somebody has put into its place
            Files.deleteIfExists(oldest.file());
        }
        parts.removeFirst();
    }

    /** Cuts off what was not written as a whole, as far as the disk lets it. */
    private void giveUp() {
        SeekableByteChannel broken = channel;
        if (broken == null) {
            return;
        }
        try (broken) {
            broken.truncate(size);
        } catch (IOException e) {
            // What is left behind is a block that nobody can read, and whoever reads the file says so.
        }
        try {
            if (size == 0 && file != null) {
                Files.deleteIfExists(file);
                file = null;
            }
        } catch (IOException e) {
            // An empty file does no harm.
        }
        left();
    }

    /** Completes the current file. */
    void finish() throws IOException {
        SeekableByteChannel complete = channel;
        if (complete == null) {
            return;
        }
        try (complete) {
            if (complete instanceof FileChannel real) {
                real.force(true);
            }
        } finally {
            left();
        }
    }

    private void left() {
        if (file != null) {
            parts.add(new Part(file, size));
        }
        channel = null;
        file = null;
        size = 0;
    }
}
