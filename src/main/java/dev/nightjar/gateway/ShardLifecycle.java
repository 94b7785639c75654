package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Disconnected.Next;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.inflate.MessageInflater;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The life of a shard, on its own virtual thread: connect, run the connection, decide what follows, wait, again. Stopping and
 * restarting are safe for any thread.
 */
final class ShardLifecycle implements Runnable {

    private final ShardContext shard;
    private final GatewayConfig config;
    private final Mailbox mailbox;
    private final SessionLedger ledger;
    private final MemberRequests requests;
    private final SessionKeeper keeper;
    private final Time time;
    private final Recovery recovery;
    // Made beforehand: when memory is short, there may be none left to say so.
    private final GatewayException shortage = GatewayException.outOfMemory();
    private final CountDownLatch ended = new CountDownLatch(1);

    // Decides whether a stop finds a connection to end, or must interrupt this thread: held to write these three.
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Connection connection;
    private volatile @Nullable CloseFrame stop;

    // Written by this thread, read by all.
    private volatile ShardState state = ShardState.DISCONNECTED;
    private volatile int failures;

    // This thread's; others look at it only after its end.
    private @Nullable MessageInflater opened;

    // Confined to this thread.
    private Recovery.Streak streak = Recovery.Streak.NONE;
    private Duration delay = Duration.ZERO;
    private boolean resumeUrlFailed;
    private boolean paced;

    ShardLifecycle(ShardContext shard, SessionKeeper keeper) {
        this.shard = shard;
        this.config = shard.config();
        this.mailbox = shard.mailbox();
        this.ledger = mailbox.ledger();
        this.requests = shard.requests();
        this.keeper = keeper;
        this.time = shard.time();
        this.recovery = new Recovery(config.minBackoff(), config.maxBackoff());
    }

    void start() {
        Thread.ofVirtual().name("shard-" + shard.id().number()).start(this);
    }

    /** Lives in the calling thread, once. */
    @Override
    public void run() {
        // Until something better is known: to say what has happened may take memory that is not there.
        GatewayException failure = shortage;
        try {
            failure = liveAndTell();
        } catch (Error e) {
            // Also what came of telling. The shard has failed, and says so with what was made beforehand.
        } finally {
            end(failure);
        }
    }

    /** Lives; returns why the shard has failed, or null when the user has ended it. */
    private @Nullable GatewayException liveAndTell() {
        try {
            begin();
            keeper.start();
            live();
            return null;
        } catch (GatewayException e) {
            return e;
        } catch (VirtualMachineError e) {
            return shortage;
        } catch (RuntimeException | Error e) {
            return new GatewayException(
                    GatewayException.Reason.INTERNAL,
                    "The shard has ended through a fault of its own: " + Excerpt.of(e),
                    e);
        }
    }

    /** Each step is done whatever the one before has thrown, or somebody would wait for this shard for ever. */
    private void end(@Nullable GatewayException failure) {
        state = failure == null ? ShardState.CLOSED : ShardState.FAILED;
        connection = null;
        try {
            CloseFrame frame = stop;
            keeper.end(frame != null && frame.endsSession(), config.closeTimeout());
        } finally {
            try {
                mailbox.end(failure);
            } finally {
                try {
                    requests.close();
                } finally {
                    ended.countDown();
                }
            }
        }
    }

    /** The calling thread is the one that lives. */
    void begin() {
        lock.lock();
        try {
            thread = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void live() {
        // Here and not before, so that a shard that never runs holds no native memory.
        try (MessageInflater inflater =
                config.compression().openInflater(config.maxPayloadBytes(), config.maxZstdWindowBytes())) {
            opened = inflater;
            while (stop == null) {
                try {
                    attempt(inflater);
                } catch (InterruptedException e) {
                    // A stop, which the condition sees, or a restart, which does not wait.
                    delay = Duration.ZERO;
                }
            }
        }
        CloseFrame frame = stop;
        if (frame != null && frame.endsSession()) {
            ledger.drop();
        }
    }

    private void attempt(MessageInflater inflater) throws InterruptedException {
        state = ShardState.DISCONNECTED;
        if (!delay.isZero()) {
            time.sleep(delay);
        }
        state = ShardState.CONNECTING;
        Session session = ledger.received();
        if (session == null) {
            keeper.awaitCleared();
        }
        URI base = session == null || resumeUrlFailed ? config.gatewayUrl() : session.resumeUrl();
        URI url = GatewayUrl.dial(base, config.compression());
        Wire wire;
        try {
            wire = Wire.dial(config.httpClient(), url, config.connectTimeout());
        } catch (Wire.DialException e) {
            dialFailed(url, e, session != null);
            return;
        }
        try {
            inflater.reset();
            serve(new Connection(shard, new Dial(url, session, paced), wire, inflater), wire);
        } finally {
            wire.abort();
        }
    }

    private void dialFailed(URI url, Wire.DialException cause, boolean hasSession) {
        if (config.dialingClient().isGone()) {
            throw GatewayException.clientTerminated(cause);
        }
        // Discord: gateway#handling-a-disconnect. A dead resume host does not end the
        // session: the main URL resumes it too.
        resumeUrlFailed = true;
        Recovery.Plan plan = recovery.afterDial(streak, hasSession, cause.retryAfter(), time.jitter());
        follow(plan);
        mailbox.notice(new ConnectFailed(url, cause, plan.delay()));
    }

    private void serve(Connection current, Wire wire) throws InterruptedException {
        if (!register(current)) {
            return;
        }
        Connection.LastWord last;
        try {
            last = current.run();
        } finally {
            unregister();
        }
        conclude(current, wire, last);
    }

    /** From here on a stop ends the connection instead of interrupting. False when a stop was faster. */
    boolean register(Connection current) {
        lock.lock();
        try {
            if (stop != null) {
                return false;
            }
            // A restart that came before this was for what is over now.
            Thread.interrupted();
            connection = current;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** From here on a stop or a restart interrupts. */
    void unregister() {
        lock.lock();
        try {
            state = ShardState.DISCONNECTED;
            connection = null;
        } finally {
            lock.unlock();
        }
    }

    private void conclude(Connection ended, Wire wire, Connection.LastWord last) throws InterruptedException {
        Ending ending = last.ending();
        if (stop == null) {
            requests.connectionEnded(ending.reason());
        } else {
            requests.close();
        }
        Recovery.Reached reached = ended.vitals().reached();
        // What a resume brings again need not wait for a slow user; what nothing brings again must.
        boolean unresumable = reached.isEstablished() && ledger.received() == null;
        if (Recovery.keepsSession(ending) && !unresumable) {
            mailbox.deliverWhatFits(last.rest());
        } else {
            mailbox.deliverLast(last.rest());
        }
        Session session = ledger.received();
        Recovery.Plan plan = recovery.after(ending, reached, streak, session != null, time.jitter());
        follow(plan);
        paced = ending.code() == CloseCode.RATE_LIMITED.code();
        resumeUrlFailed = ending.isUselessHost(reached, failures) || (resumeUrlFailed && !reached.isEstablished());
        Next next = stop == null ? plan.next() : Next.STOP;
        if (session != null && plan.sessionLost().isPresent()) {
            ledger.forget();
            keeper.invalidated();
            if (ending.kind() != Ending.Kind.USER_CLOSE) {
                mailbox.notice(new SessionInvalidated(
                        ending.payload(), session.id(), plan.sessionLost().orElseThrow()));
            }
        }
        mailbox.notice(new Disconnected(
                ending.kind().initiator,
                ending.code(),
                ending.reason(),
                next,
                next == Next.STOP ? Duration.ZERO : plan.delay()));
        boolean fatal = plan.next() == Next.STOP && ending.kind() == Ending.Kind.CLOSED;
        try {
            hangUp(wire, ending);
        } catch (InterruptedException e) {
            // A restart brings nothing back that the gateway has ended for good.
            if (!fatal) {
                throw e;
            }
        }
        if (fatal) {
            throw GatewayException.of(CloseCode.of(ending.code()).orElseThrow());
        }
    }

    private void follow(Recovery.Plan plan) {
        streak = plan.streak();
        failures = streak.failures();
        delay = plan.delay();
    }

    private void hangUp(Wire wire, Ending ending) throws InterruptedException {
        CloseFrame wish = stop;
        CloseFrame kept = Recovery.keepsSession(ending) ? CloseFrame.RESUME : CloseFrame.NORMAL;
        CloseFrame farewell = wish == null ? kept : wish;
        switch (ending.kind()) {
            case LOST, STALLED, SILENT -> wire.abort();
            case CLOSED -> wire.answerClose(farewell, config.closeTimeout());
            case NO_HELLO,
                    NOT_READY,
                    ENDLESS_REPLAY,
                    RECONNECT,
                    INVALID_RESUMABLE,
                    INVALID,
                    BROKEN,
                    FAULT,
                    USER_CLOSE,
                    USER_RESTART -> wire.close(farewell, config.closeTimeout());
        }
    }

    /** Ends the shard; the first call's frame is the one that is sent. */
    void stop(CloseFrame frame) {
        mailbox.closing();
        lock.lock();
        try {
            if (stop == null) {
                stop = frame;
                endOrInterrupt(Ending.user(Ending.Kind.USER_CLOSE, frame));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Connects anew at once. */
    void restart() {
        lock.lock();
        try {
            if (stop == null) {
                endOrInterrupt(Ending.user(Ending.Kind.USER_RESTART, CloseFrame.RESUME));
            }
        } finally {
            lock.unlock();
        }
    }

    private void endOrInterrupt(Ending ending) {
        Connection current = connection;
        Thread owner = thread;
        if (current != null) {
            current.end(ending);
        } else if (owner != null) {
            owner.interrupt();
        }
    }

    /**
     * Waits until the shard has ended, or the calling thread is interrupted; for {@link #longestEnd} at most. Longer can only be
     * what a user's own code holds up: the identify queue, the session store, the HttpClient or its executor.
     */
    void awaitEnd() {
        try {
            if (ended.await(longestEnd(config).toNanos(), TimeUnit.NANOSECONDS)) {
                Thread owner = thread;
                if (owner != null) {
                    owner.join();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long the end of a shard may take: a permit that is given back, a goodbye, and a last save have a close timeout each. */
    static Duration longestEnd(GatewayConfig config) {
        return config.closeTimeout().multipliedBy(3).plusSeconds(1);
    }

    /** A command was added. */
    void wakeWriter() {
        Connection current = connection;
        if (current != null) {
            current.wakeWriter();
        }
    }

    ShardState state() {
        ShardState own = state;
        Connection current = connection;
        return current == null || own.isTerminal() ? own : current.vitals().state();
    }

    Optional<Connection> connection() {
        return Optional.ofNullable(connection);
    }

    /** Whether the thread has ended and its native memory is given back. */
    boolean isGone() {
        Thread owner = thread;
        if (owner == null || owner.isAlive()) {
            return false;
        }
        MessageInflater inflater = opened;
        return inflater == null || inflater.isClosed();
    }

    /** Whether nothing can resume the session, as the user has ended it, or the gateway refuses the shard for good. */
    boolean isEndOfSession() {
        CloseFrame frame = stop;
        return (frame != null && frame.endsSession()) || state == ShardState.FAILED;
    }

    boolean isStopping() {
        return stop != null || state.isTerminal();
    }

    int failures() {
        return failures;
    }

    long now() {
        return time.nanoTime();
    }
}
