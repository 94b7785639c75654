package dev.nightjar.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Both halves of a WebSocket without a socket: the test puts frames in and takes texts out. Safe for any thread. */
final class FakeWire implements Inbound, Outbound {

    final BlockingQueue<Frame> inbox = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private volatile Runnable onArrival = () -> {};
    private volatile boolean broken;
    private volatile boolean busy;

    /** From now on every send fails. */
    void breakDown() {
        broken = true;
    }

    /** Whether another message is on its way. */
    void busy(boolean on) {
        busy = on;
    }

    /** Waits for the next text that was sent. */
    String sent() throws InterruptedException {
        return Objects.requireNonNull(sent.poll(10, TimeUnit.SECONDS), "nothing was sent");
    }

    boolean hasSentNothing() {
        return sent.isEmpty();
    }

    @Override
    public @Nullable Frame poll() {
        return inbox.poll();
    }

    /** Puts a frame in. */
    void receive(Frame frame) {
        inbox.add(frame);
        onArrival.run();
    }

    @Override
    public void replenish() {}

    @Override
    public boolean isLow() {
        return false;
    }

    @Override
    public void onArrival(Runnable arrived) {
        onArrival = arrived;
    }

    @Override
    public boolean hasUnread() {
        return !inbox.isEmpty();
    }

    @Override
    public void send(String text, Duration timeout) throws IOException {
        if (broken) {
            throw new IOException("broken");
        }
        sent.add(text);
    }

    @Override
    public boolean sendIfFree(String text) {
        if (!busy) {
            sent.add(text);
        }
        return !busy;
    }

    @Override
    public boolean isOver() {
        return broken;
    }

    @Override
    public void endAfterInbox(Ending ending) {
        receive(new Frame.End(ending));
    }
}
