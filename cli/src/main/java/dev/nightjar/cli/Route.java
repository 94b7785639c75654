package dev.nightjar.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The way to a place: straight on, or through a proxy.
 *
 * @param proxy the proxy, or {@link Proxy#NO_PROXY}
 */
record Route(Proxy proxy) {

    static final Route STRAIGHT = new Route(Proxy.NO_PROXY);

    /** The route to a URL: by the proxy that the user names, else by the one that the JVM is configured with. */
    static Route to(URI url, Optional<Proxy> named) {
        if (named.isPresent()) {
            return new Route(named.get());
        }
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(ofHttp(url));
        return proxies.isEmpty() ? STRAIGHT : new Route(proxies.getFirst());
    }

    // RFC 6455, 3: a selector knows the schemes of HTTP.
    private static URI ofHttp(URI url) {
        String text = url.toString();
        return text.toLowerCase(Locale.ROOT).startsWith("ws") ? URI.create("http" + text.substring(2)) : url;
    }

    boolean isStraight() {
        return proxy.type() == Proxy.Type.DIRECT;
    }

    boolean isSocks() {
        return proxy.type() == Proxy.Type.SOCKS;
    }

    /** The place of the proxy. */
    Place place() {
        InetSocketAddress address = (InetSocketAddress) proxy.address();
        return new Place(address.getHostString(), address.getPort(), false, false);
    }

    /** A selector that always names this one, for a client of HTTP. */
    static ProxySelector selector(Proxy only) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(only);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // There is no other one.
            }
        };
    }

    @Override
    public String toString() {
        return isStraight() ? "no proxy" : "the " + (isSocks() ? "SOCKS" : "HTTP") + " proxy " + place();
    }
}
