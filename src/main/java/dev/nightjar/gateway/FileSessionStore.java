package dev.nightjar.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps sessions as small files in a folder, one for each bot and shard, that only their owner may read. A file is replaced at
 * once and as a whole: a crash in the middle of a write leaves the one before. Safe for any thread; two processes should not
 * run the same shard on one folder, as with each other's sequence they would lose or repeat events.
 *
 * {@snippet file="dev/nightjar/gateway/examples/Restarted.java" region="store"}
 */
public final class FileSessionStore implements SessionStore {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<OpenOption> REPLACE =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);

    /** Of the key's hash in a file's name: enough to keep the bots of one folder apart. The file has all of it. */
    private static final int FINGERPRINT_DIGITS = 16;

    private final Path folder;
    private final boolean posix;

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
        Files.createDirectories(folder, attributes(OWNERS_FOLDER));
        Path file = file(key);
        // In the same folder, as only within a file system can a file be replaced at once.
        Path unfinished = folder.resolve(file.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(unfinished, REPLACE, attributes(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(StoredSession.write(session, key));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            // Else a power failure might leave the new name with nothing in it.
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
