package dev.nightjar.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A page that is open, and what waits to be sent to it. One virtual thread writes; another one offers. When more waits than may,
 * the page is dropped: its writer is interrupted, which closes the connection even if it is stuck, and the browser connects
 * anew.
 */
final class Page {

    private final long most;
    private final Thread writer;
    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>(); // bounded by its bytes
    private final AtomicLong bytes = new AtomicLong();

    /** A page that the calling thread will write. */
    Page(long most) {
        this.most = most;
        this.writer = Thread.currentThread();
    }

    void offer(byte[] message) {
        if (bytes.addAndGet(message.length) > most) {
            drop();
        } else {
            waiting.add(message);
        }
    }

    void drop() {
        writer.interrupt();
    }

    /** Writes what comes, until the page is dropped or has gone. */
    void write(OutputStream out) throws IOException, InterruptedException {
        while (true) {
            byte[] message = waiting.take();
            out.write(message);
            out.flush();
            bytes.addAndGet(-message.length);
        }
    }
}
