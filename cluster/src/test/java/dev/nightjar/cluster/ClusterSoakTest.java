package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.ClusterRig.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A cluster with a random fault every few seconds, for {@code -Dnightjar.soak.minutes}, which are 20. The faults follow from
 * {@code -Dnightjar.soak.seed}.
 */
@Tag("long")
@Timeout(value = 3, unit = TimeUnit.HOURS)
class ClusterSoakTest {

    private static final int SHARDS = 16;
    private static final int FAULTS_BETWEEN_CHECKS = 6;
    private static final List<String> NAMES = List.of("one", "two", "three");
    private static final Plan PLAN = Plan.of(SHARDS, Duration.ofSeconds(4)).withRate(20);

    private enum Fault {
        KILL,
        KILL_TWO,
        TERMINATE,
        PAUSE,
        CUT,
        FREEZE,
        ENGINE_KILLED,
        ENGINE_HALTED,
        CONNECTIONS_RESET
    }

    private final long seed = Long.getLong("nightjar.soak.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Fault, Integer> counts = new TreeMap<>();
    private final List<MemberProcess> members = new ArrayList<>();

    @Test
    void nothingIsLostAndNoShardHasTwoOwnersWhateverFails() throws Exception {
        long start = System.nanoTime();
        long length =
                Duration.ofMinutes(Long.getLong("nightjar.soak.minutes", 20)).toNanos();
        System.out.println("Seed " + seed);
        try (ClusterRig rig = ClusterRig.start(PLAN)) {
            members.addAll(rig.begin(NAMES.toArray(String[]::new)));
            while (System.nanoTime() - start < length) {
                for (int i = 0; i < FAULTS_BETWEEN_CHECKS; i++) {
                    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
                    counts.merge(fault, 1, Integer::sum);
                    System.out.printf(Locale.ROOT, "%7.1f s %s%n", (System.nanoTime() - start) / 1e9, fault);
                    cause(rig, fault);
                    rig.awaitLeases(random.nextDouble());
                }
                rig.awaitShares(NAMES.toArray(String[]::new));
                rig.awaitMore(1);
                rig.check();
                assertThat(rig.identifies()).as(rig::story).isZero();
            }
            rig.finish();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d events, lost 0, again %d, IDENTIFYs %d%n",
                    counts,
                    rig.handedOut().handled(),
                    rig.handedOut().repeated(),
                    rig.identifies());
        } catch (AssertionError e) {
            throw new AssertionError("With seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private void cause(ClusterRig rig, Fault fault) throws Exception {
        int index = random.nextInt(members.size());
        MemberProcess member = members.get(index);
        double leases = 2 * random.nextDouble();
        switch (fault) {
            case KILL -> {
                member.kill();
                rig.awaitLeases(leases);
                members.set(index, rig.start(member.name()));
            }
            case KILL_TWO -> {
                int other = (index + 1) % members.size();
                member.kill();
                members.get(other).kill();
                rig.awaitLeases(leases);
                members.set(index, rig.start(member.name()));
                members.set(other, rig.start(members.get(other).name()));
            }
            case TERMINATE -> {
                member.terminate();
                member.awaitEnd();
                members.set(index, rig.start(member.name()));
            }
            case PAUSE -> {
                member.pause();
                rig.awaitLeases(leases);
                member.goOn();
            }
            case CUT -> {
                rig.cable(member).cut();
                rig.awaitLeases(leases);
                rig.cable(member).heal();
            }
            case FREEZE -> {
                rig.cable(member).freeze();
                rig.awaitLeases(leases);
                rig.cable(member).heal();
            }
            case ENGINE_KILLED -> {
                rig.server().kill();
                rig.awaitLeases(leases);
                rig.server().restart();
            }
            case ENGINE_HALTED -> {
                rig.server().stop();
                rig.awaitLeases(leases);
                rig.server().goOn();
            }
            case CONNECTIONS_RESET -> rig.gateway().faults().reset();
        }
    }
}
