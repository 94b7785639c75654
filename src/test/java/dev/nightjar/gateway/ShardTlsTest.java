package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same over TLS, as Discord is reached. */
@Timeout(60)
class ShardTlsTest {

    @ParameterizedTest
    @EnumSource(Compression.class)
    void eventsArriveOverTlsWithTheUsersTrustAndTheTokenIsNeverSentInTheClear(
            Compression compression, @TempDir Path folder) throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                TlsFront front = TlsFront.start(gateway.url(), folder);
                Shard shard = Shard.open(
                        ShardId.ONE,
                        config(front, compression)
                                .httpClient(HttpClient.newBuilder()
                                        .sslContext(front.trusting())
                                        .build())
                                .build())) {
            Client client = gateway.accept();
            client.hello(41_250);
            client.expect(2);
            // A resume URL without TLS.
            client.ready("session", gateway.url().toString());
            client.dispatch("NEW_THING", 2, "{\"fill\":\"" + "x".repeat(100_000) + "\"}");

            Iterator<Event> events = shard.events().iterator();
            assertThat(await(events, Malformed.class).cause()).hasMessageContaining("resume_gateway_url");
            assertThat(await(events, Unknown.class).payload().size()).isGreaterThan(100_000);
            assertThat(shard.session().orElseThrow().resumeUrl()).isEqualTo(front.url());
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsReported(@TempDir Path folder) throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                TlsFront front = TlsFront.start(gateway.url(), folder);
                Shard shard =
                        Shard.open(ShardId.ONE, config(front, Compression.ZSTD).build())) {
            ConnectFailed failed = await(shard.events().iterator(), ConnectFailed.class);

            assertThat(failed.cause()).hasMessageContaining("certification path");
            assertThat(failed.retryIn()).isPositive();
        }
    }

    private static GatewayConfig.Builder config(TlsFront front, Compression compression) {
        return GatewayConfig.builder(Bench.TOKEN)
                .intents(Intent.GUILDS)
                .gatewayUrl(front.url())
                .compression(compression);
    }

    private static <E extends Event> E await(Iterator<Event> events, Class<E> type) {
        while (events.hasNext()) {
            Event event = events.next();
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
        throw new AssertionError("The loop ended without a " + type.getSimpleName());
    }
}
