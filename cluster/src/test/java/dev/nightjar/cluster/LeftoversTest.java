package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.ShardRecord.Holder;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.ShardId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bot that has gone from two shards to three, and is on its way to four. */
class LeftoversTest {

    private static final String BOT = RecordForm.bot("token");
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final ShardId OLD = new ShardId(1, 2);
    private static final Session SESSION = new Session("abc", 42, URI.create("wss://resume.example"), OLD);
    private static final Holder HELD = new Holder.Held("one", "0123456789abcdef", false);

    private final LocalEngine engine = LocalEngine.open();
    private final Ledger ledger = engine.ledger();
    private final AtomicLong now = new AtomicLong(1);
    private final Lease.Terms terms = new Lease.Terms(BOT, "one", ledger, now::get, Duration.ofSeconds(5));
    private final Leftovers leftovers = new Leftovers(terms, PAUSE);
    private final SeenPlan seen = new SeenPlan();

    @BeforeEach
    void plan() throws Exception {
        put(PlanRecord.KEY, plan3().text());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static PlanRecord plan3() {
        return PlanRecord.first(BOT, 2).toward(3, Resharding.DEFAULT).switched().toward(4, Resharding.DEFAULT);
    }

    private void put(String key, String text) throws Exception {
        long revision = ledger.read(key).map(Ledger.Entry::revision).orElse(Ledger.ABSENT);
        assertThat(ledger.write(key, text, revision)).isPresent();
    }

    private void put(ShardId shard, Holder holder) throws Exception {
        Session session = shard.equals(OLD) ? SESSION : null;
        put(ShardRecord.key(shard), new ShardRecord(BOT, shard, holder, session).text());
    }

    private Optional<ShardRecord> record(ShardId shard) throws Exception {
        Optional<Ledger.Entry> entry = ledger.read(ShardRecord.key(shard));
        return entry.isEmpty() ? Optional.empty() : Optional.of(ShardRecord.read(entry.get(), BOT, shard));
    }

    private void sweep() throws Exception {
        leftovers.remove(seen);
        now.addAndGet(PAUSE.toNanos());
    }

    @Test
    void aFreeRecordOfAnOldTotalIsDeletedAfterAWhile() throws Exception {
        put(OLD, new Holder.Free(null));

        sweep();
        assertThat(record(OLD)).isPresent();
        sweep();
        assertThat(record(OLD)).isEmpty();
    }

    @Test
    void itIsNotDeletedBeforeThatTimeHasPassed() throws Exception {
        put(OLD, new Holder.Free(null));

        leftovers.remove(seen);
        now.addAndGet(PAUSE.toNanos() - 1);
        leftovers.remove(seen);

        assertThat(record(OLD)).isPresent();
    }

    @Test
    void aRecordThatAMemberHoldsWhichStandsStillIsMadeNobodysFirst() throws Exception {
        put(OLD, HELD);

        sweep();
        sweep();
        assertThat(record(OLD)).contains(new ShardRecord(BOT, OLD, new Holder.Free(null), null));
        sweep();
        assertThat(record(OLD)).isPresent();
        sweep();
        assertThat(record(OLD)).isEmpty();
    }

    @Test
    void aRecordThatAMemberStillRenewsStays() throws Exception {
        for (int i = 0; i < 5; i++) {
            put(OLD, HELD);
            sweep();
        }

        assertThat(record(OLD)).contains(new ShardRecord(BOT, OLD, HELD, SESSION));
    }

    @Test
    void whatTheBotHasOrIsAboutToHaveIsNeverDeleted() throws Exception {
        List<ShardId> shards = List.of(new ShardId(0, 3), new ShardId(0, 4));
        for (ShardId shard : shards) {
            put(shard, new Holder.Free(null));
        }

        for (int i = 0; i < 5; i++) {
            sweep();
        }

        for (ShardId shard : shards) {
            assertThat(record(shard)).as("%s", shard).isPresent();
        }
    }

    @Test
    void nothingIsDeletedByAPlanThatTheStoreHasFallenBackTo() throws Exception {
        ShardId shard = new ShardId(0, 3);
        put(shard, new Holder.Free(null));
        seen.see(Optional.of(plan3()), now.get());
        put(PlanRecord.KEY, PlanRecord.first(BOT, 2).text());

        for (int i = 0; i < 5; i++) {
            sweep();
        }

        assertThat(record(shard)).isPresent();
    }

    @Test
    void anothersRecordOrAKeyThatIsNoShardsStays() throws Exception {
        put(ShardRecord.key(OLD), new ShardRecord(RecordForm.bot("other"), OLD, HELD, null).text());
        put(ShardRecord.PREFIX + "2.01", "{}");

        for (int i = 0; i < 5; i++) {
            sweep();
        }

        assertThat(ledger.list(ShardRecord.PREFIX)).hasSize(2);
    }

    @Test
    void aLeaseWhoseRecordWasDeletedWithItsTotalIsLost() throws Exception {
        Lease lease = Lease.claim(terms, OLD, Ledger.ABSENT, SESSION).orElseThrow();
        String key = ShardRecord.key(OLD);
        ledger.delete(key, ledger.read(key).orElseThrow().revision());

        assertThat(lease.renew()).isEqualTo(Lease.Renewal.LOST);
        assertThat(ledger.read(key)).isEmpty();
    }
}
