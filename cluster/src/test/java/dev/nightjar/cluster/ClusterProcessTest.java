package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.ClusterRig.Plan;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members in processes of their own that die, pause, leave and lose their engine, which is a real NATS server. */
@Timeout(300)
class ClusterProcessTest {

    private static final Plan PLAN = Plan.of(6, Duration.ofSeconds(3));

    @Test
    void theShardsOfAKilledMemberGoOnAtTheOthers() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            MemberProcess victim = rig.begin("one", "two", "three").getLast();

            victim.kill();
            rig.awaitShares("one", "two");
            rig.awaitMore(5);
            rig.finish();

            assertThat(rig.identifies()).as(rig::story).isZero();
        }
    }

    @Test
    void theLastMemberTakesAllWhenTwoAreKilledAtOnce() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            List<MemberProcess> members = rig.begin("one", "two", "three");

            members.get(0).kill();
            members.get(1).kill();
            rig.awaitShares("three");
            rig.awaitMore(5);
            rig.finish();

            assertThat(rig.identifies()).as(rig::story).isZero();
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
            assertThat(rig.identifies()).as(rig::story).isZero();
        }
    }

    @Test
    void aDeployThatReplacesEachProcessInTurnLosesNothingAndDoublesNothing() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            for (MemberProcess old : rig.begin("one", "two", "three")) {
                old.terminate();
                old.awaitEnd();
                rig.start(old.name());
                rig.awaitShares("one", "two", "three");
            }
            rig.awaitMore(5);
            rig.finish();

            assertThat(rig.handedOut().repeated()).as(rig::story).isZero();
            assertThat(rig.identifies()).as(rig::story).isZero();
        }
    }

    @Test
    void aMemberThatWakesAfterItsLeaseHandsOutNothingBeyondTheEventInItsHands() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            MemberProcess sleeper = rig.begin("one", "two", "three").getFirst();

            sleeper.pause();
            rig.awaitShares("two", "three");
            rig.awaitMore(5);
            long woken = System.nanoTime();
            sleeper.goOn();
            rig.awaitShares("one", "two", "three");
            rig.awaitMore(5);
            rig.finish();

            assertThat(rig.handedOut().late(sleeper.label(), woken))
                    .as(rig::story)
                    .isLessThanOrEqualTo(1);
            assertThat(rig.identifies()).as(rig::story).isZero();
        }
    }

    @Test
    void aMemberThatIsCutOffHandsOutNothingWhenOthersHaveTakenItsShards() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            MemberProcess lonely = rig.begin("one", "two", "three").getFirst();

            rig.cable(lonely).cut();
            othersTakeOver(rig, lonely);
        }
    }

    @Test
    void aMemberWhoseConnectionFreezesHandsOutNothingWhenOthersHaveTakenItsShards() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            MemberProcess lonely = rig.begin("one", "two", "three").getFirst();

            rig.cable(lonely).freeze();
            othersTakeOver(rig, lonely);
        }
    }

    private static void othersTakeOver(ClusterRig rig, MemberProcess lonely) throws Exception {
        rig.awaitShares("two", "three");
        rig.awaitMore(5);
        long healed = System.nanoTime();
        rig.cable(lonely).heal();
        rig.awaitShares("one", "two", "three");
        rig.awaitMore(5);
        rig.finish();

        assertThat(rig.handedOut().late(lonely.label(), healed)).as(rig::story).isZero();
        assertThat(rig.identifies()).as(rig::story).isZero();
    }

    @Test
    void aMemberThatIsCutOffAndWhoseShardsNobodyHasTakenGoesOnWithItsConnections() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            MemberProcess lonely = rig.begin("one").getFirst();
            int connections = rig.gateway().connections();

            rig.cable(lonely).cut();
            long cut = System.nanoTime();
            rig.awaitLeases(2);
            long healed = System.nanoTime();
            rig.cable(lonely).heal();
            rig.awaitMore(5);
            rig.finish();

            // The event in its hands may have waited for a processor.
            assertThat(rig.handedOut()
                            .between(lonely.label(), cut + PLAN.lease().toNanos(), healed))
                    .as(rig::story)
                    .isLessThanOrEqualTo(1);
            assertThat(rig.handedOut().repeated()).as(rig::story).isZero();
            assertThat(rig.gateway().connections()).isEqualTo(connections);
        }
    }

    @Test
    void noShardMovesWhenTheEngineIsDownForAllForLongerThanTheLease() throws Exception {
        // Long enough for all to be back before anybody takes anything, also on a busy machine.
        Plan patient = Plan.of(6, Duration.ofSeconds(10));
        try (ClusterRig rig = ClusterRig.start(patient)) {
            List<MemberProcess> members = rig.begin("one", "two", "three");
            int connections = rig.gateway().connections();

            rig.server().kill();
            long down = System.nanoTime();
            rig.awaitLeases(1.2);
            long up = System.nanoTime();
            rig.server().restart();
            rig.awaitMore(5);
            rig.finish();

            for (MemberProcess member : members) {
                assertThat(rig.handedOut()
                                .between(member.label(), down + patient.lease().toNanos(), up))
                        .as(rig::story)
                        .isLessThanOrEqualTo(1);
            }
            assertThat(rig.handedOut().repeated()).as(rig::story).isZero();
            assertThat(rig.gateway().connections()).as(rig::story).isEqualTo(connections);
        }
    }

    @Test
    void aMemberThatIsToldToSuspendClosesItsConnectionsWhileTheEngineIsDown() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN.with(ClusterConfig.OnEngineLoss.SUSPEND))) {
            rig.begin("one", "two", "three");

            rig.server().kill();
            rig.await(
                    "the end of all connections",
                    () -> rig.gateway().sessions().stream().noneMatch(SimulatedSession::isConnected));
            rig.server().restart();
            rig.awaitShares("one", "two", "three");
            rig.awaitMore(5);
            rig.finish();

            assertThat(rig.identifies()).as(rig::story).isZero();
        }
    }

    @Test
    void anEngineThatHasLostWritesCausesRepeatsAndNoSecondOwner() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            MemberProcess leaver = rig.begin("one", "two", "three").getFirst();
            Path copy = rig.copyStore();
            rig.awaitShares("one", "two", "three");
            leaver.leave();
            leaver.awaitEnd();
            rig.awaitShares("two", "three");
            rig.awaitMore(5);

            rig.putStoreBack(copy);
            rig.awaitShares("two", "three");
            rig.awaitMore(5);
            rig.finish();

            assertThat(rig.identifies()).as(rig::story).isZero();
        }
    }
}
