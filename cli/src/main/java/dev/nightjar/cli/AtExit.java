package dev.nightjar.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What is done when the JVM is asked to end, by Ctrl-C or SIGTERM, before the command has ended by itself. The JVM then waits until
 * the command has said its last word. Safe for any thread.
 */
final class AtExit implements AutoCloseable {

    private static final long LAST_WORDS_SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable end;
    private final Thread hook = new Thread(this::run, "nightjar-exit");

    private AtExit(Runnable end) {
        this.end = end;
    }

    /** Lets the JVM run this when it is asked to end, until {@link #close()}. */
    static AtExit run(Runnable end) {
        var atExit = new AtExit(end);
        Runtime.getRuntime().addShutdownHook(atExit.hook);
        return atExit;
    }

    private void run() {
        end.run();
        try {
            boolean unused = ended.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells that the command has ended, or has nothing more to close. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM ends already, and the hook runs.
        }
    }
}
