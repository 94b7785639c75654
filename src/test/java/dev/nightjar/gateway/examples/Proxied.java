package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.GatewayConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The way to the gateway through proxies, and certificates of one's own. */
public final class Proxied {

    private Proxied() {}

    /**
     * A bot behind an HTTP proxy.
     *
     * @param builder what else is configured
     * @param host the proxy's host
     * @param port the proxy's port
     * @return the configuration
     */
    public static GatewayConfig http(GatewayConfig.Builder builder, String host, int port) {
        // @start region="http"
        HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(InetSocketAddress.createUnresolved(host, port)))
                .executor(Runnable::run)
                .build();
        GatewayConfig config = builder.httpClient(client).build();
        // @end
        return config;
    }

    /**
     * A bot behind an HTTP proxy that wants a password.
     *
     * @param builder what else is configured
     * @param host the proxy's host
     * @param port the proxy's port
     * @param user the user's name
     * @param password the password
     * @return the configuration
     */
    public static GatewayConfig withPassword(
            GatewayConfig.Builder builder, String host, int port, String user, char[] password) {
        // @start region="password"
        HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(InetSocketAddress.createUnresolved(host, port)))
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(user, password);
                    }
                })
                .executor(Runnable::run)
                .build();
        GatewayConfig config = builder.httpClient(client).build();
        // @end
        return config;
    }

    // @start region="socks"
    /** Names one SOCKS proxy for all hosts. */
    record Socks(InetSocketAddress address) {

        ProxySelector selector() {
            return new ProxySelector() {
                @Override
                public List<Proxy> select(URI url) {
                    return List.of(new Proxy(Proxy.Type.SOCKS, address));
                }

                @Override
                public void connectFailed(URI url, SocketAddress proxy, IOException failure) {}
            };
        }
    }
    // @end

    /**
     * A bot behind a SOCKS proxy.
     *
     * @param builder what else is configured
     * @param address where the proxy listens
     * @return the configuration
     */
    public static GatewayConfig socks(GatewayConfig.Builder builder, InetSocketAddress address) {
        // @start region="socks-client"
        HttpClient client = HttpClient.newBuilder()
                .proxy(new Socks(address).selector())
                .executor(Runnable::run)
                .build();
        GatewayConfig config = builder.httpClient(client).build();
        // @end
        return config;
    }

    /**
     * A bot that trusts a certificate authority of its own network.
     *
     * @param builder what else is configured
     * @param file a key store in the form PKCS12, with the certificates to trust
     * @param password its password
     * @return the configuration
     * @throws IOException when it cannot be read
     * @throws GeneralSecurityException when it has no certificate that can be used
     */
    public static GatewayConfig trusting(GatewayConfig.Builder builder, Path file, char[] password)
            throws IOException, GeneralSecurityException {
        // @start region="trust"
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            trusted.load(in, password);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder()
                .sslContext(context)
                .executor(Runnable::run)
                .build();
        GatewayConfig config = builder.httpClient(client).build();
        // @end
        return config;
    }

    /**
     * A bot that reaches Discord through a reverse proxy only.
     *
     * @param builder what else is configured
     * @param proxy where the reverse proxy takes WebSockets
     * @return the configuration
     */
    public static GatewayConfig behind(GatewayConfig.Builder builder, URI proxy) {
        // @start region="reverse"
        GatewayConfig config = builder.gatewayUrl(proxy).alwaysGatewayUrl(true).build();
        // @end
        return config;
    }
}
