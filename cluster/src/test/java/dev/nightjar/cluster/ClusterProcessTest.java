package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members in processes of their own, which die, pause and lose their engine, a real NATS server. */
@Timeout(300)
class ClusterProcessTest {

    private static final int SHARDS = 6;
    private static final ClusterRig.Plan PLAN = ClusterRig.Plan.of(SHARDS, Duration.ofSeconds(3));

    @Test
    void theShardsOfAKilledMemberGoOnAtTheOthers() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            MemberProcess victim = rig.begin("one", "two", "three").getLast();

            victim.kill();
            rig.awaitShares("one", "two");
            rig.awaitMore(5);
            rig.finish();

            assertThat(rig.identifies()).isEqualTo(SHARDS);
        }
    }

    @Test
    void aMemberThatIsTerminatedHandsItsShardsOverAndEachEventComesOnce() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            MemberProcess leaver = rig.begin("one", "two", "three").getFirst();

            leaver.terminate();
            leaver.awaitEnd();
            rig.awaitShares("two", "three");
            rig.awaitMore(5);
            rig.finish();

            assertThat(rig.handedOut().repeated()).as(rig::story).isZero();
            assertThat(rig.identifies()).isEqualTo(SHARDS);
        }
    }

    @Test
    void aMemberThatWakesAfterItsLeaseHandsOutNothingBeyondTheEventInItsHands() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            MemberProcess sleeper = rig.begin("one", "two", "three").getFirst();
            List<Integer> shards = rig.shardsOf(sleeper);

            sleeper.pause();
            rig.awaitShares("two", "three");
            rig.awaitMore(5);
            List<HandedOut.Term> before = shards.stream()
                    .map(shard -> rig.handedOut().terms(shard).getLast())
                    .toList();
            long woken = System.nanoTime();
            sleeper.goOn();
            rig.awaitShares("one", "two", "three");
            rig.awaitMore(5);
            rig.finish();

            assertThat(before).extracting(HandedOut.Term::member).doesNotContain("one");
            long late = shards.stream()
                    .flatMap(shard -> rig.handedOut().terms(shard).stream())
                    .filter(term -> term.member().equals("one") && term.first().nanos() < woken)
                    .mapToLong(term -> term.linesAfter(woken))
                    .sum();
            assertThat(late).as(rig::story).isLessThanOrEqualTo(1);
            assertThat(rig.identifies()).isEqualTo(SHARDS);
        }
    }
}
