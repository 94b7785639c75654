package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.Attendance.Renewal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The record of a member, in a store that may lose writes, and what its renewals prove. */
class AttendanceTest {

    private static final String BOT = RecordForm.bot("token");
    private static final String KEY = MemberRecord.key("one");

    private final Store store = new Store();
    private long now = 100;
    private final Attendance attendance = new Attendance(store, BOT, "one", () -> now);

    /** A ledger that can be set back to what it was, as a server that was killed before it had written to its disk. */
    private static final class Store implements Ledger {

        private Map<String, Entry> entries = new HashMap<>();
        private long last;
        private boolean fails;

        private record Kept(Map<String, Entry> entries, long last) {}

        Kept keep() {
            return new Kept(new HashMap<>(entries), last);
        }

        void setBack(Kept kept) {
            entries = new HashMap<>(kept.entries);
            last = kept.last;
        }

        @Override
        public Optional<Entry> read(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public List<Entry> list(String prefix) {
            return new ArrayList<>(entries.values());
        }

        @Override
        public OptionalLong write(String key, String value, long revision) throws EngineException {
            if (fails) {
                throw new EngineException("no answer");
            }
            if (read(key).map(Entry::revision).orElse(ABSENT) != revision) {
                return OptionalLong.empty();
            }
            entries.put(key, new Entry(key, value, ++last));
            return OptionalLong.of(last);
        }

        @Override
        public boolean delete(String key, long revision) {
            return read(key).filter(entry -> entry.revision() == revision).isPresent() && entries.remove(key) != null;
        }

        @Override
        public Subscription watch(String prefix, Listener listener) {
            return () -> {};
        }
    }

    private void begin() throws Exception {
        assertThat(attendance.begin(Ledger.ABSENT)).isTrue();
    }

    private void renew() throws Exception {
        now += 10;
        assertThat(attendance.renew()).isEqualTo(Renewal.DONE);
    }

    private void somebodyWrites(String key) throws Exception {
        assertThat(store.write(
                        key, "", store.read(key).map(Ledger.Entry::revision).orElse(Ledger.ABSENT)))
                .isPresent();
    }

    private MemberRecord record() throws Exception {
        return MemberRecord.read(store.read(KEY).orElseThrow(), BOT);
    }

    @Test
    void eachRenewalProvesWhenWhatCameBeforeItWasBegun() throws Exception {
        begin();
        somebodyWrites("other");
        renew();
        renew();

        assertThat(attendance.proven()).containsExactly(new Beat(0, 1, 100), new Beat(1, 3, 110), new Beat(2, 4, 120));
    }

    @Test
    void onlyTheLastRenewalsAreRemembered() throws Exception {
        begin();
        for (int i = 0; i < 100; i++) {
            renew();
        }

        assertThat(attendance.proven()).hasSize(32).endsWith(new Beat(100, 101, 1_100));
    }

    @Test
    void nothingIsProvenWhileTheStoreHasLostARenewal() throws Exception {
        begin();
        renew();
        Store.Kept kept = store.keep();
        renew();
        store.setBack(kept);
        somebodyWrites("other"); // at the revision that the lost renewal had

        assertThat(attendance.proven()).isEmpty();

        renew();

        assertThat(attendance.proven()).containsExactly(new Beat(3, 4, 130));
    }

    @Test
    void nothingIsProvenAfterAWriteWithoutAnAnswer() throws Exception {
        begin();
        renew();
        store.fails = true;
        assertThat(attendance.renew()).isEqualTo(Renewal.NO_ANSWER);
        assertThat(attendance.proven()).isEmpty();
        store.fails = false;

        renew();
        renew();

        assertThat(attendance.proven()).extracting(Beat::revision).containsExactly(3L, 4L);
    }

    @Test
    void aMemberThatWasBelievedDeadIsThereAgain() throws Exception {
        begin();
        assertThat(store.delete(KEY, 1)).isTrue();

        renew();

        assertThat(record().beat()).isEqualTo(1);
    }

    @Test
    void aMemberWhoseNameAnotherProcessHasTakenIsToldAndDeletesNothing() throws Exception {
        begin();
        Attendance other = new Attendance(store, BOT, "one", () -> now);
        assertThat(other.begin(1)).isTrue();
        MemberRecord others = record();

        assertThat(attendance.renew()).isEqualTo(Renewal.REPLACED);
        assertThat(attendance.renew()).isEqualTo(Renewal.REPLACED);
        attendance.end();

        assertThat(record()).isEqualTo(others);
        assertThat(other.renew()).isEqualTo(Renewal.DONE);
    }

    @Test
    void whatCannotBeReadInItsPlaceIsWrittenOver() throws Exception {
        begin();
        somebodyWrites(KEY);

        renew();

        assertThat(record().name()).isEqualTo("one");
        renew();
        assertThat(attendance.proven()).hasSize(2);
    }
}
