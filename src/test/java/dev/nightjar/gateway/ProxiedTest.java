package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.examples.Proxied;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;
import org.bbottema.javasocksproxyserver.SocksServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/** The programs of the guide on proxies and TLS. */
@Timeout(120)
class ProxiedTest {

    @Test
    void throughAnHttpProxyTheGatewayIsReached() {
        HttpProxyServer proxy = DefaultHttpProxyServer.bootstrap().withPort(0).start();
        InetSocketAddress address = proxy.getListenAddress();
        try {
            assertReady(config -> Proxied.http(config, address.getHostString(), address.getPort()));
            assertReady(config -> Proxied.withPassword(
                    config, address.getHostString(), address.getPort(), "user", "password".toCharArray()));
        } finally {
            proxy.abort();
        }
    }

    @Test
    void throughASocksProxyTheGatewayIsReached() {
        var listening = new ShardDialTest.NotingFactory();
        var proxy = new SocksServer(0).setFactory(listening);
        proxy.start();
        try {
            assertReady(config -> Proxied.socks(config, listening.address()));
            assertThat(listening.accepted()).isPositive();
        } finally {
            proxy.stop();
        }
    }

    @Test
    void aCertificateOfOnesOwnIsTrusted(@TempDir Path folder) throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                TlsFront front = TlsFront.start(gateway.url(), folder)) {
            GatewayConfig trusting = Proxied.trusting(
                    GatewayConfig.builder(Bench.TOKEN), folder.resolve("keys.p12"), "changeit".toCharArray());
            try (Bench bench = Bench.open(
                    config -> config.httpClient(trusting.httpClient()).gatewayUrl(front.url()))) {
                begin(gateway.accept(), front.url());

                assertThat(bench.next(Ready.class).sessionId()).isEqualTo("session");
            }
        }
    }

    @Test
    void behindAReverseProxyAResumeDialsItToo() {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                Bench bench = Bench.open(config -> Proxied.behind(config, gateway.url()).toBuilder())) {
            begin(gateway.accept(), URI.create("ws://127.0.0.1:1"));
            bench.next(Ready.class);
            bench.shard.restart();

            Client second = gateway.accept();
            second.hello(41_250);
            assertThat(second.expect(6).data()).containsEntry("session_id", "session");
        }
    }

    private static void assertReady(Function<GatewayConfig.Builder, GatewayConfig> proxied) {
        try (Bench bench = Bench.open(config -> proxied.apply(config).toBuilder())) {
            begin(bench.gateway.accept(), bench.gateway.url());

            assertThat(bench.next(Ready.class).sessionId()).isEqualTo("session");
        }
    }

    private static void begin(Client client, URI resumeUrl) {
        client.hello(41_250);
        client.expect(2);
        client.ready("session", resumeUrl.toString());
    }
}
