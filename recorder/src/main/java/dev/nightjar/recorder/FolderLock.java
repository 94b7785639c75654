package dev.nightjar.recorder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write into a folder, which one recorder has at a time. The lock of a file keeps other processes out, and a list of the
 * folders that are open in this process keeps its own recorders out. Safe for any thread.
 */
final class FolderLock implements AutoCloseable {

    /*
     * A process that opens a locked file once more and closes that channel gives up the lock of the first one, because POSIX has locks
     * for processes and not for channels (fcntl, F_SETLK). So a second recorder of this process must be refused before it touches the
     * file, and only a list of the process can do that.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private static final String FILE = "recorder.lock";

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Makes the folder if it is not there, and locks it.
     *
     * @throws RecordingException when that cannot be, or another recorder has it
     */
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            if (!OPEN.add(real)) {
                throw new RecordingException("Another recorder of this process writes into " + folder
                        + ": close it before you open the next one, or give each a folder of its own");
            }
            FileChannel channel = null;
            try {
                channel = locked(real, folder);
                return new FolderLock(real, channel);
            } finally {
                if (channel == null) {
                    OPEN.remove(real);
                }
            }
        } catch (IOException e) {
            throw new RecordingException(
                    "Nothing can be written into the folder " + folder + ": " + e
                            + ". Give the recorder a folder that the process may write into",
                    e);
        }
    }

    private static FileChannel locked(Path real, Path folder) throws IOException {
        Path file = real.resolve(FILE);
        if (Files.isSymbolicLink(file)) {
            throw new RecordingException(file + " is a link, which no recorder follows: delete it");
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        boolean isLocked = false;
        try {
            isLocked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // This class was loaded twice, and the other one's list has the folder.
            isLocked = false;
        } finally {
            if (!isLocked) {
                channel.close();
            }
        }
        if (!isLocked) {
            throw new RecordingException(
                    "Another recorder writes into " + folder + ": close it, or give each process a folder of its own");
        }
        return channel;
    }

    /** Lets others write. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The system has given the lock up all the same.
        } finally {
            OPEN.remove(folder);
        }
    }
}
