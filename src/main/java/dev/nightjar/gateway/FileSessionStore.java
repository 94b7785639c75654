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
 * Keeps sessions as small files in a folder, one for each bot and shard, that only their owner may read. Safe for any thread
 * and any number of stores and processes on one folder: a file is replaced at once and as a whole, so each load finds the whole
 * of what some save has written. Two processes should not run the same shard for long all the same, as with each other's
 * sequence they would lose or repeat events.
 *
 * <p>A process that crashes or is killed in the middle of a save leaves the session before it. A save does not wait until the
 * disk has the bytes, which would take some 10 ms each time. So a power failure may bring back an earlier session, whose events
 * come again, or damage the file. A checksum shows that; the shard then reports a {@link
 * dev.nightjar.gateway.event.SessionStoreFailed} and identifies, which it most often must anyway, as Discord forgets a session
 * within a few minutes.
 *
 * <p>On Windows no file can be replaced while a process reads it. Such a save fails and leaves the session before it; the shard
 * saves again after the {@link GatewayConfig#sessionSaveInterval() save interval}.
 *
 * {@snippet file="dev/nightjar/gateway/examples/Restarted.java" region="store"}
 */
public final class FileSessionStore implements SessionStore {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    /** What a save calls its file until it is whole. The name once had no number of its own. */
    private static final Pattern UNFINISHED =
            Pattern.compile("shard-\\d+-of-\\d+-[0-9a-f]{16}\\.session(\\.[0-9a-f]{16})?\\.tmp");

    /*
     * When an unfinished file belongs to nobody. A save takes milliseconds; its process may be halted in the middle, but hardly
     * for so long. Should one be, its save finds the file gone and writes another: so nothing is lost whatever this is. Both
     * times are the file system's own, as a folder may be on another machine.
     */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Of the key's hash in a file's name: enough to keep the bots of one folder apart. The file has all of it. */
    private static final int FINGERPRINT_DIGITS = 16;

    private final Path folder;
    private final boolean posix;
    private final AtomicBoolean cleaned = new AtomicBoolean();

    private FileSessionStore(Path folder) {
        this.folder = folder;
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * A store in this folder, which is made when the first session is saved.
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
            // The unfinished file was taken for an abandoned one.
            replace(file, bytes);
        }
    }

    private void replace(Path file, byte[] bytes) throws IOException {
        // In the same folder, as only within a file system can a file be replaced at once. Of a name that no other save
        // has.
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

    /** Removes what killed processes have left, at the first save of this store. What fails here concerns no save. */
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
            // Another process may have removed one at the same time. The next start looks again.
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
