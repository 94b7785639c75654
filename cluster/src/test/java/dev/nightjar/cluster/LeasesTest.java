package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.SessionStore;
import dev.nightjar.gateway.ShardId;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leases on a ledger in memory, with a clock that the test moves. */
class LeasesTest {

    private static final String BOT = RecordForm.bot("token");
    private static final ShardId SHARD = new ShardId(0, 1);
    private static final SessionStore.Key KEY = new SessionStore.Key(SHARD, "fingerprint");
    private static final Duration HELD = Duration.ofSeconds(5);

    private final LocalEngine engine = LocalEngine.open();
    private final AtomicLong now = new AtomicLong(1);
    private final Leases leases = new Leases();

    @AfterEach
    void close() {
        engine.close();
    }

    private Lease claim(Ledger ledger) throws Exception {
        var terms = new Lease.Terms(BOT, "one", ledger, now::get, HELD);
        Lease lease = Lease.claim(terms, SHARD, Ledger.ABSENT, null).orElseThrow();
        leases.add(lease);
        return lease;
    }

    private static Session session(String id, long sequence) {
        return new Session(id, sequence, URI.create("wss://gateway.example"), SHARD);
    }

    private ShardRecord stored() throws Exception {
        return ShardRecord.read(engine.ledger().read(ShardRecord.key(SHARD)).orElseThrow(), BOT, SHARD);
    }

    @Test
    void aNewSessionIsWrittenAtOnceAndItsProgressWithTheNextRenewal() throws Exception {
        Lease lease = claim(engine.ledger());

        leases.save(KEY, session("first", 1));
        assertThat(stored().session()).isEqualTo(session("first", 1));

        leases.save(KEY, session("first", 2));
        assertThat(stored().session()).isEqualTo(session("first", 1));
        lease.renew();
        assertThat(stored().session()).isEqualTo(session("first", 2));

        leases.save(KEY, session("second", 1));
        assertThat(stored().session()).isEqualTo(session("second", 1));
    }

    @Test
    void aLeaseThatRunsOutWhileItIsRenewedHasComeBack() throws Exception {
        Lease lease = claim(new Slow(engine.ledger()));
        now.addAndGet(HELD.toNanos() - Duration.ofMillis(300).toNanos());

        assertThat(lease.renew()).isEqualTo(Lease.Renewal.REVIVED);
        assertThat(lease.renew()).isEqualTo(Lease.Renewal.RENEWED);
    }

    @Test
    void theRenewalAfterASessionHasBroughtALeaseBackTellsOfThat() throws Exception {
        Lease lease = claim(engine.ledger());
        now.addAndGet(2 * HELD.toNanos());

        leases.clear(KEY);

        assertThat(lease.isCurrent()).isTrue();
        assertThat(lease.renew()).isEqualTo(Lease.Renewal.REVIVED);
        assertThat(lease.renew()).isEqualTo(Lease.Renewal.RENEWED);
    }

    /** A ledger whose writes take 200 ms. */
    private final class Slow extends DelegatingLedger {

        Slow(Ledger ledger) {
            super(ledger);
        }

        @Override
        public OptionalLong write(String key, String value, long revision)
                throws EngineException, InterruptedException {
            now.addAndGet(Duration.ofMillis(200).toNanos());
            return super.write(key, value, revision);
        }
    }
}
