package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.ConnectFailed.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A dial that failed. The message names what has happened in words, and the reason says it to programs. */
final class DialException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final int DEEPEST_CAUSE = 8;

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    // The JDK's exception for a proxy that refuses a CONNECT has the status only in its message.
    private static final Pattern TUNNEL_FAILED = Pattern.compile("Tunnel failed, got: (\\d{3})");

    /** A proxy that did not make the connection. */
    static final class ProxyFailure extends IOException {

        private static final long serialVersionUID = 1L;

        ProxyFailure(String message, @Nullable IOException cause) {
            super(message, cause);
        }
    }

    private final Reason reason;
    private final Duration retryAfter;

    private DialException(Reason reason, String message, @Nullable Throwable cause, Duration retryAfter) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** What the failure of the JDK's client means. */
    static DialException of(URI url, @Nullable Throwable failure) {
        List<Throwable> chain = chain(failure);
        for (Throwable link : chain) {
            if (link instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
                return ofAnswer(url, refused, chain);
            }
            if (link instanceof ProxyFailure) {
                return new DialException(
                        Reason.PROXY_FAILED,
                        "Could not connect to " + Excerpt.of(url) + ": " + link.getMessage(),
                        shown(link.getCause()),
                        Duration.ZERO);
            }
            Matcher tunnel = TUNNEL_FAILED.matcher(String.valueOf(link.getMessage()));
            if (tunnel.find()) {
                return ofProxy(url, Integer.parseInt(tunnel.group(1)), link);
            }
        }
        Reason reason = reason(chain);
        return new DialException(
                reason,
                "Could not connect to " + Excerpt.of(url) + ": " + words(reason, url) + detail(chain),
                shown(failure),
                Duration.ZERO);
    }

    static DialException timedOut(URI url, Duration timeout, Throwable cause) {
        return new DialException(
                Reason.TIMED_OUT, Excerpt.of(url) + " did not answer within " + timeout, cause, Duration.ZERO);
    }

    /** The reason for programs. */
    Reason reason() {
        return reason;
    }

    /** How long the server asked to wait; zero when it did not. */
    Duration retryAfter() {
        return retryAfter;
    }

    /** Whether another address of the same host may answer. */
    boolean isOfAddress() {
        return switch (reason) {
            case REFUSED, UNREACHABLE -> true;
            case TIMED_OUT -> getCause() instanceof HttpConnectTimeoutException;
            case UNKNOWN_HOST,
                    CERTIFICATE_NOT_TRUSTED,
                    TLS_FAILED,
                    PROXY_FAILED,
                    PROXY_AUTHENTICATION_REQUIRED,
                    UPGRADE_REFUSED,
                    NOT_A_WEBSOCKET,
                    CONNECTION_LOST,
                    OTHER -> false;
        };
    }

    /** This failure as an exception of a public type. */
    IOException forUser() {
        return new IOException(getMessage(), getCause());
    }

    private static List<Throwable> chain(@Nullable Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = failure; link != null && chain.size() < DEEPEST_CAUSE; link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    private static DialException ofAnswer(URI url, WebSocketHandshakeException refused, List<Throwable> chain) {
        HttpResponse<?> response = refused.getResponse();
        int status = response.statusCode();
        if (status == PROXY_AUTHENTICATION_REQUIRED) {
            return ofProxy(url, status, refused);
        }
        return status == SWITCHING_PROTOCOLS
                ? new DialException(
                        Reason.NOT_A_WEBSOCKET,
                        Excerpt.of(url) + " answered the upgrade as no WebSocket server may" + detail(chain),
                        refused,
                        Duration.ZERO)
                : new DialException(
                        Reason.UPGRADE_REFUSED,
                        Excerpt.of(url) + " answered the upgrade with HTTP " + status,
                        refused,
                        retryAfter(response));
    }

    private static DialException ofProxy(URI url, int status, Throwable cause) {
        boolean authentication = status == PROXY_AUTHENTICATION_REQUIRED;
        String said = authentication
                ? "the proxy wants a user name and a password. Set an Authenticator on the client given to"
                        + " GatewayConfig.Builder.httpClient; if the proxy uses the scheme Basic, also start Java with"
                        + " -Djdk.http.auth.tunneling.disabledSchemes= (nothing behind the equals sign)"
                : "the proxy answered CONNECT with HTTP " + status;
        return new DialException(
                authentication ? Reason.PROXY_AUTHENTICATION_REQUIRED : Reason.PROXY_FAILED,
                "Could not connect to " + Excerpt.of(url) + ": " + said,
                shown(cause),
                Duration.ZERO);
    }

    private static Reason reason(List<Throwable> chain) {
        // The innermost cause is the most exact one, so it is asked first.
        for (Throwable link : chain.reversed()) {
            Optional<Reason> known = reason(link);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return chain.stream().anyMatch(SSLException.class::isInstance)
                ? Reason.TLS_FAILED
                : chain.stream().anyMatch(ConnectException.class::isInstance) ? Reason.REFUSED : Reason.OTHER;
    }

    private static Optional<Reason> reason(Throwable link) {
        String message = String.valueOf(link.getMessage());
        Reason reason = switch (link) {
            case UnknownHostException e -> Reason.UNKNOWN_HOST;
            case UnresolvedAddressException e -> Reason.UNKNOWN_HOST;
            case NoRouteToHostException e -> Reason.UNREACHABLE;
            case ConnectException e when message.contains("unreachable") -> Reason.UNREACHABLE;
            case ConnectException e when message.contains("timed out") -> Reason.TIMED_OUT;
            case ConnectException e when message.contains("refused") -> Reason.REFUSED;
            case HttpTimeoutException e -> Reason.TIMED_OUT;
            case SocketTimeoutException e -> Reason.TIMED_OUT;
            case TimeoutException e -> Reason.TIMED_OUT;
            case GeneralSecurityException e -> Reason.CERTIFICATE_NOT_TRUSTED;
            case ProtocolException e -> Reason.NOT_A_WEBSOCKET;
            case EOFException e -> Reason.CONNECTION_LOST;
            default -> null;
        };
        return Optional.ofNullable(reason);
    }

    private static String words(Reason reason, URI url) {
        return switch (reason) {
            case UNKNOWN_HOST -> "the host " + Excerpt.of(url.getHost()) + " is unknown";
            case REFUSED -> "the connection was refused";
            case UNREACHABLE -> "the network or the host cannot be reached";
            case TIMED_OUT -> "there was no answer in time";
            case CERTIFICATE_NOT_TRUSTED -> "the certificate of " + Excerpt.of(url.getHost()) + " is not trusted";
            case TLS_FAILED -> "the TLS handshake failed";
            case PROXY_FAILED, PROXY_AUTHENTICATION_REQUIRED -> "the proxy failed";
            case UPGRADE_REFUSED, NOT_A_WEBSOCKET -> "the answer is none of a WebSocket server";
            case CONNECTION_LOST -> "the connection was closed before the upgrade";
            case OTHER -> "the dial failed";
        };
    }

    /** The message of the innermost cause that has one, in parentheses. */
    private static String detail(List<Throwable> chain) {
        for (Throwable link : chain.reversed()) {
            String message = link.getMessage();
            if (message != null && !message.isBlank()) {
                return " (" + Excerpt.of(message) + ")";
            }
        }
        return chain.isEmpty() ? "" : " (" + chain.getLast().getClass().getSimpleName() + ")";
    }

    /** An answer that is not HTTP is quoted in the cause, so it is shown as an excerpt. */
    private static @Nullable Throwable shown(@Nullable Throwable failure) {
        return failure instanceof Exception exception ? Excerpt.ofFailure(exception) : failure;
    }

    // RFC 9110, 10.2.3. Discord does not use the form with a date. The number is capped, because the server may send
    // any number.
    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), 3_600)))
                .orElse(Duration.ZERO);
    }
}
