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
    private static final Duration PERIOD = LEASE.dividedBy(10);

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
        view.look(records, now);
    }

    private Known known() {
        return view.known(1, view.living()).getOrDefault(SHARD, new Known.Unreadable());
    }

    @Test
    void aRecordThatStandsStillForTheLeaseTimeIsAnybodysToTake() {
        List<Ledger.Entry> records = records();
        view.look(records, now);
        for (int look = 1; look < 10; look++) {
            lookAfter(PERIOD, records);
        }

        assertThat(known()).isEqualTo(new Known.Of("one"));
        assertThat(view.dead()).isEmpty();

        lookAfter(PERIOD, records);

        assertThat(known()).isEqualTo(new Known.Claimable());
        assertThat(view.dead()).containsExactly("one");
    }

    @Test
    void theTimeInWhichTheRecordsCouldNotBeReadDoesNotCount() {
        List<Ledger.Entry> records = records();
        view.look(records, now);
        lookAfter(PERIOD, records);

        // Nobody could renew anything either while the engine was down.
        lookAfter(LEASE.multipliedBy(3), records);
        assertThat(known()).isEqualTo(new Known.Of("one"));
        assertThat(view.dead()).isEmpty();

        for (int look = 0; look < 10; look++) {
            lookAfter(PERIOD, records);
        }
        assertThat(known()).isEqualTo(new Known.Claimable());
    }
}
