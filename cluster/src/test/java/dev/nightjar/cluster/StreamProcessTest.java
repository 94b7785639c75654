package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.ClusterRig.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members in processes of their own that append their events to the stream of a real NATS server, and die. */
@Timeout(300)
class StreamProcessTest {

    private static final String[] NAMES = {"one", "two", "three"};

    @Test
    void eachEventIsInTheStreamOnceAndInOrderThoughMembersAreKilled() throws Exception {
        try (ClusterRig rig = ClusterRig.start(Plan.of(6, Duration.ofSeconds(3)).publishing())) {
            List<MemberProcess> members = rig.begin(NAMES);

            killAndReplace(rig, members, 2);
            killAndReplace(rig, members, 0);
            rig.finishStream();

            assertThat(rig.identifies()).as(rig::story).isZero();
        }
    }

    @Test
    void eachEventIsInTheStreamOnceThoughTheServerIsKilled() throws Exception {
        try (ClusterRig rig = ClusterRig.start(Plan.of(6, Duration.ofSeconds(3)).publishing())) {
            rig.begin(NAMES);

            rig.server().kill();
            rig.awaitLeases(0.5);
            rig.server().restart();
            rig.awaitMore(5);
            rig.finishStream();
        }
    }

    @Test
    @Tag("long")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void eachEventIsInTheStreamOnceThroughTenKills() throws Exception {
        long seed = Long.getLong("nightjar.stream.seed", System.nanoTime());
        System.out.println("Seed " + seed);
        Random random = new Random(seed);
        try (ClusterRig rig =
                ClusterRig.start(Plan.of(32, Duration.ofSeconds(5)).withRate(10).publishing())) {
            List<MemberProcess> members = rig.begin(NAMES);
            long begin = System.nanoTime();

            for (int kill = 0; kill < 10; kill++) {
                killAndReplace(rig, members, random.nextInt(NAMES.length));
            }
            rig.finishStream();

            assertThat(rig.identifies()).as(rig::story).isZero();
            System.out.printf(
                    "%d events in %.0f s, ten kills: each in the stream once, IDENTIFYs 0%n",
                    rig.handedOut().handled(), (System.nanoTime() - begin) / 1e9);
        }
    }

    /** Kills a member, waits until the others have appended events of its shards, and starts another one of its name. */
    private static void killAndReplace(ClusterRig rig, List<MemberProcess> members, int index) throws Exception {
        MemberProcess victim = members.get(index);
        victim.kill();
        List<String> others = new ArrayList<>(List.of(NAMES));
        others.remove(victim.name());
        rig.awaitShares(others.toArray(String[]::new));
        rig.awaitMore(1);
        members.set(index, rig.start(victim.name()));
        rig.awaitShares(NAMES);
        rig.awaitMore(1);
    }
}
