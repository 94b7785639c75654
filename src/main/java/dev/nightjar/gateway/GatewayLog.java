package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Disconnected.Initiator;
import dev.nightjar.gateway.event.Disconnected.Next;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.LifecycleEvent;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.ShardFailed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * The log of one shard: a line for each lifecycle event that its loop is given, in the logger named {@value #NAME}. The thread
 * that takes the events writes it, so a logger that blocks holds up no connection. A line has the shard, and neither the token
 * nor anything that people have written.
 */
final class GatewayLog {

    static final String NAME = "dev.nightjar.gateway";

    // Some 28 MB of buffers that hardly anything is ever in.
    private static final int MANY_SHARDS = 500;

    private static final String SMALL_BUFFERS = "-Djdk.httpclient.bufsize=4096"
            + " -Djdk.httpclient.websocket.writeBufferSize=4096"
            + " -Djdk.httpclient.websocket.intermediateBufferSize=4096";

    private final ShardId shard;
    private final Level least;
    private final Logger logger = System.getLogger(NAME);

    /** Writes nothing below the level {@code least}. */
    GatewayLog(ShardId shard, Level least) {
        this.shard = shard;
        this.least = least;
    }

    /** Writes what a parcel tells of the shard, if it tells anything. Called before the loop gets it. */
    void see(Parcel parcel) {
        switch (parcel) {
            case Parcel.Notice notice -> see(notice.event());
            case Parcel.Received received -> see(received.payload().type());
        }
    }

    /** Writes what an event tells of the shard, if it tells anything. */
    void see(Event event) {
        if (event instanceof LifecycleEvent own) {
            write(own);
        } else if (event instanceof Malformed malformed) {
            line(Level.WARNING, "could not use a payload: " + malformed.payload());
        }
    }

    private void see(EventType type) {
        if (type == EventType.READY) {
            line(Level.INFO, "is ready: a session has begun");
        } else if (type == EventType.RESUMED) {
            line(Level.INFO, "has resumed its session");
        }
    }

    private void write(LifecycleEvent event) {
        switch (event) {
            case Connected on ->
                line(
                        Level.INFO,
                        "is connected to " + place(on.url()) + " and " + (on.resuming() ? "resumes" : "identifies"));
            case ConnectFailed failed ->
                line(
                        Level.WARNING,
                        "could not connect to " + place(failed.url()) + ": " + failed.reason() + ", "
                                + Excerpt.of(failed.cause().getMessage()) + "; it tries again "
                                + in(failed.retryIn()));
            case Disconnected end ->
                line(
                        level(end),
                        "is disconnected: " + end.cause() + ", " + end.code() + ", " + Excerpt.of(end.reason()) + "; "
                                + what(end));
            case SessionInvalidated lost ->
                line(
                        Level.WARNING,
                        "has lost its session, and the events until it is ready again: " + Excerpt.of(lost.reason()));
            case SessionStoreFailed failed ->
                line(
                        Level.WARNING,
                        "got no answer that it can use from the session store to " + failed.action() + ": "
                                + Excerpt.of(failed.cause()));
            case IdentifyDelayed delayed ->
                line(
                        level(delayed.reason()),
                        "waits to identify: " + delayed.reason()
                                + (delayed.expected().isZero() ? "" : ", expected " + in(delayed.expected())));
            case CommandsDropped dropped ->
                line(
                        Level.WARNING,
                        "has ended with commands that were never sent: "
                                + dropped.payloads().size());
            case ShardFailed failed ->
                line(Level.ERROR, "has failed: " + Excerpt.of(failed.cause().getMessage()));
        }
    }

    // Discord asks for a reconnect several times a day, and a user knows what they have done themselves.
    private static Level level(Disconnected end) {
        if (end.initiator() == Initiator.USER) {
            return Level.INFO;
        }
        if (end.next() == Next.STOP) {
            return Level.ERROR;
        }
        return switch (end.cause()) {
            case RECONNECT_REQUESTED, USER_CLOSE, USER_SUSPEND, USER_RESTART, USER_NEW_SESSION -> Level.INFO;
            case IDENTIFY_QUEUE_FAILED, INTERNAL_FAULT -> Level.ERROR;
            case CLOSED_BY_GATEWAY,
                    CONNECTION_LOST,
                    WRITE_TIMED_OUT,
                    GATEWAY_SILENT,
                    NO_HELLO,
                    NOT_READY,
                    ENDLESS_REPLAY,
                    INVALID_SESSION_RESUMABLE,
                    INVALID_SESSION,
                    UNREADABLE_DATA,
                    PAYLOAD_TOO_LARGE,
                    PROTOCOL_VIOLATION -> Level.WARNING;
        };
    }

    // Other shards are done in seconds. The others are waited for until somebody or midnight helps.
    private static Level level(IdentifyDelayed.Reason reason) {
        return switch (reason) {
            case OTHER_SHARDS, UNKNOWN -> Level.INFO;
            case DAILY_BUDGET, COORDINATOR_UNREACHABLE -> Level.WARNING;
        };
    }

    private static String what(Disconnected end) {
        return switch (end.next()) {
            case RESUME -> "it resumes " + in(end.delay());
            case IDENTIFY -> "it begins a new session " + in(end.delay());
            case STOP ->
                CloseCode.of(end.code())
                        .filter(code -> end.initiator() == Initiator.GATEWAY && !code.canReconnect())
                        .map(code -> "the shard has ended. "
                                + Objects.requireNonNull(
                                        GatewayException.of(code).getMessage()))
                        .orElse("the shard has ended");
        };
    }

    private static String in(Duration time) {
        return time.isZero() ? "now" : "in " + time.toMillis() + " ms";
    }

    /** Where a URL leads. The rest of it, which may have come from the gateway, is left out. */
    private static String place(URI url) {
        return Excerpt.of(url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()));
    }

    /**
     * Writes how a process with many shards can do with less memory, if these are many and nothing was done for it. The JDK reads
     * its settings once, for all clients of the process, so it is not for a library to make them.
     */
    static void adviseSmallBuffers(int shards, Level least) {
        if (shards >= MANY_SHARDS && System.getProperty("jdk.httpclient.bufsize") == null) {
            line(
                    System.getLogger(NAME),
                    Level.WARNING,
                    least,
                    "A fleet of " + shards
                            + " shards begins. The JDK's buffers take two thirds of their heap, 56 KB a shard; to have"
                            + " 22 instead, start Java with " + SMALL_BUFFERS);
        }
    }

    private void line(Level level, String text) {
        line(logger, level, least, "Shard " + shard + " " + text);
    }

    private static void line(Logger logger, Level level, Level least, String text) {
        if (level.getSeverity() < least.getSeverity()) {
            return;
        }
        try {
            logger.log(level, text);
        } catch (RuntimeException e) {
            // A logger that fails must not cost the loop its event, and there is no other place to say so.
        }
    }
}
