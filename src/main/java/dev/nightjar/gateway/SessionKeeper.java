package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.SessionStoreFailed.Action;
import dev.nightjar.gateway.jfr.Flight;
import dev.nightjar.gateway.jfr.SessionStoreEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The thread that saves and clears a shard's session in the user's store, so that a store that is slow or throws delays
 * nothing else. Without a store it does nothing. The owner calls its methods.
 *
 * <p>The saved sequence is that of the last <em>handled</em> event. The event that the loop's body is working on does not
 * count yet, so after a crash it comes again instead of being lost.
 */
final class SessionKeeper implements Runnable {

    /** How long an IDENTIFY waits until the store has cleared the old session. A slow store must not delay the bot for longer. */
    static final Duration CLEAR_PATIENCE = Duration.ofSeconds(5);

    /** How many sessions of a fleet are loaded at the same time. */
    private static final int LOADS_AT_ONCE = 32;

    /** The result of the first load. */
    record Loaded(@Nullable Session session, @Nullable Exception failure) {

        static final Loaded NOTHING = new Loaded(null, null);
    }

    private sealed interface Input {

        /** The handled session has changed. */
        record Progress() implements Input {}

        /** The session has ended. */
        record Invalidated(CountDownLatch cleared) implements Input {}

        /** The shard has ended; {@code clears} says whether its session has ended too. Handlers get this time to end. */
        record Stop(boolean clears, Duration patience) implements Input {}
    }

    private final @Nullable SessionStore store;
    private final SessionStore.Key key;
    private final Duration interval;
    private final Mailbox mailbox;
    private final SessionLedger ledger;
    private final @Nullable Exception loadFailure;
    private final Thread thread;
    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();

    // Confined to the owner.
    private CountDownLatch clearing = new CountDownLatch(0);

    // Confined to this thread.
    private @Nullable Session saved;
    private final Set<Action> failing = EnumSet.noneOf(Action.class);

    SessionKeeper(GatewayConfig config, ShardId shard, Mailbox mailbox, @Nullable Exception loadFailure) {
        this(config, shard, mailbox, loadFailure, Thread.ofVirtual().factory());
    }

    /** Makes a keeper whose thread comes from this factory. */
    SessionKeeper(
            GatewayConfig config,
            ShardId shard,
            Mailbox mailbox,
            @Nullable Exception loadFailure,
            ThreadFactory threads) {
        this.store = config.sessionStore().orElse(null);
        // The first HMAC of a process loads the cryptography providers, which takes longer than everything else here.
        this.key = store == null ? new SessionStore.Key(shard, "") : StoredSession.key(config, shard);
        this.interval = config.sessionSaveInterval();
        this.mailbox = mailbox;
        this.ledger = mailbox.ledger();
        this.loadFailure = loadFailure;
        this.thread = threads.newThread(this);
        thread.setName("shard-" + shard.number() + "/sessions");
    }

    /**
     * The session that a shard resumes at its start: the configured one, otherwise the one in the store. Runs in the thread
     * that opens the shard, because nothing can begin without it.
     */
    static Loaded load(GatewayConfig config, ShardId shard) {
        return config.sessions().stream()
                .filter(session -> session.shard().equals(shard))
                .findFirst()
                .map(session -> new Loaded(session, null))
                .orElseGet(() -> loadStored(config, shard));
    }

    /** The sessions of many shards, in their order. Loads several at the same time, because a store may be slow. */
    static List<Loaded> loadAll(List<ShardId> shards, List<GatewayConfig> configs) {
        List<FutureTask<Loaded>> loads = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            ShardId shard = shards.get(i);
            GatewayConfig config = configs.get(i);
            loads.add(new FutureTask<>(() -> load(config, shard)));
        }
        Queue<FutureTask<Loaded>> next = new ConcurrentLinkedQueue<>(loads);
        for (int i = 0; i < Math.min(LOADS_AT_ONCE, shards.size()); i++) {
            Thread.ofVirtual().name("fleet/sessions").start(() -> {
                for (FutureTask<Loaded> load = next.poll(); load != null; load = next.poll()) {
                    load.run();
                }
            });
        }
        return loads.stream().map(SessionKeeper::await).toList();
    }

    private static Loaded await(FutureTask<Loaded> load) {
        try {
            return load.get();
        } catch (InterruptedException e) {
            load.cancel(true);
            Thread.currentThread().interrupt();
            return new Loaded(null, e);
        } catch (ExecutionException e) {
            // This is an Error; the exceptions of a store are caught where it is called.
            throw new IllegalStateException("The session store failed: " + e.getCause(), e.getCause());
        }
    }

    private static Loaded loadStored(GatewayConfig config, ShardId shard) {
        if (config.sessionStore().isEmpty()) {
            return Loaded.NOTHING;
        }
        try {
            Session found = config.sessionStore()
                    .get()
                    .load(StoredSession.key(config, shard))
                    .orElse(null);
            if (found != null && !found.shard().equals(shard)) {
                throw new IOException("The store gave a session of shard " + found.shard() + " for shard " + shard
                        + ": it must keep one for each");
            }
            if (found != null && GatewayUrl.isSecure(config.gatewayUrl()) && !GatewayUrl.isSecure(found.resumeUrl())) {
                throw new IOException("The stored resume URL " + found.resumeUrl()
                        + " would get the token unencrypted: it must begin" + " with wss://, as the gateway URL does");
            }
            return new Loaded(found, null);
        } catch (IOException | RuntimeException e) {
            return new Loaded(null, e);
        }
    }

    void start() {
        if (store != null) {
            thread.start();
        }
    }

    /** Has the store clear the session, which has ended and which the mailbox has forgotten. Nobody may resume it any more. */
    void invalidated() {
        if (store == null) {
            return;
        }
        clearing = new CountDownLatch(1);
        inputs.add(new Input.Invalidated(clearing));
    }

    /** Waits until the store has cleared the sessions that have ended, for {@link #CLEAR_PATIENCE} at most. */
    void awaitCleared() throws InterruptedException {
        if (store != null && !clearing.await(CLEAR_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            clearing = new CountDownLatch(0);
            mailbox.notice(new SessionStoreFailed(
                    Action.CLEAR, new TimeoutException("The session store took longer than " + CLEAR_PATIENCE)));
        }
    }

    /** Ends the keeper: it saves or clears for the last time. Waits for that, for this time at most. */
    void end(boolean clears, Duration patience) {
        if (store == null || thread.getState() == Thread.State.NEW) {
            return;
        }
        inputs.add(new Input.Stop(clears, patience.dividedBy(2)));
        // A stop may have interrupted the owner, which is why it is here.
        boolean interrupted = Thread.interrupted();
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        if (loadFailure != null) {
            mailbox.notice(new SessionStoreFailed(Action.LOAD, loadFailure));
        }
        try {
            keep();
        } catch (InterruptedException e) {
            // The shard has ended, and the store took too long.
        }
    }

    private void keep() throws InterruptedException {
        boolean resting = false;
        watch();
        while (true) {
            Input next = resting ? inputs.poll(interval.toNanos(), TimeUnit.NANOSECONDS) : inputs.take();
            switch (next) {
                case null -> {
                    resting = false;
                    watch();
                }
                case Input.Progress progress -> {
                    resting = save(ledger.handled());
                    if (!resting) {
                        watch();
                    }
                }
                case Input.Invalidated over -> {
                    try {
                        clear();
                    } finally {
                        over.cleared().countDown();
                    }
                    // The session that follows is saved at once.
                    resting = false;
                    watch();
                }
                case Input.Stop stop -> {
                    if (stop.clears()) {
                        clear();
                    } else {
                        ledger.awaitHandlers(stop.patience());
                        var unused = save(ledger.lastHandled());
                    }
                    return;
                }
            }
        }
    }

    private void watch() {
        ledger.watchHandled(saved, () -> inputs.add(new Input.Progress()));
    }

    /** Returns whether the store was asked, for which there is no reason without a session, or without a new one. */
    private boolean save(@Nullable Session session) {
        if (session == null || session.equals(saved)) {
            return false;
        }
        if (ask(Action.SAVE, store -> store.save(key, session))) {
            saved = session;
        }
        return true;
    }

    private void clear() {
        ask(Action.CLEAR, store -> store.clear(key));
    }

    private interface Request {
        void to(SessionStore store) throws IOException;
    }

    /**
     * Calls the store; returns whether it succeeded. Only the first of several failures in a row is reported, so that reports
     * cannot pile up.
     */
    private boolean ask(Action action, Request request) {
        SessionStoreEvent event =
                Flight.sessionStore(key.shard().number(), key.shard().total());
        boolean done = call(action, request);
        if (event != null) {
            event.finish(action.name(), done);
        }
        return done;
    }

    private boolean call(Action action, Request request) {
        try {
            if (store != null) {
                request.to(store);
            }
            failing.remove(action);
            return true;
        } catch (IOException | RuntimeException e) {
            report(action, e);
            return false;
        } catch (Error e) {
            // The store is the user's code, and the shard goes on without it.
            report(action, new IllegalStateException("The session store failed: " + Excerpt.of(e), e));
            return false;
        }
    }

    private void report(Action action, Exception cause) {
        if (failing.add(action)) {
            mailbox.notice(new SessionStoreFailed(action, cause));
        }
    }
}
