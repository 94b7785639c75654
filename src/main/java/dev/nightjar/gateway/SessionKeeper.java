package dev.nightjar.gateway;

import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.SessionStoreFailed.Action;
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
 * Brings a shard's session to the user's store, in a thread of its own, so that a store that is slow or throws holds up
 * nothing else. Without a store it does nothing. The owner calls it.
 *
 * <p>What is saved is how far the user has <em>handled</em> events: the one that the loop's body is at does not count yet, so
 * that a crash repeats it rather than losing it.
 */
final class SessionKeeper implements Runnable {

    /** How long a new session waits for the old one's removal. Longer would hold up a bot for its store. */
    static final Duration CLEAR_PATIENCE = Duration.ofSeconds(5);

    /** How many sessions of a fleet are loaded at the same time. */
    private static final int LOADS_AT_ONCE = 32;

    /** What the store said at the start. */
    record Loaded(@Nullable Session session, @Nullable Exception failure) {

        static final Loaded NOTHING = new Loaded(null, null);
    }

    private sealed interface Input {

        /** There is something to save. */
        record Progress() implements Input {}

        /** The session is over. */
        record Invalidated(CountDownLatch cleared) implements Input {}

        /** The shard is over, and its session too if it says so. */
        record Stop(boolean clears) implements Input {}
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

    /** With the kind of thread that asks the store. */
    SessionKeeper(
            GatewayConfig config,
            ShardId shard,
            Mailbox mailbox,
            @Nullable Exception loadFailure,
            ThreadFactory threads) {
        this.store = config.sessionStore().orElse(null);
        // The first HMAC of a process loads the cryptography providers, which takes longer than all else here.
        this.key = store == null ? new SessionStore.Key(shard, "") : StoredSession.key(config, shard);
        this.interval = config.sessionSaveInterval();
        this.mailbox = mailbox;
        this.ledger = mailbox.ledger();
        this.loadFailure = loadFailure;
        this.thread = threads.newThread(this);
        thread.setName("shard-" + shard.number() + "/sessions");
    }

    /**
     * The session that a shard resumes at its start: the configured one, otherwise what an earlier process has left in the store.
     * In the thread of whoever opens the shard, as nothing can begin without it.
     */
    static Loaded load(GatewayConfig config, ShardId shard) {
        return config.sessions().stream()
                .filter(session -> session.shard().equals(shard))
                .findFirst()
                .map(session -> new Loaded(session, null))
                .orElseGet(() -> loadStored(config, shard));
    }

    /** The sessions of many shards, in their order; several at once, as a store may be slow. */
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
            // An Error: what a store may throw is caught where it is asked.
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
                throw new IOException("The store gave a session of shard " + found.shard() + " for shard " + shard);
            }
            if (found != null && GatewayUrl.isSecure(config.gatewayUrl()) && !GatewayUrl.isSecure(found.resumeUrl())) {
                throw new IOException(
                        "The stored resume URL " + found.resumeUrl() + " would get the token unencrypted");
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

    /** The session is over, and the mailbox has forgotten it: nobody may resume it any more. */
    void invalidated() {
        if (store == null) {
            return;
        }
        clearing = new CountDownLatch(1);
        inputs.add(new Input.Invalidated(clearing));
    }

    /** Waits until the store has forgotten the sessions that are over, or has had time enough. */
    void awaitCleared() throws InterruptedException {
        if (store != null && !clearing.await(CLEAR_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            clearing = new CountDownLatch(0);
            mailbox.notice(new SessionStoreFailed(
                    Action.CLEAR, new TimeoutException("The session store took longer than " + CLEAR_PATIENCE)));
        }
    }

    /** The shard is over. Saves or clears for the last time, and waits for that so long at most. */
    void end(boolean clears, Duration patience) {
        if (store == null) {
            return;
        }
        inputs.add(new Input.Stop(clears));
        // A stop may have interrupted the owner to get it here.
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
                    save(ledger.handled());
                    resting = true;
                }
                case Input.Invalidated over -> {
                    clear();
                    over.cleared().countDown();
                }
                case Input.Stop stop -> {
                    if (stop.clears()) {
                        clear();
                    } else {
                        save(ledger.lastHandled());
                    }
                    return;
                }
            }
        }
    }

    private void watch() {
        ledger.watchHandled(saved, () -> inputs.add(new Input.Progress()));
    }

    private void save(@Nullable Session session) {
        if (session == null || session.equals(saved)) {
            return;
        }
        if (ask(Action.SAVE, store -> store.save(key, session))) {
            saved = session;
        }
    }

    private void clear() {
        ask(Action.CLEAR, store -> store.clear(key));
    }

    private interface Request {
        void to(SessionStore store) throws IOException;
    }

    /** Whether the store did it. Of several failures in a row the first is told, so that they cannot pile up. */
    private boolean ask(Action action, Request request) {
        try {
            if (store != null) {
                request.to(store);
            }
            failing.remove(action);
            return true;
        } catch (IOException | RuntimeException e) {
            if (failing.add(action)) {
                mailbox.notice(new SessionStoreFailed(action, e));
            }
            return false;
        }
    }
}
