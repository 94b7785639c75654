package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.bbottema.javasocksproxyserver.SocksServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.ProxyAuthenticator;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/** The doctor and proxies that are real ones. */
@Timeout(120)
class ProxyTest {

    private final SimulatedGateway gateway =
            SimulatedGateway.builder().token(Run.TOKEN).start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    private Run doctor(String proxy) {
        return Run.of(
                "doctor", "--listen", "100ms", "--api-url", gateway.httpUrl().toString(), "--proxy", proxy);
    }

    @Test
    void throughAnHttpProxyTheBotLogsIn() {
        HttpProxyServer proxy = DefaultHttpProxyServer.bootstrap().withPort(0).start();
        try {
            int port = proxy.getListenAddress().getPort();
            Run run = doctor("127.0.0.1:" + port);

            assertThat(run.text())
                    .contains("The way out is the HTTP proxy 127.0.0.1:" + port + ", which --proxy names.")
                    .contains("ok login Logged in as nightjar");
            assertThat(run.status()).isZero();
        } finally {
            proxy.abort();
        }
    }

    @Test
    void aProxyThatWantsAPasswordIsCalledThat() {
        HttpProxyServer proxy = DefaultHttpProxyServer.bootstrap()
                .withPort(0)
                .withProxyAuthenticator(new NobodyIsLetThrough())
                .start();
        try {
            int port = proxy.getListenAddress().getPort();
            Run run = Run.of(
                    "doctor",
                    "--api-url",
                    "https://discord.com/api/v10",
                    "--gateway-url",
                    "wss://gateway.discord.gg",
                    "--proxy",
                    "http://127.0.0.1:" + port);

            assertThat(run.text()).contains("wants a user name and a password for discord.com:443 (HTTP 407)");
            assertThat(run.status()).isEqualTo(13);
        } finally {
            proxy.abort();
        }
    }

    @Test
    void throughASocksProxyTheBotLogsIn() throws Exception {
        var listening = new NotingFactory();
        var proxy = new SocksServer(0).setFactory(listening);
        proxy.start();
        try {
            Run run = doctor("socks://127.0.0.1:" + listening.port());

            assertThat(run.text()).contains("The way out is the SOCKS proxy", "ok login Logged in as nightjar");
            assertThat(run.status()).isZero();
        } finally {
            proxy.stop();
        }
    }

    @Test
    void aProxyThatIsNotThereIsTheProxysTrouble() throws IOException {
        int closed = closedPort();

        assertThat(doctor("socks://127.0.0.1:" + closed).text())
                .contains("TROUBLE tcp Nothing accepts connections at the SOCKS proxy 127.0.0.1:" + closed)
                .contains("Check the host and port of the proxy, and that it runs.");
        assertThat(doctor("127.0.0.1:" + closed).text())
                .contains("TROUBLE tcp Nothing accepts connections at the HTTP proxy 127.0.0.1:" + closed);
    }

    @Test
    void whatIsNoProxyOfThisKindIsCalledThat() throws IOException {
        try (CannedServer web = CannedServer.of(CannedServer.http("400 Bad Request", "", ""))) {
            Run run = Run.of(
                    "doctor",
                    "--timeout",
                    "5s",
                    "--no-login",
                    "--api-url",
                    gateway.httpUrl().toString(),
                    "--proxy",
                    "socks://127.0.0.1:" + web.port());

            assertThat(run.text())
                    .contains("TROUBLE tcp The proxy 127.0.0.1:" + web.port() + " makes no connection to 127.0.0.1:")
                    .contains("Check that it is a proxy of this kind");
            assertThat(run.status()).isEqualTo(13);
        }
    }

    @Test
    void aProxyOfTheSystemPropertiesIsNamedAsTheirs() throws Exception {
        int closed = closedPort();

        Run run = ChildJvm.run(
                List.of("-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=" + closed, "-Dhttp.nonProxyHosts="),
                Map.of("DISCORD_TOKEN", Run.TOKEN),
                List.of("doctor", "--no-login", "--api-url", gateway.httpUrl().toString()));

        assertThat(run.text())
                .contains("The way out is the HTTP proxy 127.0.0.1:" + closed
                        + ", which the JVM's system properties name.")
                .contains("TROUBLE tcp Nothing accepts connections at the HTTP proxy");
    }

    private static int closedPort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
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

    /** Makes the socket that the SOCKS proxy listens on, and tells its port. */
    private static final class NotingFactory extends ServerSocketFactory {

        private final BlockingQueue<Integer> ports = new LinkedBlockingQueue<>();

        int port() throws InterruptedException {
            Integer port = ports.poll(30, TimeUnit.SECONDS);
            assertThat(port).as("the port of the SOCKS proxy").isNotNull();
            return port;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            var socket = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
            ports.add(socket.getLocalPort());
            return socket;
        }
    }
}
