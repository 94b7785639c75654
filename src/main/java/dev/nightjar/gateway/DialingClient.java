package dev.nightjar.gateway;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The HttpClient that dials: the user's, as it is, or one of the library's own. A client ends for good when its selector
 * thread ends. One task that its executor rejects, or one OutOfMemoryError, is enough for that. The library then replaces its
 * own client. Where the JDK's client knows no way to the gateway, the same client dials through a {@link Tunnel}. Safe for any
 * thread.
 */
final class DialingClient {

    private final @Nullable HttpClient users;
    private final Tunnel tunnel = new Tunnel();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable HttpClient own; // guarded by lock
    private @Nullable HttpClient tunnelled; // guarded by lock

    private DialingClient(@Nullable HttpClient users) {
        this.users = users;
    }

    /** The user's client, or one of the library's own where there is none. */
    static DialingClient of(@Nullable HttpClient users) {
        return new DialingClient(users);
    }

    /**
     * The client.
     *
     * @param connectTimeout the time for a whole dial. One address gets half of it, so that time is left for the others; a
     *     client that is there already keeps the time that it was made with.
     */
    HttpClient get(Duration connectTimeout) {
        if (users != null) {
            return users;
        }
        lock.lock();
        try {
            HttpClient current = own;
            if (current == null || current.isTerminated()) {
                // The listener only adds to a queue, so it may run on the client's selector thread. That saves one
                // wake-up for each event.
                current = HttpClient.newBuilder()
                        .executor(Runnable::run)
                        .connectTimeout(half(connectTimeout))
                        .build();
                own = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Without Duration.dividedBy, which loads BigDecimal and its tables when a bot starts. The client refuses a time of nothing. */
    private static Duration half(Duration time) {
        return Duration.ofNanos(Math.max(1, time.toNanos() / 2));
    }

    /** Whether the user's client has ended, so that no dial can succeed any more. */
    boolean isGone() {
        return users != null && users.isTerminated();
    }

    /** Opens a WebSocket: through the SOCKS proxy where there is one, otherwise at each of the host's addresses in turn. */
    Wire dial(URI url, Duration timeout) throws DialException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        HttpClient client = get(timeout);
        Proxy proxy = proxy(client, url);
        if (proxy.type() == Proxy.Type.SOCKS) {
            return tunnel.socks(proxy, url, timeout, () -> Wire.dial(tunnelled(client), url, timeout));
        }
        try {
            return Wire.dial(client, url, timeout);
        } catch (DialException e) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (proxy.type() != Proxy.Type.DIRECT || !e.isOfAddress() || !left.isPositive()) {
                throw e;
            }
            return tunnel.addresses(url, left, () -> Wire.dial(tunnelled(client), url, left));
        }
    }

    /**
     * Sends a request to the HTTP API, in the same ways. The JDK's client sends a request without TLS to a proxy instead of asking
     * it to CONNECT, so the tunnel is for https only.
     */
    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body, Duration timeout)
            throws DialException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        URI url = request.uri();
        HttpClient client = get(timeout);
        Proxy proxy = proxy(client, url);
        boolean tunnels = GatewayUrl.isEncrypted(url);
        if (proxy.type() == Proxy.Type.SOCKS) {
            if (!tunnels) {
                throw DialException.of(
                        url,
                        new DialException.ProxyFailure(
                                "a SOCKS proxy is configured, and through one this library asks https URLs only: give"
                                        + " it one as GatewayConfig.Builder.apiUrl",
                                null));
            }
            return tunnel.socks(proxy, url, timeout, () -> tunnelled(client).send(request, body));
        }
        try {
            return client.send(request, body);
        } catch (IOException e) {
            DialException failure = DialException.of(url, e);
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!tunnels || proxy.type() != Proxy.Type.DIRECT || !failure.isOfAddress() || !left.isPositive()) {
                throw failure;
            }
            return tunnel.addresses(url, left, () -> tunnelled(client).send(request, body));
        }
    }

    /** The proxy of this URL. The JDK's client uses the first one that a selector names, and so does this. */
    private static Proxy proxy(HttpClient client, URI url) {
        ProxySelector selector = client.proxy().orElseGet(ProxySelector::getDefault);
        List<Proxy> proxies = selector == null ? List.of() : selector.select(requestUri(url));
        return proxies.isEmpty() ? Proxy.NO_PROXY : proxies.getFirst();
    }

    // RFC 6455, 3: a selector knows the schemes of HTTP.
    private static URI requestUri(URI url) {
        String text = url.toString();
        return text.toLowerCase(Locale.ROOT).startsWith("ws") ? URI.create("http" + text.substring(2)) : url;
    }

    /** A client like this one that asks the tunnel to connect. */
    private HttpClient tunnelled(HttpClient like) {
        lock.lock();
        try {
            HttpClient current = tunnelled;
            if (current == null || current.isTerminated()) {
                HttpClient.Builder builder = HttpClient.newBuilder()
                        .executor(like.executor().orElse(Runnable::run))
                        .sslContext(like.sslContext())
                        .sslParameters(like.sslParameters())
                        .version(like.version())
                        .proxy(tunnel);
                like.cookieHandler().ifPresent(builder::cookieHandler);
                current = builder.build();
                tunnelled = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }
}
