package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SidesTest {

    private static final PlanRecord PLAN = PlanRecord.first("bot", 2);

    @Test
    void theNewShardsAreThereBeforeTheFleetHasFollowedTheSwitch() throws Exception {
        try (SimulatedGateway gateway =
                        SimulatedGateway.builder().limitIdentifies(false).start();
                LocalEngine engine = LocalEngine.open();
                Fleet fleet = Fleet.openEmpty(2, id -> config(gateway), Fleet.OnFailure.GO_ON)) {
            Leases leases = new Leases();
            HandOver handOver = new HandOver(leases, engine.courier(), 1);
            Sides sides = new Sides(fleet, leases, handOver, 2, Duration.ofMillis(1));
            Shard old = sides.start(new ShardId(0, 2));
            sides.follow(PLAN.toward(3, Resharding.DEFAULT));
            Shard fresh = sides.start(new ShardId(0, 3));

            // The fleet follows in a virtual thread, which does not run while others use all carriers.
            AtomicBoolean busy = new AtomicBoolean(true);
            List<Thread> carriers = useAllCarriers(busy);
            try {
                sides.follow(PLAN.toward(3, Resharding.DEFAULT).switched());

                assertThat(sides.total()).isEqualTo(3);
                assertThat(sides.shards()).containsExactlyInAnyOrder(old, fresh);
                assertThat(sides.canStart(new ShardId(0, 3))).isFalse();
                assertThat(sides.canStart(new ShardId(1, 3))).isTrue();
                assertThat(sides.canStart(new ShardId(1, 2))).isFalse();
            } finally {
                busy.set(false);
                for (Thread carrier : carriers) {
                    carrier.join();
                }
            }
            Shard another = sides.start(new ShardId(1, 3));
            assertThat(sides.shards()).contains(fresh, another);
        }
    }

    private static List<Thread> useAllCarriers(AtomicBoolean busy) throws InterruptedException {
        int count = Runtime.getRuntime().availableProcessors();
        CountDownLatch running = new CountDownLatch(count);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                running.countDown();
                while (busy.get()) {
                    Thread.onSpinWait();
                }
            }));
        }
        running.await();
        return threads;
    }

    private static GatewayConfig config(SimulatedGateway gateway) {
        return GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(gateway.url())
                .identifyQueue(shard -> {})
                .build();
    }
}
