package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.cluster.Lease.Renewal;
import dev.nightjar.cluster.ShardRecord.Holder;
import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.ShardId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeaseTest {

    private static final String BOT = RecordForm.bot("token");
    private static final ShardId SHARD = new ShardId(3, 16);
    private static final String KEY = ShardRecord.key(SHARD);
    private static final Session SESSION = new Session("abc", 42, URI.create("wss://resume.example"), SHARD);
    private static final Duration HELD = Duration.ofSeconds(5);

    /** A clock that the test sets. */
    private static final class Clock implements Time {

        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        void pass(Duration time) {
            now += time.toNanos();
        }
    }

    /** A ledger that fails when the test says so. */
    private static final class Shaky extends DelegatingLedger {

        private final Ledger ledger;
        private boolean failsBefore;
        private boolean failsAfter;
        private Runnable during = () -> {};

        Shaky() {
            this(LocalEngine.open().ledger());
        }

        private Shaky(Ledger ledger) {
            super(ledger);
            this.ledger = ledger;
        }

        @Override
        public OptionalLong write(String key, String value, long revision)
                throws EngineException, InterruptedException {
            if (failsBefore) {
                throw new EngineException("no connection");
            }
            OptionalLong written = ledger.write(key, value, revision);
            during.run();
            if (failsAfter) {
                throw new EngineException("no answer");
            }
            return written;
        }

        /** Puts this record there, whatever is there now. */
        void put(Holder holder) throws Exception {
            String text = new ShardRecord(BOT, SHARD, holder, SESSION).text();
            assertThat(ledger.write(KEY, text, revision())).isPresent();
        }

        void lose() throws Exception {
            assertThat(ledger.delete(KEY, revision())).isTrue();
        }

        long revision() throws Exception {
            return ledger.read(KEY).map(Entry::revision).orElse(ABSENT);
        }

        ShardRecord record() throws Exception {
            return ShardRecord.read(ledger.read(KEY).orElseThrow(), BOT, SHARD);
        }
    }

    private final Clock clock = new Clock();
    private final Shaky ledger = new Shaky();

    private Lease.Terms terms(String member) {
        return new Lease.Terms(BOT, member, ledger, clock, HELD);
    }

    private Lease claim(String member) throws Exception {
        return Lease.claim(terms(member), SHARD, ledger.revision(), SESSION).orElseThrow();
    }

    @Test
    void ofTwoThatTakeTheSameRecordOneHasIt() throws Exception {
        Lease first = claim("one");

        assertThat(Lease.claim(terms("two"), SHARD, Ledger.ABSENT, SESSION)).isEmpty();

        assertThat(first.isCurrent()).isTrue();
        assertThat(ledger.record().holder())
                .isInstanceOfSatisfying(
                        Holder.Held.class, held -> assertThat(held.member()).isEqualTo("one"));
        assertThat(ledger.record().session()).isEqualTo(SESSION);
    }

    @Test
    void theTimeCountsFromTheBeginningOfTheWriteThatMadeIt() throws Exception {
        ledger.during = () -> clock.pass(Duration.ofSeconds(2));
        Lease lease = claim("one");
        ledger.during = () -> {};

        clock.pass(Duration.ofMillis(2_999));
        assertThat(lease.isCurrent()).isTrue();
        clock.pass(Duration.ofMillis(1));
        assertThat(lease.isCurrent()).isFalse();
        assertThat(lease.isOver()).isFalse();

        assertThat(lease.renew()).isEqualTo(Renewal.REVIVED);
        assertThat(lease.isCurrent()).isTrue();
        assertThat(lease.renew()).isEqualTo(Renewal.RENEWED);
    }

    @Test
    void aRenewalWritesTheNewestSession() throws Exception {
        Lease lease = claim("one");
        Session newer = new Session("abc", 99, SESSION.resumeUrl(), SHARD);

        lease.put(newer);
        assertThat(lease.renew()).isEqualTo(Renewal.RENEWED);
        assertThat(ledger.record().session()).isEqualTo(newer);

        lease.put(null);
        assertThat(lease.renew()).isEqualTo(Renewal.RENEWED);
        assertThat(ledger.record().session()).isNull();
    }

    @Test
    void whereAnotherMemberHasTakenTheShardARenewalIsRefusedAndItsRecordStays() throws Exception {
        Lease lease = claim("one");
        Lease other = claim("two");
        lease.put(null);

        assertThat(lease.renew()).isEqualTo(Renewal.LOST);

        assertThat(lease.isOver()).isTrue();
        assertThat(lease.isCurrent()).isFalse();
        assertThat(ledger.record().session()).isEqualTo(SESSION);
        assertThat(other.renew()).isEqualTo(Renewal.RENEWED);
        assertThat(lease.release("three")).isFalse();
        assertThat(other.renew()).isEqualTo(Renewal.RENEWED);
    }

    @Test
    void aWriteWhoseAnswerDidNotComeIsLookedForBeforeTheNext() throws Exception {
        Lease lease = claim("one");
        ledger.failsAfter = true;
        assertThatExceptionOfType(EngineException.class).isThrownBy(lease::renew);
        ledger.failsAfter = false;

        assertThat(lease.renew()).isEqualTo(Renewal.RENEWED);
    }

    @Test
    void aWriteThatDidNotArriveExtendsNothing() throws Exception {
        Lease lease = claim("one");
        ledger.failsBefore = true;
        clock.pass(Duration.ofSeconds(4));
        assertThatExceptionOfType(EngineException.class).isThrownBy(lease::renew);
        clock.pass(Duration.ofSeconds(1));
        assertThat(lease.isCurrent()).isFalse();

        ledger.failsBefore = false;
        Lease other = claim("two");
        assertThat(lease.renew()).isEqualTo(Renewal.LOST);
        assertThat(other.isCurrent()).isTrue();
    }

    @Test
    void aRecordThatTheStoreHasLostIsWrittenAgain() throws Exception {
        Lease lease = claim("one");
        ledger.lose();

        assertThat(lease.renew()).isEqualTo(Renewal.RENEWED);
        assertThat(ledger.record().holder()).isInstanceOf(Holder.Held.class);
    }

    @Test
    void afterLostWritesTheRevisionMayBeTheSameAndTheRecordSomebodyElses() throws Exception {
        Lease lease = claim("one");
        long revision = ledger.revision();
        Shaky restored = new Shaky();
        while (restored.revision() < revision) {
            restored.put(new Holder.Held("two", "0123456789abcdef", false));
        }
        Lease doubtful = Lease.claim(new Lease.Terms(BOT, "one", ledger, clock, HELD), SHARD, revision, SESSION)
                .orElseThrow();
        doubtful.doubt();
        ledger.put(new Holder.Held("two", "0123456789abcdef", false));

        assertThat(doubtful.renew()).isEqualTo(Renewal.LOST);
        assertThat(ledger.record().holder()).isEqualTo(new Holder.Held("two", "0123456789abcdef", false));
        assertThat(lease.renew()).isEqualTo(Renewal.LOST);
    }

    private Optional<Renewal> renewTogether(Lease lease) throws Exception {
        long start = clock.nanoTime();
        Ledger.Change change = lease.begin().orElseThrow();
        return lease.end(ledger.write(List.of(change)).getFirst(), start);
    }

    @Test
    void aRenewalTogetherWithOthersExtendsFromItsBeginning() throws Exception {
        Lease lease = claim("one");
        clock.pass(HELD);
        ledger.during = () -> clock.pass(Duration.ofSeconds(2));

        assertThat(renewTogether(lease)).contains(Renewal.REVIVED);
        assertThat(lease.deadline() - clock.nanoTime())
                .isEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat(renewTogether(lease)).contains(Renewal.RENEWED);
    }

    @Test
    void aRenewalTogetherWithOthersThatIsRefusedIsMadeAlone() throws Exception {
        Lease lease = claim("one");
        Lease other = claim("two");

        assertThat(renewTogether(lease)).isEmpty();

        assertThat(lease.begin()).isEmpty();
        assertThat(lease.renew()).isEqualTo(Renewal.LOST);
        assertThat(renewTogether(other)).contains(Renewal.RENEWED);
    }

    @Test
    void aRenewalTogetherWithOthersWithoutAnAnswerIsMadeAlone() throws Exception {
        Lease lease = claim("one");
        Ledger.Change change = lease.begin().orElseThrow();
        assertThat(ledger.write(List.of(change)).getFirst()).isPresent();
        lease.endWithoutAnswer();

        assertThat(lease.begin()).isEmpty();
        assertThat(lease.renew()).isEqualTo(Renewal.RENEWED);
        assertThat(renewTogether(lease)).contains(Renewal.RENEWED);
    }

    @Test
    void aShardThatIsBeingGivenAwayIsNotRenewedWithOthers() throws Exception {
        Lease lease = claim("one");
        ledger.failsAfter = true;
        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> lease.release(null));

        assertThat(lease.begin()).isEmpty();
    }

    @Test
    void aShardThatIsGivenAwayIsItsHeirsToTakeWithTheLastSession() throws Exception {
        Lease lease = claim("one");
        assertThat(lease.beginGiving("two")).isTrue();
        assertThat(lease.beginGiving("three")).isFalse();
        assertThat(lease.heir()).isEqualTo("two");

        assertThat(lease.release("two")).isTrue();

        assertThat(ledger.record()).isEqualTo(new ShardRecord(BOT, SHARD, new Holder.Free("two"), SESSION));
        assertThat(lease.isOver()).isTrue();
        assertThat(lease.renew()).isEqualTo(Renewal.LOST);
    }

    @Test
    void aReleaseWhoseAnswerDidNotComeIsNotLost() throws Exception {
        Lease lease = claim("one");
        ledger.failsAfter = true;
        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> lease.release("two"));
        ledger.failsAfter = false;

        assertThat(lease.release("two")).isTrue();
        assertThat(ledger.record().holder()).isEqualTo(new Holder.Free("two"));
    }

    @Test
    void fromTheBeginningOfItsReleaseAShardIsNotHadAndNoRenewalUndoesIt() throws Exception {
        Lease lease = claim("one");
        ledger.failsAfter = true;
        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> lease.release(null));
        ledger.failsAfter = false;

        assertThat(lease.isCurrent()).isFalse();
        Lease other = claim("two");
        assertThat(lease.renew()).isEqualTo(Renewal.RENEWED);
        assertThat(lease.release(null)).isFalse();
        assertThat(other.renew()).isEqualTo(Renewal.RENEWED);
    }

    @Test
    void whoWaitsForALeaseThatHasRunOutGoesOnWhenItIsRenewed() throws Exception {
        Lease lease = claim("one");
        clock.pass(HELD);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                lease.awaitCurrent();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertThat(lease.renew()).isEqualTo(Renewal.REVIVED);
        waiting.join();
        assertThat(lease.isCurrent()).isTrue();
    }

    /** Members whose clocks begin anywhere and run up to four per cent too fast or too slow. */
    @Test
    void noTwoMembersHaveAShardAtTheSameMomentWhateverHappens() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            new World(seed).run();
        }
    }

    private static final class World {

        private static final Duration LEASE = Duration.ofSeconds(5);

        private final Random random;
        private final int seed;
        private final Shaky ledger = new Shaky();
        private final List<Player> players = new ArrayList<>();
        private long now;

        World(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            for (int i = 0; i < 3; i++) {
                players.add(new Player("m" + i, random.nextLong(), 0.96 + random.nextDouble() * 0.08));
            }
        }

        final class Player implements Time {

            private final View view = new View(BOT, LEASE);
            private final Lease.Terms terms;
            private final Attendance attendance;
            private final long offset;
            private final double rate;
            private Optional<Lease> lease = Optional.empty();

            Player(String name, long offset, double rate) {
                this.offset = offset;
                this.rate = rate;
                this.terms = new Lease.Terms(BOT, name, ledger, this, LEASE.minus(LEASE.dividedBy(10)));
                this.attendance = new Attendance(ledger, BOT, name, this);
            }

            @Override
            public long nanoTime() {
                return offset + (long) (now * rate);
            }

            void act() throws Exception {
                ledger.failsBefore = random.nextInt(6) == 0;
                ledger.failsAfter = random.nextInt(6) == 0;
                ledger.during = () -> now += random.nextInt(300) * 1_000_000L;
                if (random.nextInt(3) == 0) {
                    assertThat(attendance.renew()).isNotEqualTo(Attendance.Renewal.REPLACED);
                    return;
                }
                try {
                    if (lease.isPresent() && random.nextInt(20) == 0) {
                        var unused = lease.get().release(null);
                    } else if (lease.isPresent() && random.nextBoolean()) {
                        renewTogether(lease.get());
                    } else if (lease.isPresent()) {
                        var unused = lease.get().renew();
                    } else {
                        look();
                    }
                } catch (EngineException e) {
                    // It tries again at its next turn.
                }
                lease = lease.filter(held -> !held.isOver());
            }

            private void renewTogether(Lease held) throws Exception {
                long start = nanoTime();
                Optional<Ledger.Change> change = held.begin();
                if (change.isPresent()) {
                    try {
                        var unused =
                                held.end(ledger.write(List.of(change.get())).getFirst(), start);
                    } catch (EngineException e) {
                        held.endWithoutAnswer();
                        throw e;
                    }
                } else {
                    var unused = held.renew();
                }
            }

            private void look() throws Exception {
                List<Ledger.Entry> records = ledger.list("");
                view.look(records, attendance.proven(), nanoTime());
                boolean claimable = view.known(SHARD.total(), new TreeMap<>())
                        .getOrDefault(SHARD, new Assignment.Known.Claimable())
                        .equals(new Assignment.Known.Claimable());
                now += random.nextInt(200) * 1_000_000L;
                if (claimable) {
                    lease = Lease.claim(terms, SHARD, view.revision(KEY), view.session(SHARD));
                }
            }
        }

        void run() throws Exception {
            Map<String, Integer> had = new HashMap<>();
            for (int step = 0; step < 300; step++) {
                // Mostly half a second passes, sometimes a pause that is longer than a lease.
                now += random.nextInt(random.nextInt(15) == 0 ? 9_000 : 500) * 1_000_000L;
                players.get(random.nextInt(players.size())).act();
                List<String> owners = players.stream()
                        .filter(player -> player.lease.filter(Lease::isCurrent).isPresent())
                        .map(player -> player.terms.member())
                        .toList();
                assertThat(owners).as("seed %s, step %s", seed, step).hasSizeLessThan(2);
                owners.forEach(owner -> had.merge(owner, 1, Integer::sum));
            }
            assertThat(had.values()).as("seed %s: steps with an owner", seed).anyMatch(steps -> steps > 5);
        }
    }
}
