package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A blocking wrapper of a {@link WebSocket}: frames come out of a queue, and a send returns when it is done. The listener runs
 * on the HttpClient's threads; receiving is for one thread at a time, sending for any, closing for the owner.
 */
final class Wire implements Inbound, Outbound, WebSocket.Listener {

    /*
     * What the JDK's WebSocket asks of its user, and how this class answers:
     *
     * - It delivers nothing, not even a close or a reset, without demand; and request() may run the listener right in the
     *   calling thread. So the listener only adds to a queue, calls who reads, and never blocks. The demand bounds the queue: WINDOW parts at
     *   first, and half of that again whenever as many were taken.
     * - It may reuse a part's buffer once the stage that the listener returned is complete. The queue holds the parts, so that
     *   stage never completes.
     * - At the end of the stream it sends a close frame 1000 of its own accord, which would end a Discord session. It does
     *   that when onClose's stage completes, so that stage never completes either; the owner sends its own close frame and
     *   aborts.
     * - It refuses a text message while another is on its way. So each send waits for the one before.
     * - join() on its futures ignores interrupts, and a future may never complete: every wait has a deadline.
     */
    private static final int WINDOW = 64;

    private static final long GRACE = TimeUnit.SECONDS.toNanos(1);

    private final BlockingQueue<Frame> inbox = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> never = new CompletableFuture<>();
    private final CompletableFuture<@Nullable WebSocket> opened = new CompletableFuture<>();
    private volatile boolean abandoned; // written by the dialling thread, read by the listener
    private volatile boolean over; // written by the listener, read by the sending threads
    // The last message that was sent or is being sent. The thread that replaces it may send.
    private final AtomicReference<CompletableFuture<?>> sending =
            new AtomicReference<>(CompletableFuture.completedFuture(null));
    private volatile Runnable onArrival = () -> {}; // written once by the owner, read by the listener
    private int taken; // confined to the receiving thread

    /** Makes a wire that is not open yet. */
    Wire() {}

    /** Dials and upgrades. */
    static Wire dial(HttpClient client, URI url, Duration timeout) throws DialException, InterruptedException {
        Wire wire = new Wire();
        long deadline = System.nanoTime() + timeout.toNanos();
        // The JDK looks up the host's address in the thread that calls buildAsync, and neither its timeout nor an
        // interrupt ends that. So another thread makes the call.
        var lookingUp = new FutureTask<>(
                () -> client.newWebSocketBuilder().connectTimeout(timeout).buildAsync(url, wire));
        Thread.ofVirtual().name("dial").start(lookingUp);
        Future<?> step = lookingUp;
        try {
            CompletableFuture<WebSocket> dialling = lookingUp.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            step = dialling;
            // The builder's timeout covers TCP, TLS and the upgrade. The extra second is for a client that exceeds
            // it.
            dialling.get(deadline + GRACE - System.nanoTime(), TimeUnit.NANOSECONDS);
            return wire;
        } catch (ExecutionException e) {
            throw DialException.of(url, e.getCause());
        } catch (TimeoutException e) {
            wire.abandon(step);
            throw DialException.timedOut(url, timeout, e);
        } catch (InterruptedException e) {
            wire.abandon(step);
            throw e;
        }
    }

    private void abandon(Future<?> dialling) {
        abandoned = true;
        dialling.cancel(true);
        abortIfOpen();
    }

    private void abortIfOpen() {
        WebSocket socket = opened.getNow(null);
        if (socket != null) {
            socket.abort();
        }
    }

    @Override
    public void onOpen(WebSocket socket) {
        opened.complete(socket);
        if (abandoned) {
            socket.abort();
        } else {
            socket.request(WINDOW);
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        arrived(new Frame.Binary(part, last));
        return never;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        arrived(new Frame.Text(part, last));
        return never;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        over = true;
        arrived(new Frame.End(
                code == CloseFrame.ABNORMAL
                        ? Ending.lost("the connection ended without a close frame")
                        : Ending.closed(code, reason)));
        return never;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        over = true;
        arrived(new Frame.End(Ending.lost("the connection failed: " + Excerpt.of(error))));
    }

    private void arrived(Frame frame) {
        inbox.add(frame);
        onArrival.run();
    }

    @Override
    public void onArrival(Runnable arrived) {
        onArrival = arrived;
    }

    @Override
    public @Nullable Frame poll() {
        return counted(inbox.poll());
    }

    @Override
    public boolean hasUnread() {
        return !inbox.isEmpty();
    }

    private @Nullable Frame counted(@Nullable Frame frame) {
        if (frame != null) {
            taken++;
        }
        return frame;
    }

    @Override
    public boolean isLow() {
        return taken >= WINDOW / 2;
    }

    @Override
    public void replenish() {
        if (isLow()) {
            int more = taken;
            taken = 0;
            socket().request(more);
        }
    }

    @Override
    public void send(String text, Duration timeout) throws IOException, TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        CompletableFuture<?> mine = startIfFree(text);
        while (mine == null) {
            awaitTurn(Objects.requireNonNull(sending.get()), deadline);
            mine = startIfFree(text);
        }
        await(mine, deadline);
    }

    @Override
    public boolean sendIfFree(String text) {
        return startIfFree(text) != null;
    }

    /** Begins to send; returns null while another message is being sent. */
    private @Nullable CompletableFuture<?> startIfFree(String text) {
        CompletableFuture<?> before = sending.get();
        var mine = new CompletableFuture<WebSocket>();
        if (!Objects.requireNonNull(before).isDone() || !sending.compareAndSet(before, mine)) {
            return null;
        }
        try {
            var unused = socket().sendText(text, true).whenComplete((socket, failure) -> {
                if (failure == null) {
                    mine.complete(socket);
                } else {
                    mine.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
        }
        return mine;
    }

    private static void awaitTurn(CompletableFuture<?> before, long deadline)
            throws TimeoutException, InterruptedException {
        try {
            before.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // The send before has ended, and only that matters here. What made it fail makes the next one fail too.
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void endAfterInbox(Ending ending) {
        arrived(new Frame.End(ending));
    }

    /** Sends a close frame, waits for the answer within the timeout, and then aborts the WebSocket in any case. */
    void close(CloseFrame farewell, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            await(socket().sendClose(farewell.code(), farewell.reason()), deadline);
            // A loop may have taken all that was asked for, and there was no reader to ask for more.
            replenish();
            Frame frame;
            do {
                frame = counted(inbox.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
                replenish();
                // A queue gives out what it has also when the time is over, and a peer may send without an end.
            } while (frame != null && !(frame instanceof Frame.End) && deadline - System.nanoTime() > 0);
        } catch (IOException | TimeoutException e) {
            // The close frame cannot be sent. The peer notices the end of the connection.
        } finally {
            abort();
        }
    }

    /** Answers the peer's close frame, and then aborts the WebSocket in any case. */
    void answerClose(CloseFrame answer, Duration timeout) throws InterruptedException {
        try {
            await(socket().sendClose(answer.code(), answer.reason()), System.nanoTime() + timeout.toNanos());
        } catch (IOException | TimeoutException e) {
            // The peer has gone already.
        } finally {
            abort();
        }
    }

    /** Drops the connection without a close frame. */
    void abort() {
        socket().abort();
    }

    private WebSocket socket() {
        return Objects.requireNonNull(opened.resultNow());
    }

    private static void await(CompletableFuture<?> sent, long deadline)
            throws IOException, TimeoutException, InterruptedException {
        try {
            sent.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(Excerpt.of(e.getCause()), e.getCause());
        }
    }
}
