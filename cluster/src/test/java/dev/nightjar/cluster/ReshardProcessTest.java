package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.ClusterRig.Plan;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members in processes of their own that re-shard their bot while events flow. */
@Timeout(300)
class ReshardProcessTest {

    private static final int OLD = 6;

    /** Each shard of either total has a guild. */
    private static final Plan PLAN =
            Plan.of(OLD, Duration.ofSeconds(3)).withGuilds(24).withRate(10);

    @Test
    void allMembersChangeToMoreShardsAndToFewerAndNoEventIsLost() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            List<MemberProcess> members = rig.begin("one", "two", "three");

            reshard(rig, members.get(0), OLD, 8);
            reshard(rig, members.get(1), 8, 4);
            rig.finish();

            assertThat(rig.identifies()).as(rig::story).isEqualTo(8 + 4);
        }
    }

    private static void reshard(ClusterRig rig, MemberProcess asked, int from, int to) throws Exception {
        asked.reshard(to);
        rig.await("the end of the call", asked::hasResharded);
        awaitSwitch(rig, from, to, "one", "two", "three");
        rig.awaitMore(5);
    }

    /** Waits until the members have all shards of the new total, and nobody has one of the old total. */
    private static void awaitSwitch(ClusterRig rig, int from, int to, String... names) throws Exception {
        rig.awaitSharesOf(to, names);
        rig.await(
                "the end of the old shards",
                () -> rig.owners(from).isEmpty()
                        && rig.gateway().sessions().stream()
                                .noneMatch(session -> session.isAlive() && session.shards() == from));
        assertThat(rig.gateway().sessions().stream()
                        .filter(session -> session.isConnected() && session.shards() == to)
                        .map(SimulatedSession::shard))
                .as(rig::story)
                .doesNotHaveDuplicates();
    }

    @Test
    void theOthersGoOnWithAReshardingWhenTheMemberThatWasAskedIsKilled() throws Exception {
        ShardId last = new ShardId(0, 8);
        try (ClusterRig rig = ClusterRig.start(PLAN.holdingBack(last))) {
            List<MemberProcess> members = new ArrayList<>(rig.begin("one", "two", "three"));
            MemberProcess asked = members.removeFirst();

            asked.reshard(8);
            rig.await("all new shards but one", () -> rig.connected(8) == 7);
            rig.awaitMore(1);
            asked.kill();
            rig.awaitShares("two", "three");
            rig.awaitMore(1);
            for (MemberProcess other : members) {
                other.letGo();
            }
            awaitSwitch(rig, OLD, 8, "two", "three");
            rig.awaitMore(5);
            rig.finish();

            assertThat(sessionsOf(rig, OLD)).as(rig::story).isEqualTo(OLD);
        }
    }

    @Test
    void noEventIsLostWhenAMemberIsKilledJustBeforeTheSwitch() throws Exception {
        ShardId last = new ShardId(0, 8);
        try (ClusterRig rig = ClusterRig.start(PLAN.holdingBack(last))) {
            List<MemberProcess> members = new ArrayList<>(rig.begin("one", "two", "three"));

            members.getFirst().reshard(8);
            rig.await("all new shards but one", () -> rig.up(8) == 7);
            rig.awaitMore(1);
            String owner = rig.owners(8).get(last.number());
            MemberProcess victim = members.stream()
                    .filter(member -> !member.name().equals(owner))
                    .findFirst()
                    .orElseThrow();
            members.remove(victim);
            victim.kill();
            for (MemberProcess other : members) {
                other.letGo();
            }
            rig.awaitSharesOf(8, members.stream().map(MemberProcess::name).toArray(String[]::new));
            rig.awaitMore(5);
            rig.finish();

            assertThat(sessionsOf(rig, OLD)).as(rig::story).isEqualTo(OLD);
        }
    }

    /** How many sessions shards of a total have ever had. */
    private static long sessionsOf(ClusterRig rig, int total) {
        return rig.gateway().sessions().stream()
                .filter(session -> session.shards() == total)
                .count();
    }
}
