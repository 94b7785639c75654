package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Disconnected.Initiator;
import dev.nightjar.gateway.event.Disconnected.Next;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.inflate.MessageInflater;
import dev.nightjar.gateway.jfr.ConnectionEvent;
import dev.nightjar.gateway.jfr.DialEvent;
import dev.nightjar.gateway.jfr.Flight;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle of a shard, which runs on the shard's own virtual thread, the owner: it connects, runs the connection, decides
 * what follows, waits, and begins again. Stopping and restarting are safe for any thread.
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
    // Made beforehand, because there may be no memory to make it when it is needed.
    private final GatewayException shortage = GatewayException.outOfMemory();
    private final CountDownLatch ended = new CountDownLatch(1);

    // Decides whether a stop finds a connection to end or must interrupt this thread. It is held to write these three
    // fields.
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Connection connection;
    private volatile @Nullable CloseFrame stop;
    private volatile boolean restarts;
    private volatile boolean renews;

    // Written by this thread, read by all.
    private volatile ShardState state = ShardState.DISCONNECTED;
    private volatile int failures;
    private volatile @Nullable GatewayException failure;

    // Confined to this thread; others read it only after its end.
    private @Nullable MessageInflater opened;

    // Confined to this thread.
    private Recovery.Streak streak = Recovery.Streak.NONE;
    private Duration delay = Duration.ZERO;
    private @Nullable URI dialled; // the base of the last dial
    private @Nullable URI deadResumeUrl; // remembered until the main URL fails, or the session has another one
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

    /** Runs the lifecycle in the calling thread, once. */
    @Override
    public void run() {
        // This is the failure until a better one is known, because there may be no memory to describe what has
        // happened.
        GatewayException cause = shortage;
        try {
            cause = liveAndTell();
        } catch (RuntimeException | Error e) {
            // The description itself has failed. The shard reports the exception that was made beforehand.
        } finally {
            end(cause);
        }
    }

    /** Runs until the shard has ended. Returns why it has failed, or null when the user has ended it. */
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
                    "The shard has ended because of a fault in this library: " + Excerpt.of(e)
                            + ". Open it again, and report the fault with its stack trace",
                    e);
        }
    }

    /**
     * Ends everything that belongs to the shard. Each step is done even if the one before it has thrown, or another thread
     * would wait for this shard for ever.
     */
    private void end(@Nullable GatewayException cause) {
        failure = cause;
        state = cause == null ? ShardState.CLOSED : ShardState.FAILED;
        connection = null;
        try {
            tellDroppedCommands();
        } finally {
            endParts(cause);
        }
    }

    private void tellDroppedCommands() {
        List<String> left = shard.commands().drain();
        shard.tally().ended(left.size());
        if (!left.isEmpty()) {
            mailbox.notice(new CommandsDropped(left));
        }
    }

    private void endParts(@Nullable GatewayException cause) {
        try {
            CloseFrame frame = stop;
            keeper.end(frame != null && frame.endsSession(), config.closeTimeout());
        } finally {
            try {
                mailbox.end(cause);
            } finally {
                try {
                    requests.close();
                } finally {
                    ended.countDown();
                }
            }
        }
    }

    /** Makes the calling thread the owner. */
    void begin() {
        lock.lock();
        try {
            thread = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void live() {
        // The inflater is opened here and not earlier, so that a shard that never runs holds no native memory.
        try (MessageInflater inflater =
                config.compression().openInflater(config.maxPayloadBytes(), config.maxZstdWindowBytes())) {
            opened = inflater;
            while (stop == null) {
                try {
                    attempt(inflater);
                } catch (InterruptedException e) {
                    // This is a stop, which the loop's condition sees, or a restart, which does not wait.
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
        awaitGate();
        state = ShardState.CONNECTING;
        if (takeRenewal()) {
            forgetSession(Cause.USER_NEW_SESSION, Ending.newSession().reason(), Payload.EMPTY, true);
        }
        Session session = ledger.received();
        if (session == null) {
            keeper.awaitCleared();
        }
        URI base = base(session);
        dialled = base;
        URI url = GatewayUrl.dial(base, config.compression());
        Wire wire;
        try {
            wire = dial(url);
        } catch (DialException e) {
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

    private Wire dial(URI url) throws DialException, InterruptedException {
        DialEvent event = Flight.dial(shard.id().number(), shard.id().total());
        String outcome = "ABANDONED";
        String cause = "";
        try {
            Wire wire = config.dialingClient().dial(url, config.connectTimeout());
            outcome = "OPENED";
            return wire;
        } catch (DialException e) {
            outcome = e.reason().name();
            cause = Excerpt.of(e.getMessage());
            throw e;
        } finally {
            if (event != null) {
                event.finish(url.getHost(), url.getPort(), outcome, cause);
            }
        }
    }

    private void awaitGate() throws InterruptedException {
        try {
            config.gate().awaitDial(shard.id());
        } catch (RuntimeException e) {
            throw new GatewayException(
                    GatewayException.Reason.INTERNAL,
                    "The gate given to GatewayConfig.Builder.gate has failed: " + Excerpt.of(e)
                            + ". Mend it, and open the shard again",
                    e);
        }
    }

    /** Whether the user wants a new session. The interrupt that came with the wish must not end the dial that fulfils it. */
    private boolean takeRenewal() {
        lock.lock();
        try {
            boolean wanted = renews;
            renews = false;
            if (wanted && stop == null) {
                Thread.interrupted();
            }
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private boolean wantsNewSession() {
        lock.lock();
        try {
            return renews;
        } finally {
            lock.unlock();
        }
    }

    private URI base(@Nullable Session session) {
        if (session == null || config.alwaysGatewayUrl() || session.resumeUrl().equals(deadResumeUrl)) {
            return config.gatewayUrl();
        }
        return session.resumeUrl();
    }

    /** Makes the next dial use the other one of the two URLs that resume a session. */
    private void avoidDialledHost() {
        URI failed = dialled;
        deadResumeUrl = failed == null || failed.equals(config.gatewayUrl()) ? null : failed;
    }

    private void dialFailed(URI url, DialException cause, boolean hasSession) {
        if (config.dialingClient().isGone()) {
            throw GatewayException.clientTerminated(cause.forUser());
        }
        // Discord: gateway#handling-a-disconnect. When the resume host is down the session goes on: the main URL
        // resumes it too.
        avoidDialledHost();
        Recovery.Plan plan = recovery.afterDial(streak, hasSession, cause.retryAfter(), time.jitter());
        follow(plan);
        shard.tally().dialFailed(cause.reason());
        mailbox.notice(new ConnectFailed(url, cause.reason(), cause.forUser(), plan.delay()));
    }

    private void serve(Connection current, Wire wire) throws InterruptedException {
        if (!register(current)) {
            return;
        }
        shard.tally().connected();
        ConnectionEvent event =
                Flight.connection(shard.id().number(), shard.id().total());
        Connection.LastWord last;
        try {
            last = current.run();
        } finally {
            unregister();
        }
        conclude(current, wire, last, event);
    }

    /**
     * Makes a stop end this connection from now on, instead of interrupting this thread. Returns false when a stop or
     * the wish for a new session came first.
     */
    boolean register(Connection current) {
        lock.lock();
        try {
            if (stop != null || renews) {
                return false;
            }
            // A restart that came before this was meant for what has ended.
            Thread.interrupted();
            restarts = false;
            connection = current;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Makes a stop or a restart interrupt this thread from now on. */
    void unregister() {
        lock.lock();
        try {
            state = ShardState.DISCONNECTED;
            connection = null;
        } finally {
            lock.unlock();
        }
    }

    private void conclude(Connection ended, Wire wire, Connection.LastWord last, @Nullable ConnectionEvent event)
            throws InterruptedException {
        Ending ending = last.ending();
        if (stop == null) {
            requests.connectionEnded(ending.reason());
        } else {
            requests.close();
        }
        Recovery.Reached reached = ended.vitals().reached();
        // Payloads that a resume brings again do not have to wait for a slow user; payloads that nothing brings again
        // must wait.
        boolean unresumable = reached.isEstablished()
                && ledger.received() == null
                && !last.rest().establishes();
        if (Recovery.keepsSession(ending) && !unresumable) {
            mailbox.deliverWhatFits(last.rest());
        } else {
            mailbox.deliverLast(last.rest());
        }
        Session session = ledger.received();
        Recovery.Plan plan = recovery.after(ending, reached, streak, session != null, time.jitter());
        follow(plan);
        if (ending.cause().initiator() != Initiator.USER) {
            Duration apart = config.stampede().ended(shard.id(), time.nanoTime(), time.jitter());
            delay = delay.compareTo(apart) < 0 ? apart : delay;
        }
        if (restarts) {
            // The connection may have been ending already, so that nothing of it could be told.
            delay = Duration.ZERO;
        }
        paced = ending.code() == CloseCode.RATE_LIMITED.code();
        if (ending.isUselessHost(reached, failures)) {
            avoidDialledHost();
        }
        Next next = stop == null ? plan.next() : Next.STOP;
        plan.sessionLost().ifPresent(why -> forgetSession(ending.cause(), why, ending.payload(), !ending.isStop()));
        if (next == Next.RESUME && wantsNewSession()) {
            // The wish came while the connection was ending already.
            next = Next.IDENTIFY;
            forgetSession(Cause.USER_NEW_SESSION, Ending.newSession().reason(), Payload.EMPTY, true);
        }
        if (event != null) {
            ended.end(event, ending, next);
        }
        shard.tally().disconnected(ending.cause());
        mailbox.notice(new Disconnected(
                ending.cause(), ending.code(), ending.reason(), next, next == Next.STOP ? Duration.ZERO : delay));
        boolean fatal = plan.next() == Next.STOP && ending.cause() == Cause.CLOSED_BY_GATEWAY;
        try {
            closeWire(wire, ending);
        } catch (InterruptedException e) {
            // A restart cannot bring back a shard that the gateway has ended for good.
            if (!fatal) {
                throw e;
            }
        }
        if (fatal) {
            throw GatewayException.of(CloseCode.of(ending.code()).orElseThrow());
        }
    }

    private void forgetSession(Cause cause, String why, Payload payload, boolean tells) {
        Session session = ledger.received();
        if (session == null) {
            return;
        }
        ledger.forget();
        keeper.invalidated();
        if (tells) {
            shard.tally().lost(cause);
            mailbox.notice(new SessionInvalidated(payload, session.id(), why));
        }
    }

    private void follow(Recovery.Plan plan) {
        streak = plan.streak();
        failures = streak.failures();
        delay = plan.delay();
    }

    private void closeWire(Wire wire, Ending ending) throws InterruptedException {
        CloseFrame wish = stop;
        CloseFrame kept = Recovery.keepsSession(ending) ? CloseFrame.RESUME : CloseFrame.NORMAL;
        CloseFrame farewell = wish == null ? kept : wish;
        switch (ending.cause()) {
            case CONNECTION_LOST, WRITE_TIMED_OUT, GATEWAY_SILENT -> wire.abort();
            case CLOSED_BY_GATEWAY -> wire.answerClose(farewell, config.closeTimeout());
            case NO_HELLO,
                    NOT_READY,
                    ENDLESS_REPLAY,
                    RECONNECT_REQUESTED,
                    INVALID_SESSION_RESUMABLE,
                    INVALID_SESSION,
                    UNREADABLE_DATA,
                    PAYLOAD_TOO_LARGE,
                    PROTOCOL_VIOLATION,
                    IDENTIFY_QUEUE_FAILED,
                    INTERNAL_FAULT,
                    USER_CLOSE,
                    USER_SUSPEND,
                    USER_RESTART,
                    USER_NEW_SESSION -> wire.close(farewell, config.closeTimeout());
        }
    }

    /** Ends the shard. The frame of the first call is the one that is sent. */
    void stop(CloseFrame frame) {
        stop(frame, Ending.close(frame));
    }

    /** Ends the shard, so that another one can resume its session. */
    void suspend() {
        stop(CloseFrame.RESUME, Ending.suspend());
    }

    private void stop(CloseFrame frame, Ending ending) {
        mailbox.closing();
        lock.lock();
        try {
            if (stop == null) {
                stop = frame;
                endOrInterrupt(ending);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connection, or the wait for the next, and connects at once. */
    void restart() {
        lock.lock();
        try {
            if (stop == null) {
                restarts = true;
                endOrInterrupt(Ending.restart());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connection, or the wait for the next, and connects at once to begin a new session. */
    void startNewSession() {
        lock.lock();
        try {
            if (stop == null) {
                restarts = true;
                renews = true;
                endOrInterrupt(Ending.newSession());
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
     * Waits until the shard has ended, or the calling thread is interrupted; for {@link #longestEnd} at most. The end can take
     * longer only if the user's own code blocks: the identify queue, the session store, the HttpClient or its executor.
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

    /**
     * The longest time that the end of a shard may take: an interrupted permit, the close handshake and the last save have a
     * close timeout each.
     */
    static Duration longestEnd(GatewayConfig config) {
        return config.closeTimeout().multipliedBy(3).plusSeconds(1);
    }

    /** Tells the writer that a command was added. */
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

    /** Whether the thread has ended and its native memory is released. */
    boolean isGone() {
        Thread owner = thread;
        if (owner == null || owner.isAlive()) {
            return false;
        }
        MessageInflater inflater = opened;
        return inflater == null || inflater.isClosed();
    }

    /** Whether nothing can resume the session, because the user has ended it or the gateway refuses the shard for good. */
    boolean isEndOfSession() {
        CloseFrame frame = stop;
        return (frame != null && frame.endsSession()) || (state == ShardState.FAILED && ledger.received() == null);
    }

    /** Why the shard has failed for good; null while it has not. */
    @Nullable
    GatewayException failure() {
        return failure;
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
