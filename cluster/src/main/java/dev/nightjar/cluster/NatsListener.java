package dev.nightjar.cluster;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Options;
import io.nats.client.impl.ErrorListenerLoggerImpl;
import io.nats.client.support.Status;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Hears of the connection's ends and returns, of what the server refuses, and of why a connection was not made, and has the log say
 * so; the user's own listeners hear all of it too. Called by a thread of the connection.
 */
final class NatsListener implements ConnectionListener, ErrorListener {

    /** How long to wait for the reason of a failure, which another thread tells. */
    private static final long REASON_SECONDS = 1;

    private final @Nullable ConnectionListener user;
    private final @Nullable ErrorListener userErrors;
    private final String servers;
    private final NatsLog log;
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile @Nullable Exception reason; // written by the connection, read by the connecting thread
    private volatile @Nullable NatsWire wire; // written once, by the connecting thread

    /**
     * Makes a listener in place of those that the user's options have.
     *
     * @param own the user's options
     */
    NatsListener(Options own) {
        this.user = own.getConnectionListener();
        ErrorListener errors = own.getErrorListener();
        // The client's own one, which it takes where the user has set none, logs each attempt to reconnect as SEVERE.
        this.userErrors = errors == null || errors.getClass() == ErrorListenerLoggerImpl.class ? null : errors;
        this.servers =
                own.getServers().stream().map(NatsListener::withoutCredentials).collect(Collectors.joining(", "));
        this.log = new NatsLog(servers);
    }

    /** Tells this wire from now on. */
    void use(NatsWire wire) {
        this.wire = wire;
    }

    /**
     * Why there is no connection. The client's own exceptions name the URLs as they are, and a URL may have a password. So they are
     * not used.
     */
    EngineException unreachable(IOException failure) throws InterruptedException {
        if (failure instanceof AuthenticationException) {
            return new EngineException(
                    "NATS at " + servers + " refused the credentials: check the user and password, the token or"
                            + " the file of credentials that the options of the connection have");
        }
        var unused = told.await(REASON_SECONDS, TimeUnit.SECONDS);
        Exception why = reason;
        if (why == null) {
            return new EngineException("NATS could not be reached at " + servers + "; is the server running?");
        }
        if (isAboutTls(why)) {
            return new EngineException("There was no connection over TLS to NATS at " + servers + ": " + tls(why), why);
        }
        return new EngineException(
                "NATS could not be reached at " + servers + ": " + text(why) + "; is the server running?", why);
    }

    private static String tls(Exception why) {
        return text(why)
                + "; the options need an SSLContext that trusts the server's certificate, and that certificate the host"
                + " that the URL names";
    }

    private static String text(Exception why) {
        return why.getMessage() == null ? why.toString() : why.getMessage();
    }

    private static String withoutCredentials(URI url) {
        String host = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        return url.getScheme() == null ? host : url.getScheme() + "://" + host;
    }

    private static boolean isAboutTls(Exception why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            String text = cause.getMessage();
            // The client has an exception of its own when one side wants TLS and the other does not.
            if (cause instanceof SSLException || (text != null && text.startsWith("SSL "))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void connectionEvent(Connection connection, Events type, Long time, String details) {
        tell(type);
        if (user != null) {
            user.connectionEvent(connection, type, time, details);
        }
    }

    @Override
    @Deprecated // by the client, which calls the other one
    public void connectionEvent(Connection connection, Events type) {
        tell(type);
    }

    private void tell(Events type) {
        if (type == Events.CLOSED) {
            told.countDown(); // what comes before the end was told before it
        }
        NatsWire wire = this.wire;
        if (wire != null) {
            switch (type) {
                case DISCONNECTED -> {
                    wire.disconnected();
                    log.ended();
                }
                case RESUBSCRIBED -> {
                    wire.reconnected();
                    log.returned();
                }
                case CLOSED -> {
                    if (!wire.isClosed()) {
                        log.givenUp();
                    }
                }
                case CONNECTED, RECONNECTED, DISCOVERED_SERVERS, LAME_DUCK -> {}
            }
        }
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        NatsWire wire = this.wire;
        if (wire != null) {
            String subject = wire.refused(error);
            if (subject == null) {
                log.complained(error);
            } else {
                log.refused(subject, error);
            }
        }
        if (userErrors != null) {
            userErrors.errorOccurred(connection, error);
        }
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
        Exception why = exception instanceof ExecutionException && exception.getCause() instanceof Exception inner
                ? inner
                : exception;
        if (wire == null) {
            reason = why;
        } else if (isAboutTls(why)) {
            log.complained("there was no connection over TLS: " + tls(why));
        } else if (why instanceof RuntimeException && !(why instanceof CancellationException)) {
            log.complained("the client has failed with " + why);
        } // What else there is ends a connection or an attempt to have it again, of which the log tells by itself.
        if (userErrors != null) {
            userErrors.exceptionOccurred(connection, exception);
        }
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
        if (wire != null) {
            log.complained("messages are dropped, because more come in than this process takes");
        }
        if (userErrors != null) {
            userErrors.slowConsumerDetected(connection, consumer);
        }
    }

    // The others are for the user only.

    @Override
    public void messageDiscarded(Connection connection, Message message) {
        if (userErrors != null) {
            userErrors.messageDiscarded(connection, message);
        }
    }

    @Override
    public void unhandledStatus(Connection connection, JetStreamSubscription subscription, Status status) {
        if (userErrors != null) {
            userErrors.unhandledStatus(connection, subscription, status);
        }
    }

    @Override
    public void socketWriteTimeout(Connection connection) {
        if (userErrors != null) {
            userErrors.socketWriteTimeout(connection);
        }
    }
}
