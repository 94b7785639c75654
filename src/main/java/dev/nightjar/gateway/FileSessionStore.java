package dev.nightjar.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * A session store that keeps each session in a small file, one for each bot and shard, that only its owner may read. Safe for
 * any thread, and for any number of stores and processes on one folder: each save replaces the file atomically, so each load
 * finds a complete session. Nevertheless two processes should not run the same shard for long: each would resume with the
 * other's sequence, and lose or repeat events.
 *
 * <p>When a process crashes in the middle of a save, the session of the save before it stays. A save does not wait until the
 * bytes are on the disk, because that would take some 10 ms each time. So after a power failure the file may hold an earlier
 * session, whose events then come again, or may be damaged. A checksum shows damage; the shard then reports a {@link
 * dev.nightjar.gateway.event.SessionStoreFailed} and identifies. After a power failure it usually must identify anyway,
 * because Discord keeps a session only for a few minutes.
 *
 * <p>On Windows a file cannot be replaced while a process reads it. Such a save fails, and the session of the save before it
 * stays; the shard saves again after the {@link GatewayConfig#sessionSaveInterval() save interval}.
 *
 * {@snippet file="dev/nightjar/gateway/examples/Restarted.java" region="store"}
 */
public final class FileSessionStore implements SessionStore {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    /** The name of a file whose save has not finished. Earlier versions put no number into the name. */
    private static final Pattern UNFINISHED =
            Pattern.compile("shard-\\d+-of-\\d+-[0-9a-f]{16}\\.session(\\.[0-9a-f]{16})?\\.tmp");

    /*
     * The age at which an unfinished file counts as abandoned. A save takes milliseconds; its process may be halted in the
     * middle, but hardly for so long. If it was, its save finds the file gone and writes another, so nothing is lost, whatever
     * this value is. Both times that are compared come from the file system, because the folder may be on another machine.
     */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /**
     * How many digits of the key's hash a file's name has: enough to keep the bots of one folder apart. The file itself has
     * all digits.
     */
    private static final int FINGERPRINT_DIGITS = 16;

    private final Path folder;
    private final boolean posix;
    private final AtomicBoolean cleaned = new AtomicBoolean();

    private FileSessionStore(Path folder) {
        this.folder = folder;
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * A store in this folder. The folder is created when the first session is saved.
     *
     * @param folder the folder, for sessions only
     * @return the store
     */
    public static FileSessionStore of(Path folder) {
        return new FileSessionStore(folder);
    }

    @Override
    public Optional<Session> load(Key key) throws IOException {
        Path file = file(key);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(StoredSession.MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoredSession.read(bytes, key));
        } catch (IOException e) {
            throw new IOException(file + " holds no session of this shard: " + e.getMessage(), e);
        }
    }

    @Override
    public void save(Key key, Session session) throws IOException {
        byte[] bytes = StoredSession.write(session, key);
        Files.createDirectories(folder, attributes(OWNERS_FOLDER));
        Path file = file(key);
        try {
            replace(file, bytes);
        } catch (NoSuchFileException e) {
            // Another process took the unfinished file for an abandoned one and deleted it.
            replace(file, bytes);
        }
    }

    private void replace(Path file, byte[] bytes) throws IOException {
        // The new file is in the same folder, because only within one file system can a file be replaced atomically.
        // No other save uses its name.
        String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path unfinished = folder.resolve(file.getFileName() + "." + number + ".tmp");
        try {
            write(unfinished, bytes);
            removeAbandoned(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            remove(unfinished, e);
            throw e;
        }
    }

    private void write(Path unfinished, byte[] bytes) throws IOException {
        try (FileChannel out = FileChannel.open(unfinished, NEW, attributes(OWNER_ONLY))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        }
    }

    private static void remove(Path unfinished, Exception failure) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Deletes the unfinished files of killed processes, at the first save of this store. A failure here does not fail the
     * save.
     */
    private void removeAbandoned(Path justWritten) {
        if (cleaned.getAndSet(true)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FileSessionStore::isUnfinished)) {
            Instant now = Files.getLastModifiedTime(justWritten).toInstant();
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(ABANDONED))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another process may have deleted one at the same time. The next start tries again.
        }
    }

    private static boolean isUnfinished(Path file) {
        return UNFINISHED.matcher(file.getFileName().toString()).matches();
    }

    @Override
    public void clear(Key key) throws IOException {
        Files.deleteIfExists(file(key));
    }

    private Path file(Key key) {
        ShardId shard = key.shard();
        String bot = key.fingerprint().substring(0, FINGERPRINT_DIGITS);
        return folder.resolve("shard-" + shard.number() + "-of-" + shard.total() + "-" + bot + ".session");
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Shows the folder. */
    @Override
    public String toString() {
        return "FileSessionStore[" + folder + "]";
    }
}
