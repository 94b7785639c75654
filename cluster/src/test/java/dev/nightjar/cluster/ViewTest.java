package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.Assignment.Known;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a member makes of the records that it reads at certain times. */
class ViewTest {

    private static final String BOT = RecordForm.bot("token");
    private static final ShardId SHARD = new ShardId(0, 1);
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration PERIOD = LEASE.dividedBy(2);

    private final View view = new View(BOT, LEASE);
    private long now = 1;

    private static List<Ledger.Entry> records() {
        String mark = RecordForm.newMark();
        return List.of(
                new Ledger.Entry(
                        ShardRecord.key(SHARD),
                        new ShardRecord(BOT, SHARD, new ShardRecord.Holder.Held("one", mark, false), null).text(),
                        7),
                new Ledger.Entry(MemberRecord.key("one"), new MemberRecord(BOT, "one", mark, 0).text(), 8));
    }

    private void lookAfter(Duration pause, List<Ledger.Entry> records) {
        now += pause.toNanos();
        view.look(records, List.of(), now);
    }

    private Known known() {
        return view.known(1, view.living()).getOrDefault(SHARD, new Known.Unreadable());
    }

    @Test
    void aRecordThatStandsStillForTheLeaseTimeIsAnybodysToTake() {
        List<Ledger.Entry> records = records();
        view.look(records, List.of(), now);
        lookAfter(PERIOD, records);

        assertThat(known()).isEqualTo(new Known.Of("one"));
        assertThat(view.dead()).isEmpty();
        assertThat(view.nextDue("two") - now).isEqualTo(PERIOD.toNanos());
        assertThat(view.nextDue("one") - now).isEqualTo(LEASE.toNanos());

        lookAfter(PERIOD, records);

        assertThat(known()).isEqualTo(new Known.Claimable());
        assertThat(view.dead()).containsExactly("one");
    }

    @Test
    void theTimeInWhichTheRecordsCouldNotBeReadDoesNotCount() {
        List<Ledger.Entry> records = records();
        view.look(records, List.of(), now);
        lookAfter(PERIOD, records);

        // Nobody could renew anything either while the engine was down.
        view.missed();
        lookAfter(LEASE.multipliedBy(3), records);
        assertThat(known()).isEqualTo(new Known.Of("one"));
        assertThat(view.dead()).isEmpty();

        lookAfter(PERIOD, records);
        lookAfter(PERIOD, records);
        assertThat(known()).isEqualTo(new Known.Claimable());
    }

    @Test
    void aRecordStandsStillSinceARenewalThatCameBehindIt() {
        List<Ledger.Entry> records = records();
        view.look(List.of(), List.of(), now);
        long beat = now + 1;
        now += PERIOD.toNanos();
        // The shard's record is older than the second renewal, and the member's is newer than both.
        view.look(records, List.of(new Beat(1, 6, beat - 1), new Beat(2, 8, beat)), now);

        assertThat(view.nextDue("two")).isEqualTo(beat + LEASE.toNanos());
        now = beat + LEASE.toNanos() - 1;
        view.look(records, List.of(), now);
        assertThat(known()).isEqualTo(new Known.Of("one"));
        now++;
        view.look(records, List.of(), now);
        assertThat(known()).isEqualTo(new Known.Claimable());
        assertThat(view.dead()).isEmpty();
    }

    @Test
    void ofALookThatIsLateOnlyWhatIsUsualCounts() {
        List<Ledger.Entry> records = records();
        view.look(records, List.of(), now);

        // This process slept, or its machine did, and the others may have slept too.
        lookAfter(LEASE.multipliedBy(3), records);

        assertThat(known()).isEqualTo(new Known.Of("one"));
        assertThat(view.nextDue("two") - now)
                .isEqualTo(LEASE.multipliedBy(4).dividedBy(10).toNanos());
    }

    @Test
    void allShardsAreRenewedWhenTheLastOneIs() {
        view.look(records(), List.of(), now);
        long since = now;
        lookAfter(PERIOD, records());

        assertThat(view.isRenewed(1, since)).isTrue();
        assertThat(view.isRenewed(1, now)).isFalse();
        assertThat(view.isRenewed(2, since)).isFalse();
    }

    @Test
    void renewalsSayNothingWhereTheRecordsCouldNotBeRead() {
        List<Ledger.Entry> records = records();
        view.look(List.of(), List.of(), now);
        long beat = now + 1;
        now += LEASE.multipliedBy(3).toNanos();
        view.look(records, List.of(new Beat(1, 9, beat)), now);

        assertThat(known()).isEqualTo(new Known.Of("one"));
        assertThat(view.nextDue("two") - now).isEqualTo(LEASE.toNanos());
    }

    @Test
    void whatWasDueBeforeAsksForNoOtherLook() {
        List<Ledger.Entry> records = records();
        view.look(records, List.of(), now);
        lookAfter(PERIOD, records);
        lookAfter(PERIOD, records);

        assertThat(known()).isEqualTo(new Known.Claimable());
        assertThat(view.nextDue("two") - now).isEqualTo(LEASE.toNanos());
    }
}
