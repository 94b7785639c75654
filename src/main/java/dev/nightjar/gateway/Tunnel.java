package dev.nightjar.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy inside of this process, for what the JDK's client cannot do: it tries only the first address of a host, and it
 * passes by a SOCKS proxy. The client asks this proxy to CONNECT, and the proxy makes the connection in another way. TLS goes
 * through it from end to end, so the client still checks the name in the certificate.
 *
 * <p>It listens on the loopback interface, and only while a dial is on its way. It connects to nothing but the hosts that are
 * just being dialled. Safe for any thread.
 */
final class Tunnel extends ProxySelector {

    private static final int MOST_CHARACTERS = 8_192;

    private static final int BUFFER_BYTES = 16_384;

    // A WebSocket closes its output first and then waits for the answer to its close frame. A peer that has died never
    // answers, and must not hold the socket.
    private static final Duration LINGER = Duration.ofMinutes(1);

    /**
     * The way to a host.
     *
     * @param proxy the SOCKS proxy, or null to connect to the host's addresses in turn
     * @param first which of the addresses is tried first
     * @param deadline when the connection must stand, on the clock of {@link System#nanoTime()}
     */
    private record Route(@Nullable Proxy proxy, int first, long deadline) {}

    /** How a client connects through the tunnel. */
    interface Dialling<T> {
        T dial() throws IOException, InterruptedException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private int dials; // guarded by lock
    private @Nullable ServerSocket server; // guarded by lock

    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final Map<String, IOException> failures = new ConcurrentHashMap<>();

    /** Dials through a SOCKS proxy. */
    <T> T socks(Proxy proxy, URI url, Duration timeout, Dialling<T> dialling)
            throws DialException, InterruptedException {
        return through(new Route(proxy, 0, System.nanoTime() + timeout.toNanos()), url, dialling);
    }

    /** Dials the host's addresses in turn; the first one, which has failed already, comes last. */
    <T> T addresses(URI url, Duration timeout, Dialling<T> dialling) throws DialException, InterruptedException {
        return through(new Route(null, 1, System.nanoTime() + timeout.toNanos()), url, dialling);
    }

    private <T> T through(Route route, URI url, Dialling<T> dialling) throws DialException, InterruptedException {
        String target = target(url);
        routes.put(target, route);
        failures.remove(target);
        try {
            enter();
            try {
                return dialling.dial();
            } finally {
                leave();
            }
        } catch (IOException e) {
            IOException failure = failures.remove(target);
            if (failure == null && e instanceof DialException known) {
                throw known;
            }
            throw DialException.of(url, failure == null ? e : failure);
        }
    }

    private static String target(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : GatewayUrl.isEncrypted(url) ? 443 : 80;
        return url.getHost() + ":" + port;
    }

    private void enter() throws IOException {
        lock.lock();
        try {
            if (dials == 0) {
                ServerSocket opened = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
                server = opened;
                Thread.ofVirtual().name("tunnel").start(() -> accept(opened));
            }
            dials++;
        } finally {
            lock.unlock();
        }
    }

    private void leave() throws IOException {
        lock.lock();
        try {
            dials--;
            ServerSocket current = server;
            if (dials == 0 && current != null) {
                server = null;
                current.close();
                routes.clear();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        lock.lock();
        try {
            ServerSocket current = server;
            if (current == null) {
                throw new IllegalStateException("No dial is on its way");
            }
            return List.of(new Proxy(Proxy.Type.HTTP, current.getLocalSocketAddress()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The dial throws the failure.
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                Thread.ofVirtual().name("tunnel-client").start(() -> serve(client));
            }
        } catch (IOException e) {
            // The last dial has ended, and the socket with it.
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
            String target = readConnect(client.getInputStream());
            Route route = target == null ? null : routes.get(target);
            if (route == null || target == null) {
                answer(client, "403 Forbidden");
                return;
            }
            Socket far;
            try {
                far = connect(target, route);
            } catch (IOException e) {
                failures.put(target, e);
                answer(client, "502 Bad Gateway");
                return;
            }
            try (far) {
                client.setSoTimeout(0);
                client.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                answer(client, "200 OK");
                Thread back = Thread.ofVirtual().name("tunnel-back").start(() -> copy(far, client));
                copy(client, far);
                var unused = back.join(LINGER);
            }
        } catch (IOException e) {
            // One of the two has gone. The sockets are closed, and the other one notices.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The target of a CONNECT request, whose header is read to its end; null when it is another request. */
    private static @Nullable String readConnect(InputStream input) throws IOException {
        var head = new StringBuilder();
        while (head.length() < MOST_CHARACTERS && head.indexOf("\r\n\r\n") < 0) {
            int next = input.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        String[] words = head.toString().lines().findFirst().orElse("").split(" ", -1);
        return words.length == 3 && words[0].equals("CONNECT") ? words[1] : null;
    }

    private static void answer(Socket client, String status) throws IOException {
        OutputStream output = client.getOutputStream();
        output.write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        output.flush();
    }

    private static Socket connect(String target, Route route) throws IOException {
        int colon = target.lastIndexOf(':');
        String host = target.substring(0, colon);
        int port = Integer.parseInt(target.substring(colon + 1));
        Proxy proxy = route.proxy();
        if (proxy != null) {
            try {
                // The proxy looks up the name, which may be known only behind it.
                return connect(new Socket(proxy), InetSocketAddress.createUnresolved(host, port), route.deadline(), 1);
            } catch (IOException e) {
                throw new DialException.ProxyFailure(
                        "the SOCKS proxy " + proxy.address() + " did not connect: " + e.getMessage(), e);
            }
        }
        InetAddress[] addresses = InetAddress.getAllByName(bare(host));
        IOException failure = null;
        for (int i = 0; i < addresses.length; i++) {
            InetAddress address = addresses[(i + route.first()) % addresses.length];
            try {
                return connect(
                        new Socket(), new InetSocketAddress(address, port), route.deadline(), addresses.length - i);
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure == null ? new IOException("no address") : failure;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Connects within this share of the time that is left. */
    private static Socket connect(Socket socket, InetSocketAddress address, long deadline, int share)
            throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) / share;
        try {
            socket.connect(address, (int) Math.max(1, left));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Copies until the end of the stream, which is passed on, or until one of the sockets is closed. */
    private static void copy(Socket from, Socket to) {
        try {
            byte[] buffer = new byte[BUFFER_BYTES];
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            int length;
            while ((length = input.read(buffer)) >= 0) {
                output.write(buffer, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            // A reset tells the peer that the stream has not come to its end.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
