package dev.nightjar.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection of TCP to a place, straight or through a proxy. */
final class Dial {

    private static final int LONGEST_HEAD = 8_192;
    private static final int MOST_ADDRESSES = 8;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})[^\\d].*", Pattern.DOTALL);

    private Dial() {}

    /** What has become of a dial. */
    sealed interface Result {}

    /** The connection, which must be closed, and the time that it took. */
    record Open(Socket socket, Duration took) implements Result {}

    /** Nobody accepts connections there. */
    record Refused() implements Result {}

    /** No route leads there. */
    record Unreachable() implements Result {}

    /** No answer in time. */
    record Late(Duration timeout) implements Result {}

    /** The proxy answered the CONNECT with a status of its own. */
    record ProxySaid(int status) implements Result {}

    /** The proxy did not make the connection, and gave no status. */
    record ProxyFailed() implements Result {}

    /** Something else. */
    record Failed(String error) implements Result {}

    /**
     * Dials.
     *
     * @param place where to
     * @param route which way
     * @param addresses the addresses of the place, or of the proxy where there is one
     * @param timeout for each address, and for each answer of a proxy
     */
    static Result open(Place place, Route route, List<InetAddress> addresses, Duration timeout) {
        long begin = System.nanoTime();
        int millis = Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
        Result last = new Failed("there is no address");
        int port = route.isStraight() ? place.port() : route.place().port();
        for (InetAddress address : addresses.stream().limit(MOST_ADDRESSES).toList()) {
            last = route.isSocks()
                    ? socks(place, new InetSocketAddress(address, port), millis, begin)
                    : straight(place, route, new InetSocketAddress(address, port), millis, begin);
            if (last instanceof Open || last instanceof ProxySaid || last instanceof ProxyFailed) {
                return last;
            }
        }
        return last;
    }

    private static Result straight(Place place, Route route, InetSocketAddress target, int millis, long begin) {
        Socket socket = new Socket();
        try {
            socket.connect(target, millis);
            socket.setSoTimeout(millis);
        } catch (IOException e) {
            close(socket);
            return failure(e, millis);
        }
        if (route.isStraight() || !place.needsTunnel()) {
            return open(socket, begin);
        }
        try {
            int status = tunnel(socket, place);
            if (status == 200) {
                return open(socket, begin);
            }
            close(socket);
            return new ProxySaid(status);
        } catch (IOException e) {
            close(socket);
            return new ProxyFailed();
        }
    }

    private static Result socks(Place place, InetSocketAddress proxy, int millis, long begin) {
        // The JDK's exceptions do not say whether the proxy or the host behind it was not reached, so the proxy is
        // tried first.
        try (Socket alone = new Socket()) {
            alone.connect(proxy, millis);
        } catch (IOException e) {
            return failure(e, millis);
        }
        Socket socket = new Socket(new Proxy(Proxy.Type.SOCKS, proxy));
        try {
            socket.connect(InetSocketAddress.createUnresolved(place.host(), place.port()), millis);
            socket.setSoTimeout(millis);
            return open(socket, begin);
        } catch (IOException e) {
            close(socket);
            return new ProxyFailed();
        }
    }

    private static Open open(Socket socket, long begin) {
        return new Open(socket, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static Result failure(IOException failure, int millis) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case SocketTimeoutException e -> new Late(Duration.ofMillis(millis));
            case NoRouteToHostException e -> new Unreachable();
            case ConnectException e when message.contains("unreachable") -> new Unreachable();
            case ConnectException e when message.contains("timed out") -> new Late(Duration.ofMillis(millis));
            case ConnectException e when message.contains("refused") -> new Refused();
            default -> new Failed(Words.foreign(failure.getClass().getSimpleName() + ", " + message));
        };
    }

    /** Asks a proxy of HTTP for a connection, and returns the status of its answer. RFC 9110, 9.3.6 */
    private static int tunnel(Socket socket, Place place) throws IOException {
        String host = place.host().contains(":") ? "[" + place.host() + "]" : place.host();
        String target = host + ":" + place.port();
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        Matcher status = STATUS.matcher(head(socket.getInputStream()));
        if (!status.matches()) {
            throw new IOException("no answer of HTTP");
        }
        return Integer.parseInt(status.group(1));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was of no use before.
        }
    }
}
