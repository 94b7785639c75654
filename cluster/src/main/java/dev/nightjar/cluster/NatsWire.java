package dev.nightjar.cluster;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.Subscription;
import io.nats.client.api.ApiResponse;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests over one connection to NATS, each with a deadline and with failures that say what was tried. Safe for any thread. */
final class NatsWire {

    /** How often the connection is tried. */
    static final Duration PING_INTERVAL = Duration.ofSeconds(1);

    /** How many pings in a row may have no answer. */
    private static final int MAX_MISSED = 3;

    private static final int NO_RESPONDERS = 503;

    /** What the server says when the permissions of its user do not allow a subject. */
    private static final Pattern NOT_ALLOWED = Pattern.compile(
            "permissions violation for (publish|subscription) to \"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

    /** How many refused subjects are remembered. */
    private static final int MAX_REFUSALS = 256;

    /** A subject that the server does not allow. */
    private static final class NotAllowed extends Exception {

        private static final long serialVersionUID = 1L;

        NotAllowed(String error) {
            super(error);
        }
    }

    /** A request that has no answer yet. */
    private record Waiting(String subject, CompletableFuture<Message> answer) {}

    private final Connection connection;
    private final Dispatcher dispatcher;
    private final Duration timeout;
    private final Set<NatsWatch> watches = ConcurrentHashMap.newKeySet();
    private final List<Runnable> onDisconnect = new CopyOnWriteArrayList<>();
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet(); // each leaves at its answer or deadline
    private final Map<String, String> refusals = new ConcurrentHashMap<>(); // since the last reconnect
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread pinging;
    private final CountDownLatch ended = new CountDownLatch(1);

    private NatsWire(Connection connection, Duration timeout) {
        this.connection = connection;
        this.dispatcher = connection.createDispatcher();
        this.timeout = timeout;
        this.pinging = Thread.ofVirtual().name("nightjar-nats-pings").unstarted(this::ping);
    }

    /** Uses this connection, which is closed with the wire. */
    static NatsWire start(Connection connection, Duration timeout) {
        NatsWire wire = new NatsWire(connection, timeout);
        wire.pinging.start();
        return wire;
    }

    /** Replaces the connection when pings have no answer. The client does that too, but not while anything comes in. */
    private void ping() {
        int missed = 0;
        try {
            while (connection.getStatus() != Connection.Status.CLOSED) {
                if (missed == 0 && ended.await(PING_INTERVAL.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
                int before = connections();
                try {
                    if (connection.getStatus() == Connection.Status.CONNECTED) {
                        connection.flush(PING_INTERVAL);
                    }
                    missed = 0;
                } catch (TimeoutException late) {
                    missed = connections() == before ? missed + 1 : 0;
                }
                if (missed == MAX_MISSED) {
                    missed = 0;
                    connection.forceReconnect();
                }
            }
        } catch (InterruptedException | IOException | IllegalStateException end) {
            // The connection was closed.
        }
    }

    void close() {
        ended.countDown();
        watches.forEach(NatsWatch::close);
        boolean interrupted = Thread.interrupted(); // the connection would not end otherwise
        try {
            connection.close();
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was closed by whoever has started it. */
    boolean isClosed() {
        return ended.getCount() == 0;
    }

    Connection connection() {
        return connection;
    }

    /** Hears of what comes for a subject. One thread of the connection calls all handlers, so each returns at once. */
    Subscription subscribe(String what, String subject, @Nullable String group, MessageHandler handler)
            throws EngineException {
        try {
            return group == null
                    ? dispatcher.subscribe(subject, handler)
                    : dispatcher.subscribe(subject, group, handler);
        } catch (IllegalStateException closed) {
            throw failure(what, "has not begun", closed);
        }
    }

    void unsubscribe(Subscription subscription) {
        try {
            dispatcher.unsubscribe(subscription);
        } catch (IllegalStateException closed) {
            // All subscriptions have ended with the connection.
        }
    }

    /**
     * Returns when the server has this subscription: it handles what comes in on one connection in order. So a refusal has come too
     * by then, and is the client's last error at least.
     */
    void barrier(String what, Subscription subscription) throws EngineException, InterruptedException {
        // Not by flush(): a few of them at the same time, and the client takes the connection for dead.
        var unused = api(what, "INFO", "");
        remember(connection.getLastError());
        check(what, subscription.getSubject());
    }

    /**
     * The server has said this. When it refuses a subject, nothing else ends the wait of those who have asked there. Returns that
     * subject, or the prefix of all inboxes; null when it is about something else.
     */
    @Nullable
    String refused(String error) {
        String subject = remember(error);
        if (subject != null) {
            NotAllowed refusal = new NotAllowed(error);
            for (Waiting request : waiting) {
                if (subject.equals(inboxes()) || request.subject.equals(subject)) {
                    request.answer.completeExceptionally(refusal);
                }
            }
        }
        return subject;
    }

    /** A future that fails when the server refuses what is sent to this subject; the caller cancels it at the end. */
    CompletableFuture<Message> expectRefusal(String subject) {
        CompletableFuture<Message> refusal = new CompletableFuture<>();
        addWaiting(subject, refusal);
        return refusal;
    }

    private void addWaiting(String subject, CompletableFuture<Message> answer) {
        Waiting request = new Waiting(subject, answer);
        waiting.add(request);
        var unused = answer.whenComplete((message, failure) -> waiting.remove(request));
        // A refusal that came before the request was added has not found it.
        String refusal = refusals.get(refusals.containsKey(inboxes()) ? inboxes() : subject);
        if (refusal != null) {
            answer.completeExceptionally(new NotAllowed(refusal));
        }
    }

    private String inboxes() {
        return connection.getOptions().getInboxPrefix();
    }

    private @Nullable String remember(@Nullable String error) {
        Matcher matcher = NOT_ALLOWED.matcher(error == null ? "" : error);
        if (error == null || !matcher.find()) {
            return null;
        }
        // Who may not hear its inbox gets no answer at all. Who may not write to that of another only cannot answer it.
        boolean isDeaf = matcher.group(1).equalsIgnoreCase("subscription")
                && matcher.group(2).startsWith(inboxes());
        String subject = isDeaf ? inboxes() : matcher.group(2);
        if (refusals.size() < MAX_REFUSALS) {
            refusals.put(subject, error);
        }
        return subject;
    }

    /** Fails when the server has refused this subject, to which something was sent that has no answer. */
    void check(String what, String subject) throws EngineException {
        String refusal = refusals.get(subject);
        if (refusal != null) {
            throw notAllowed(what, new NotAllowed(refusal));
        }
    }

    private static EngineException notAllowed(String what, NotAllowed refusal) {
        return new EngineException(
                what + " was refused by NATS: " + refusal.getMessage()
                        + "; give its user the permission, or use the bot and prefix that are this user's",
                refusal);
    }

    /** Sends a message that has no answer; one that cannot be sent now is forgotten. */
    void publish(String subject, byte[] data) {
        try {
            connection.publish(subject, data);
        } catch (IllegalStateException notConnected) {
            // What it says is said again, or a deadline ends the wait for it.
        }
    }

    /** The watches that hear of the connection's end and return. */
    Set<NatsWatch> watches() {
        return watches;
    }

    /** Has this run, which must return at once, whenever the connection ends. */
    void onDisconnect(Runnable then) {
        onDisconnect.add(then);
    }

    /** A number that changes as the connection ends and returns. */
    int connections() {
        return connections.get();
    }

    /** The connection has ended. */
    void disconnected() {
        connections.incrementAndGet();
        watches.forEach(NatsWatch::disconnected);
        onDisconnect.forEach(Runnable::run);
    }

    /** There is a connection again, with all subscriptions. */
    void reconnected() {
        refusals.clear(); // another server may have other permissions
        connection.clearLastError();
        connections.incrementAndGet();
        watches.forEach(NatsWatch::reconnected);
    }

    Duration timeout() {
        return timeout;
    }

    /** A request of JetStream's API, which one server answers: the leader of what it is about. */
    Message api(String what, String subject, String json) throws EngineException, InterruptedException {
        return store(what, "$JS.API." + subject, null, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A request that a stream answers. */
    Message store(String what, String subject, @Nullable Headers headers, byte[] data)
            throws EngineException, InterruptedException {
        return await(what, send(what, subject, headers, data, timeout), timeout);
    }

    /** Sends a request and does not wait for its answer. */
    CompletableFuture<Message> send(
            String what, String subject, @Nullable Headers headers, byte[] data, Duration deadline)
            throws EngineException {
        if (connection.getStatus() != Connection.Status.CONNECTED) {
            // The client would keep the request for the deadline although it does not send it.
            throw failure(what, "was not sent", null);
        }
        try {
            CompletableFuture<Message> answer = connection.requestWithTimeout(subject, headers, data, deadline);
            addWaiting(subject, answer);
            return answer;
        } catch (IllegalStateException notConnected) {
            throw failure(what, "was not sent", notConnected);
        }
    }

    /** Waits for the answer of a stream, which must be there. */
    Message await(String what, CompletableFuture<Message> answer, Duration deadline)
            throws EngineException, InterruptedException {
        Message message = awaitAny(what, answer, deadline);
        if (message == null) {
            throw failure(
                    what,
                    "found no stream of JetStream that answers; start each server with -js, or wait for a leader",
                    null);
        }
        return message;
    }

    /** Waits for an answer; null when there is nobody who could answer. */
    @Nullable
    Message awaitAny(String what, CompletableFuture<Message> answer, Duration deadline)
            throws EngineException, InterruptedException {
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException late) {
            throw failure(what, "had no answer in " + deadline, late);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof JetStreamStatusException status
                    && status.getStatus().getCode() == NO_RESPONDERS) {
                return null;
            }
            throw failure(what, "had no answer in " + deadline, failure.getCause());
        } finally {
            answer.cancel(false);
        }
    }

    /** An answer that must not be an error. */
    static <T extends ApiResponse<T>> T checked(String what, T answer) throws EngineException {
        if (answer.hasError()) {
            throw new EngineException(what + " was refused by NATS: " + answer.getDescription() + " (error "
                    + answer.getApiErrorCode() + ")");
        }
        return answer;
    }

    EngineException failure(String what, String how, @Nullable Throwable cause) {
        if (cause instanceof NotAllowed refusal) {
            return notAllowed(what, refusal);
        }
        return switch (connection.getStatus()) {
            case CONNECTED -> failure(what + " " + how, cause);
            case CLOSED -> closed(what + " " + how + ": the engine was closed", cause);
            case DISCONNECTED, RECONNECTING, CONNECTING ->
                failure(what + " " + how + ": there is no connection to NATS at present", cause);
        };
    }

    private static EngineException failure(String message, @Nullable Throwable cause) {
        return cause == null ? new EngineException(message) : new EngineException(message, cause);
    }

    private static EngineException closed(String message, @Nullable Throwable cause) {
        return cause == null ? new EngineClosedException(message) : new EngineClosedException(message, cause);
    }
}
