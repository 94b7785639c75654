package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StreamInfo;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a ledger on NATS has: the messages of its bucket. */
@Timeout(120)
final class NatsLedgerTest {

    private static final NatsSettings SETTINGS = NatsSettings.of("bot").withTimeout(Duration.ofSeconds(30));

    private NatsServer server;
    private NatsWire wire;

    @BeforeEach
    void start() throws Exception {
        server = NatsServer.start();
        Options options =
                Options.builder().server(server.url()).reportNoResponders().build();
        wire = NatsWire.start(Nats.connect(options), SETTINGS.timeout());
    }

    @AfterEach
    void end() {
        if (wire != null) {
            wire.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void deletedKeysLeaveNothingBehindForEver() throws Exception {
        NatsLedger ledger = NatsLedger.open(wire, SETTINGS, Duration.ZERO);
        for (int i = 0; i < 150; i++) {
            long revision = ledger.write("member." + i, "", Ledger.ABSENT).orElseThrow();
            assertThat(ledger.delete("member." + i, revision)).isTrue();
        }
        assertThat(messages()).isEqualTo(150);

        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (messages() > 0 && System.nanoTime() < until) {
            assertThat(ledger.list("")).isEmpty();
        }

        assertThat(messages()).isZero();
        assertThat(ledger.write("member.0", "again", Ledger.ABSENT)).isPresent();
    }

    @Test
    void youngMarkersStay() throws Exception {
        NatsLedger ledger = NatsLedger.open(wire, SETTINGS, Duration.ofDays(1));
        long revision = ledger.write("key", "", Ledger.ABSENT).orElseThrow();
        ledger.delete("key", revision);

        assertThat(ledger.list("")).isEmpty();
        assertThat(ledger.list("")).isEmpty();

        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void aBucketThatSomebodyElseHasMadeIsUsed() throws Exception {
        var unused = wire.connection()
                .keyValueManagement()
                .create(KeyValueConfiguration.builder()
                        .name(SETTINGS.bucket())
                        .maxHistoryPerKey(5)
                        .build());
        NatsLedger ledger = NatsLedger.open(wire, SETTINGS, Duration.ZERO);

        long first = ledger.write("key", "1", Ledger.ABSENT).orElseThrow();
        long second = ledger.write("key", "2", first).orElseThrow();

        assertThat(ledger.list("")).containsExactly(new Ledger.Entry("key", "2", second));
        assertThat(ledger.delete("key", second)).isTrue();
        assertThat(ledger.list("")).isEmpty();
        assertThat(ledger.write("key", "3", Ledger.ABSENT)).isPresent();
    }

    private long messages() throws Exception {
        StreamInfo info = wire.connection().jetStreamManagement().getStreamInfo("KV_" + SETTINGS.bucket());
        return info.getStreamState().getMsgCount();
    }
}
