package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.cluster.Assignment.Known;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a member that looks twice in a lease time sees that another one is dead. */
class LookoutTest {

    private static final String BOT = RecordForm.bot("token");
    private static final ShardId SHARD = new ShardId(0, 1);
    private static final Duration LEASE = Duration.ofSeconds(5);

    /** A ledger that does not answer when the test says so. */
    private static final class Silent extends DelegatingLedger {

        private boolean fails;

        Silent(Ledger ledger) {
            super(ledger);
        }

        @Override
        public List<Entry> list(String prefix) throws EngineException, InterruptedException {
            if (fails) {
                throw new EngineException("no answer");
            }
            return super.list(prefix);
        }
    }

    private final Silent ledger = new Silent(LocalEngine.open().ledger());
    private long now = 1;
    private final Attendance attendance = new Attendance(ledger, BOT, "one", () -> now);
    private final Lookout lookout = new Lookout(
            new Lease.Terms(BOT, "one", ledger, () -> now, LEASE.minus(LEASE.dividedBy(10))),
            attendance,
            new Leases(),
            LEASE);

    private void haveAnotherMemberDie() throws Exception {
        assertThat(attendance.begin(Ledger.ABSENT)).isTrue();
        var held = new ShardRecord.Holder.Held("two", RecordForm.newMark(), false);
        String text = new ShardRecord(BOT, SHARD, held, null).text();
        assertThat(ledger.write(ShardRecord.key(SHARD), text, Ledger.ABSENT)).isPresent();
    }

    private void pass(Duration time) throws Exception {
        now += time.toNanos();
        assertThat(attendance.renew()).isEqualTo(Attendance.Renewal.DONE);
    }

    private Known look() throws Exception {
        lookout.look(SHARD.total(), 0);
        return lookout.known(SHARD.total(), lookout.view().living()).getOrDefault(SHARD, new Known.Unreadable());
    }

    @Test
    void aLeaseTimeAfterItsLastRenewalAShardIsAnybodysHoweverFewTheLooksAre() throws Exception {
        look();
        haveAnotherMemberDie();
        pass(LEASE.dividedBy(10));
        pass(LEASE.multipliedBy(4).dividedBy(10));
        assertThat(look()).isEqualTo(new Known.Of("two"));
        pass(LEASE.dividedBy(2));
        assertThat(look()).isEqualTo(new Known.Of("two"));

        // The renewal that came a tenth behind its own shows since when it stands still.
        pass(LEASE.dividedBy(10));

        assertThat(look()).isEqualTo(new Known.Claimable());
    }

    @Test
    void aFailedLookTakesNoTimeFromThoseWhoCouldNotWriteEither() throws Exception {
        haveAnotherMemberDie();
        look();
        ledger.fails = true;
        pass(LEASE.dividedBy(2));
        assertThatExceptionOfType(EngineException.class).isThrownBy(this::look);
        pass(LEASE);
        ledger.fails = false;

        assertThat(look()).isEqualTo(new Known.Of("two"));
        pass(LEASE.dividedBy(2));
        assertThat(look()).isEqualTo(new Known.Of("two"));
        pass(LEASE.dividedBy(2));
        assertThat(look()).isEqualTo(new Known.Claimable());
    }
}
