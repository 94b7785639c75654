package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.ClusterRig.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long the shards of a dead member are away, and those of one that leaves: three processes with 32 shards. It prints what it
 * has measured; only what may never happen is checked. The rate can be set by {@code -Dnightjar.reach.rate}.
 */
@Tag("long")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ClusterReachTest {

    private static final int SHARDS = 32;
    private static final int ROUNDS = 5;
    private static final Plan PLAN = Plan.of(SHARDS, Duration.ofSeconds(5))
            .withRate(Double.parseDouble(System.getProperty("nightjar.reach.rate", "40")));

    private final List<String> names = List.of("one", "two", "three");

    @Test
    void deadMembersAndThoseThatLeave() throws Exception {
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            List<MemberProcess> members = new ArrayList<>(rig.begin("one", "two", "three"));
            ConnectionWatch watch = ConnectionWatch.start(rig.gateway(), SHARDS);
            System.out.printf(
                    Locale.ROOT,
                    "%d processes, %d shards, lease %d s, %.0f events/s each, %s%n",
                    names.size(),
                    SHARDS,
                    PLAN.lease().toSeconds(),
                    PLAN.eventsPerSecond(),
                    rig.server().version());
            for (int round = 0; round < ROUNDS; round++) {
                kill(rig, members, round % names.size());
            }
            int repeated = rig.handedOut().repeated();
            for (int round = 0; round < ROUNDS; round++) {
                leave(rig, watch, members, round % names.size());
            }
            rig.finish();
            watch.end();
            System.out.printf(
                    Locale.ROOT,
                    "%d events, lost 0, again %d after kills and %d after hand-overs; IDENTIFYs %d%n",
                    rig.handedOut().handled(),
                    repeated,
                    rig.handedOut().repeated() - repeated,
                    rig.identifies());

            assertThat(rig.handedOut().repeated()).isEqualTo(repeated);
            assertThat(rig.identifies()).isZero();
        }
    }

    private void kill(ClusterRig rig, List<MemberProcess> members, int index) throws Exception {
        MemberProcess victim = members.get(index);
        List<Integer> shards = rig.shardsOf(victim);
        int repeated = rig.handedOut().repeated();
        long start = System.nanoTime();
        victim.kill();
        rig.await(
                "the first events elsewhere",
                () -> shards.stream()
                        .allMatch(shard ->
                                rig.handedOut().terms(shard).getLast().first().nanos() > start));
        List<Duration> away = shards.stream()
                .map(shard -> Duration.ofNanos(
                        rig.handedOut().terms(shard).getLast().first().nanos() - start))
                .sorted()
                .toList();
        print("kill -9: first event elsewhere", away);
        restore(rig, members, index);
        System.out.printf(
                Locale.ROOT, "    handed out again: %d%n", rig.handedOut().repeated() - repeated);
    }

    private void leave(ClusterRig rig, ConnectionWatch watch, List<MemberProcess> members, int index) throws Exception {
        MemberProcess leaver = members.get(index);
        int shards = rig.shardsOf(leaver).size();
        long start = System.nanoTime();
        leaver.terminate();
        leaver.awaitEnd();
        rig.awaitShares(
                names.stream().filter(name -> !name.equals(leaver.name())).toArray(String[]::new));
        rig.awaitMore(1);
        print("SIGTERM: " + shards + " shards, gaps without a connection", lengths(watch, start));
        long back = System.nanoTime();
        restore(rig, members, index);
        print("    a new member gets its share, gaps", lengths(watch, back));
    }

    private static List<Duration> lengths(ConnectionWatch watch, long since) {
        return watch.since(since).stream()
                .map(ConnectionWatch.Gap::length)
                .sorted()
                .toList();
    }

    private void restore(ClusterRig rig, List<MemberProcess> members, int index) throws Exception {
        members.set(index, rig.start(members.get(index).name()));
        rig.awaitShares(names.toArray(String[]::new));
        rig.awaitMore(1);
    }

    private static void print(String what, List<Duration> sorted) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d, median %.3f s, worst %.3f s%n",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2).toNanos() / 1e9,
                sorted.getLast().toNanos() / 1e9);
    }
}
