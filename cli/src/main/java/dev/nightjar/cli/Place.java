package dev.nightjar.cli;

import java.net.URI;
import java.util.Locale;

/**
 * A host and port that a URL leads to.
 *
 * @param host its name or address
 * @param port its port
 * @param encrypted whether TLS is spoken there
 * @param webSocket whether a WebSocket is opened there, for which a proxy is asked to CONNECT
 */
record Place(String host, int port, boolean encrypted, boolean webSocket) {

    static Place of(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean encrypted = scheme.equals("https") || scheme.equals("wss");
        int port = url.getPort() >= 0 ? url.getPort() : encrypted ? 443 : 80;
        String host = url.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Place(bare, port, encrypted, scheme.startsWith("ws"));
    }

    /** Whether a proxy of HTTP makes a connection through itself, instead of passing single requests on. */
    boolean needsTunnel() {
        return encrypted || webSocket;
    }

    @Override
    public String toString() {
        return Words.foreign(host) + ":" + port;
    }
}
