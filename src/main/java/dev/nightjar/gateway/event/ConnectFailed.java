package dev.nightjar.gateway.event;

import java.net.URI;
import java.time.Duration;

/**
 * A dial came to nothing: no WebSocket was opened. The shard tries again by itself.
 *
 * @param url the URL that was dialled
 * @param reason why it failed, for programs
 * @param cause why it failed, in words and with what the JDK has thrown
 * @param retryIn how long the shard waits before it dials again
 */
public record ConnectFailed(URI url, Reason reason, Exception cause, Duration retryIn) implements LifecycleEvent {

    /** Why a dial failed. */
    public enum Reason {
        /** No address is known for the host's name. */
        UNKNOWN_HOST,
        /** No address of the host accepts connections. */
        REFUSED,
        /** No route leads to the host. */
        UNREACHABLE,
        /** The connection, the TLS handshake or the upgrade took longer than the connect timeout. */
        TIMED_OUT,
        /** The host's certificate is not trusted, is no longer valid, or belongs to another name. */
        CERTIFICATE_NOT_TRUSTED,
        /** TLS failed for another reason than the certificate. */
        TLS_FAILED,
        /** The proxy cannot be reached, or does not connect to the host. */
        PROXY_FAILED,
        /** The proxy wants a user name and a password. */
        PROXY_AUTHENTICATION_REQUIRED,
        /** The server answered the upgrade with an HTTP status of its own, as Discord does when it is overloaded. */
        UPGRADE_REFUSED,
        /** What answered is no WebSocket server. */
        NOT_A_WEBSOCKET,
        /** The connection was closed before the upgrade was answered. */
        CONNECTION_LOST,
        /** None of the others. */
        OTHER
    }

    @Override
    public Payload payload() {
        return Payload.EMPTY;
    }
}
