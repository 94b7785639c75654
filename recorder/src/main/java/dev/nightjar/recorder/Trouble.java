package dev.nightjar.recorder;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a recorder from recording, and the two lines in the log that an outage has: at its beginning and at its end. A thread of
 * its own writes the lines, so that a logger that blocks holds up neither the user's loop nor the writer. Safe for any thread.
 */
final class Trouble {

    static final String LOGGER = "dev.nightjar.recorder";

    // While entries are dropped now and then, that is one outage.
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final Path folder;
    private final Logger logger = System.getLogger(LOGGER);
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private final AtomicBoolean dropping = new AtomicBoolean();
    private final AtomicLong lastDrop = new AtomicLong();

    Trouble(Path folder) {
        this.folder = folder;
    }

    /** The disk has not taken a block. */
    void failed(Throwable cause) {
        String problem = String.valueOf(cause);
        if (failure.getAndSet(problem) == null) {
            say(
                    Level.WARNING,
                    "cannot write into " + folder + ": " + problem
                            + ". The bot goes on; its events are kept until the queue is full, then they are missing in the"
                            + " recording. It tries again until it can: make room, or mend the disk.");
        }
    }

    /** The disk has taken a block. */
    void mended() {
        if (failure.getAndSet(null) != null) {
            say(Level.INFO, "can write into " + folder + " again.");
        }
    }

    /** The queue was full. Called by the user's loop. */
    void dropped() {
        lastDrop.set(System.nanoTime());
        if (dropping.compareAndSet(false, true)) {
            say(
                    Level.WARNING,
                    "drops events, which will be missing in " + folder
                            + ": more come than it may write, or the disk is slow. The bot goes on. A larger share or queue"
                            + " of the recorder's builder helps.");
        }
    }

    /** Ends the outage when nothing was dropped for a while. Called by the writer. */
    void quiet() {
        if (dropping.get() && System.nanoTime() - lastDrop.get() > QUIET_NANOS && dropping.compareAndSet(true, false)) {
            say(Level.INFO, "records all events again, in " + folder + ".");
        }
    }

    Optional<String> now() {
        return Optional.ofNullable(failure.get());
    }

    private void say(Level level, String text) {
        Thread.ofVirtual().name("nightjar-recorder-log").start(() -> logger.log(level, "The recorder " + text));
    }
}
