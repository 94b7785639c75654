package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.IdentifyQueue;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members whose plan is lost, or whose re-sharding nobody looks after. */
@Timeout(120)
class ClusterPlanTest {

    private static final String BOT = RecordForm.bot("Bot token");
    private static final Resharding RESHARDING = new Resharding(Duration.ofSeconds(60), 1, Duration.ZERO);

    private final SimulatedGateway gateway =
            SimulatedGateway.builder().limitIdentifies(false).guilds(4).start();
    private final LocalEngine engine = LocalEngine.open();
    private final List<Cluster> clusters = new CopyOnWriteArrayList<>();
    private final List<Thread> loops = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        clusters.forEach(Cluster::close);
        for (Thread loop : loops) {
            loop.join();
        }
        engine.close();
        gateway.close();
    }

    private Cluster join(IdentifyQueue queue) throws Exception {
        GatewayConfig shards = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(gateway.url())
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
                .build();
        Cluster cluster = Cluster.join(ClusterConfig.builder(shards, engine)
                .name("one")
                .initialShards(2)
                .lease(Duration.ofSeconds(2))
                .leavesAtShutdown(false)
                .identifyQueue(queue)
                .build());
        clusters.add(cluster);
        loops.add(Thread.ofVirtual().start(() -> cluster.events().forEach(next -> {})));
        await("both sessions", () -> hasSessions(cluster, 2));
        return cluster;
    }

    private static boolean hasSessions(Cluster cluster, int shards) {
        return cluster.shards().stream()
                        .filter(shard -> shard.session().isPresent())
                        .count()
                == shards;
    }

    private Ledger.Entry entry() throws Exception {
        return engine.ledger().read(PlanRecord.KEY).orElseThrow();
    }

    private PlanRecord plan() throws Exception {
        return PlanRecord.read(entry(), BOT);
    }

    @Test
    void anOlderPlanThatAStoreFallsBackToIsNotFollowed() throws Exception {
        Cluster one = join(shard -> {});
        String older = entry().value();
        one.reshard(3, RESHARDING);
        await("the new sessions", () -> hasSessions(one, 3));
        String newer = entry().value();

        engine.ledger().write(PlanRecord.KEY, older, entry().revision());

        await("the newer plan", () -> entry().value().equals(newer));
        assertThat(one.total()).isEqualTo(3);
        one.reshard(4, RESHARDING);
        assertThat(plan().total()).isEqualTo(4);
    }

    @Test
    void aPlanThatAStoreHasLostIsWrittenAgain() throws Exception {
        Cluster one = join(shard -> {});
        one.reshard(3, RESHARDING);
        String plan = entry().value();

        assertThat(engine.ledger().delete(PlanRecord.KEY, entry().revision())).isTrue();

        await(
                "the plan",
                () -> engine.ledger()
                        .read(PlanRecord.KEY)
                        .map(Ledger.Entry::value)
                        .equals(Optional.of(plan)));
        assertThat(one.total()).isEqualTo(3);
    }

    /** Begins to re-shard as a member does that dies then. */
    private void begin(Resharding how) throws Exception {
        Ledger.Entry entry = entry();
        PlanRecord plan = PlanRecord.read(entry, BOT);
        assertThat(engine.ledger().write(PlanRecord.KEY, plan.toward(3, how).text(), entry.revision()))
                .isPresent();
    }

    /** An identify queue that has no permit for the last of the new shards. */
    private static void refuseTheLast(ShardId shard) throws InterruptedException {
        if (shard.equals(new ShardId(2, 3))) {
            new CountDownLatch(1).await();
        }
    }

    @Test
    void aReshardingThatNobodyLooksAfterIsGivenUpAfterItsDeadline() throws Exception {
        Cluster one = join(ClusterPlanTest::refuseTheLast);

        begin(new Resharding(Duration.ofMillis(1), 1, Duration.ZERO));

        await("the end of it", () -> plan().next() == 0);
        assertThat(plan().total()).isEqualTo(2);
        await(
                "the end of the new shards",
                () -> gateway.sessions().stream()
                        .filter(SimulatedSession::isAlive)
                        .allMatch(session -> session.shards() == 2));
        assertThat(hasSessions(one, 2)).isTrue();
    }

    @Test
    void aReshardingThatNobodyLooksAfterSwitchesAfterItsDeadlineIfEnoughShardsAreUp() throws Exception {
        Cluster one = join(ClusterPlanTest::refuseTheLast);

        begin(new Resharding(Duration.ofHours(1), 0.5, Duration.ZERO));
        await(
                "two of three",
                () -> engine.ledger().list(ShardRecord.prefix(3)).stream()
                                .filter(entry -> entry.value().contains("\"up\":true"))
                                .count()
                        == 2);
        begin(new Resharding(Duration.ofMillis(1), 0.5, Duration.ZERO));

        await("the switch", () -> one.total() == 3);
        assertThat(plan().next()).isZero();
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            Thread.sleep(Duration.ofMillis(5));
        }
    }
}
