package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.ConnectFailed.Reason;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.bbottema.javasocksproxyserver.SocksServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.ProxyAuthenticator;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/** The ways to the gateway: several addresses, proxies, and what is said when none leads there. */
@Timeout(60)
class ShardDialTest {

    /** Nothing listens at the first address; the gateway listens at the second. */
    private static final String SECOND_ANSWERS = "127-0-0-2--127-0-0-1";

    @Test
    void theShortestConnectTimeoutThatASettingAllowsMakesAClient() {
        GatewayConfig config = GatewayConfig.builder("token")
                .connectTimeout(Duration.ofNanos(1))
                .build();

        assertThat(config.httpClient().connectTimeout()).contains(Duration.ofNanos(1));
    }

    @Test
    void whenTheFirstAddressRefusesTheNextOneIsTriedInTheSameDial() {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                Bench bench = Bench.withItsOwnClient(
                        config -> config.gatewayUrl(at(gateway.url(), SECOND_ANSWERS + NamedAddresses.SUFFIX)))) {
            var client = gateway.accept();
            client.hello(41_250);
            client.expect(2);
            client.ready("session", gateway.url().toString());

            assertThat(bench.next(Ready.class).sessionId()).isEqualTo("session");
            assertThat(bench.rest()).noneMatch(ConnectFailed.class::isInstance);
            assertThat(client.request().header("Host").orElseThrow())
                    .startsWith(SECOND_ANSWERS + NamedAddresses.SUFFIX);
        }
    }

    @Test
    void whenTheFirstAddressDoesNotAnswerTheNextOneIsTriedInTheSameDial() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                FullHost full = FullHost.at("127.0.0.3", gateway.url().getPort());
                Bench bench = Bench.withItsOwnClient(config -> config.connectTimeout(Duration.ofSeconds(4))
                        .gatewayUrl(at(gateway.url(), "127-0-0-3--127-0-0-1" + NamedAddresses.SUFFIX)))) {
            gateway.accept().hello(41_250);

            assertThat(full.isFull()).isTrue();
            bench.next(Connected.class);
            assertThat(bench.rest()).noneMatch(ConnectFailed.class::isInstance);
        }
    }

    @Test
    void throughTheNextAddressTlsStillChecksTheName(@TempDir Path folder) throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                TlsFront front = TlsFront.start(gateway.url(), folder)) {
            HttpClient http = HttpClient.newBuilder()
                    .executor(Runnable::run)
                    .sslContext(front.trusting())
                    .build();
            try (Bench right = Bench.open(config ->
                    config.httpClient(http).gatewayUrl(at(front.url(), SECOND_ANSWERS + NamedAddresses.SUFFIX)))) {
                assertThat(right.shard.id()).isEqualTo(ShardId.ONE);
                assertThat(gateway.accept()).isNotNull();
            }
            try (Bench wrong = Bench.open(config -> config.httpClient(http)
                    .gatewayUrl(at(front.url(), SECOND_ANSWERS + NamedAddresses.OTHER_SUFFIX)))) {
                ConnectFailed failed = wrong.next(ConnectFailed.class);

                assertThat(failed.reason()).isEqualTo(Reason.CERTIFICATE_NOT_TRUSTED);
                assertThat(failed.cause()).hasMessageContaining(SECOND_ANSWERS + NamedAddresses.OTHER_SUFFIX);
            }
            http.shutdownNow();
        }
    }

    @Test
    void whenAllAddressesRefuseTheFailureSaysSo() throws IOException {
        String url = "ws://127-0-0-2--127-0-0-1" + NamedAddresses.SUFFIX + ":" + unusedPort();
        try (Bench bench = Bench.withItsOwnClient(config -> config.gatewayUrl(URI.create(url)))) {
            ConnectFailed failed = bench.next(ConnectFailed.class);

            assertThat(failed.reason()).isEqualTo(Reason.REFUSED);
            assertThat(failed.cause())
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageStartingWith("Could not connect to " + url + "/?v=10")
                    .hasMessageContaining("the connection was refused");
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        try (Bench bench = Bench.open(config -> config.gatewayUrl(URI.create("ws://no-such-host.invalid")))) {
            ConnectFailed failed = bench.next(ConnectFailed.class);

            assertThat(failed.reason()).isEqualTo(Reason.UNKNOWN_HOST);
            assertThat(failed.cause()).hasMessageContaining("the host no-such-host.invalid is unknown");
        }
    }

    @Test
    void anUpgradeThatNoWebSocketServerMaySendIsCalledThat() throws IOException {
        try (Answering host = Answering.with(
                        "101 Switching Protocols",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Accept: wrong");
                Bench bench = Bench.open(config -> config.gatewayUrl(host.url()))) {
            ConnectFailed failed = bench.next(ConnectFailed.class);

            assertThat(failed.reason()).isEqualTo(Reason.NOT_A_WEBSOCKET);
            assertThat(failed.cause())
                    .hasMessageContaining("answered the upgrade as no WebSocket server may")
                    .hasMessageContaining("Sec-WebSocket-Accept");
        }
    }

    @Test
    void aRefusedUpgradeHasItsReason() throws IOException {
        try (Answering host = Answering.with("503 Service Unavailable", "Content-Length: 0");
                Bench bench = Bench.open(config -> config.gatewayUrl(host.url()))) {
            assertThat(bench.next(ConnectFailed.class).reason()).isEqualTo(Reason.UPGRADE_REFUSED);
        }
    }

    @Test
    void aHostThatHangsUpIsCalledThat() throws IOException {
        try (Answering host = Answering.hangingUp();
                Bench bench = Bench.open(config -> config.gatewayUrl(host.url()))) {
            assertThat(bench.next(ConnectFailed.class).reason()).isEqualTo(Reason.CONNECTION_LOST);
        }
    }

    @Test
    void throughAnHttpProxyTheGatewayIsReached() {
        HttpProxyServer proxy = DefaultHttpProxyServer.bootstrap().withPort(0).start();
        try (Bench bench =
                Bench.open(config -> config.httpClient(through(Proxy.Type.HTTP, proxy.getListenAddress())))) {
            bench.identified();

            assertThat(bench.next(Ready.class).sessionId()).isEqualTo("session");
        } finally {
            proxy.abort();
        }
    }

    @Test
    void anHttpProxyThatWantsAPasswordIsCalledThatWithTheRemedy() {
        HttpProxyServer proxy = DefaultHttpProxyServer.bootstrap()
                .withPort(0)
                .withProxyAuthenticator(new NobodyIsLetThrough())
                .start();
        try (Bench bench =
                Bench.open(config -> config.httpClient(through(Proxy.Type.HTTP, proxy.getListenAddress())))) {
            ConnectFailed failed = bench.next(ConnectFailed.class);

            assertThat(failed.reason()).isEqualTo(Reason.PROXY_AUTHENTICATION_REQUIRED);
            assertThat(failed.cause())
                    .hasMessageContaining("-Djdk.http.auth.tunneling.disabledSchemes=")
                    .hasMessageContaining("Authenticator");
        } finally {
            proxy.abort();
        }
    }

    private static final class NobodyIsLetThrough implements ProxyAuthenticator {

        @Override
        public boolean authenticate(String user, String password) {
            return false;
        }

        @Override
        public String getRealm() {
            return "proxy";
        }
    }

    @Test
    void throughASocksProxyTheGatewayIsReachedOverTls(@TempDir Path folder) throws Exception {
        var listening = new NotingFactory();
        var proxy = new SocksServer(0).setFactory(listening);
        proxy.start();
        try (ScriptedGateway gateway = ScriptedGateway.start();
                TlsFront front = TlsFront.start(gateway.url(), folder)) {
            HttpClient http = HttpClient.newBuilder()
                    .executor(Runnable::run)
                    .sslContext(front.trusting())
                    .proxy(selector(Proxy.Type.SOCKS, listening.address()))
                    .build();
            try (Bench bench = Bench.open(config -> config.httpClient(http).gatewayUrl(front.url()))) {
                Client client = gateway.accept();
                client.hello(41_250);
                client.expect(2);
                client.ready("session", front.url().toString());

                assertThat(bench.next(Ready.class).sessionId()).isEqualTo("session");
                assertThat(listening.accepted()).isPositive();
            }
            http.shutdownNow();
        } finally {
            proxy.stop();
        }
    }

    @Test
    void theHttpApiIsNotAskedAroundASocksProxy() throws IOException {
        var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), unusedPort());
        for (String api : List.of("http://127.0.0.1:1/api", "https://127.0.0.1:1/api")) {
            GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                    .apiUrl(URI.create(api))
                    .httpClient(through(Proxy.Type.SOCKS, nobody))
                    .build();

            assertThatExceptionOfType(GatewayInfoException.class)
                    .isThrownBy(() -> GatewayInfo.fetch(config))
                    .withMessageContaining("SOCKS proxy")
                    .satisfies(
                            failure -> assertThat(failure.reason()).isEqualTo(GatewayInfoException.Reason.UNREACHABLE))
                    .satisfies(failure ->
                            assertThat(causes(failure)).allMatch(type -> Modifier.isPublic(type.getModifiers())));
        }
    }

    /** The types that a stack trace names. */
    private static List<Class<?>> causes(@Nullable Throwable failure) {
        List<Class<?>> types = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            types.add(cause.getClass());
        }
        return types;
    }

    /** Makes the socket that the proxy listens at, on a free port. */
    static final class NotingFactory extends ServerSocketFactory {

        private final CompletableFuture<ServerSocket> made = new CompletableFuture<>();
        private final AtomicInteger accepted = new AtomicInteger();

        InetSocketAddress address() {
            ServerSocket socket = made.orTimeout(30, TimeUnit.SECONDS).join();
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }

        int accepted() {
            return accepted.get();
        }

        private ServerSocket make() throws IOException {
            var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()) {
                @Override
                public Socket accept() throws IOException {
                    Socket client = super.accept();
                    accepted.incrementAndGet();
                    return client;
                }
            };
            made.complete(socket);
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return make();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return make();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            return make();
        }
    }

    @Test
    void aSocksProxyThatIsNotThereIsCalledThatAndTheHostIsNotDialledDirectly() throws IOException {
        var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), unusedPort());
        try (Bench bench = Bench.open(config -> config.httpClient(through(Proxy.Type.SOCKS, nobody)))) {
            ConnectFailed failed = bench.next(ConnectFailed.class);

            assertThat(failed.reason()).isEqualTo(Reason.PROXY_FAILED);
            assertThat(failed.cause()).hasMessageContaining("SOCKS proxy");
            assertThat(causes(failed.cause())).allMatch(type -> Modifier.isPublic(type.getModifiers()));
            assertThat(bench.gateway.connections()).isZero();
        }
    }

    /** The URL with another name of its host. */
    static URI at(URI url, String host) {
        return URI.create(url.getScheme() + "://" + host + ":" + url.getPort());
    }

    static HttpClient through(Proxy.Type type, SocketAddress address) {
        return HttpClient.newBuilder()
                .executor(Runnable::run)
                .proxy(selector(type, address))
                .build();
    }

    private static ProxySelector selector(Proxy.Type type, SocketAddress address) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(type, address));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress failed, IOException e) {}
        };
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A server that says the same to everyone and hangs up. */
    private record Answering(ServerSocket server) implements AutoCloseable {

        static Answering with(String status, String... headers) throws IOException {
            return saying("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
        }

        static Answering hangingUp() throws IOException {
            return saying("");
        }

        private static Answering saying(String answer) throws IOException {
            var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (Socket client = server.accept()) {
                        readHead(client);
                        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                        client.shutdownOutput();
                        client.getInputStream().readAllBytes();
                    } catch (IOException e) {
                        // The client has gone, or the test is over.
                    }
                }
            });
            return new Answering(server);
        }

        private static void readHead(Socket client) throws IOException {
            var head = new StringBuilder();
            int next = 0;
            while (next >= 0 && head.indexOf("\r\n\r\n") < 0) {
                next = client.getInputStream().read();
                head.append((char) next);
            }
        }

        URI url() {
            return URI.create("ws://127.0.0.1:" + server.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** An address where connections wait for ever, because nobody accepts them and the queue is full. */
    private record FullHost(ServerSocket server, List<Socket> waiting, boolean isFull) implements AutoCloseable {

        private static final int ENOUGH = 64;

        static FullHost at(String address, int port) throws IOException {
            var server = new ServerSocket(port, 1, InetAddress.getByName(address));
            List<Socket> waiting = new ArrayList<>();
            boolean full = false;
            while (!full && waiting.size() < ENOUGH) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(server.getLocalSocketAddress(), 300);
                } catch (SocketTimeoutException e) {
                    full = true;
                }
            }
            return new FullHost(server, waiting, full);
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
            server.close();
        }
    }
}
