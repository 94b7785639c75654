package dev.nightjar.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs of the guide on many shards. */
@Timeout(180)
@SuppressWarnings("try") // what must be closed is not always used before
class ManyShardsTest {

    private final SimulatedGateway gateway = SimulatedGateway.builder()
            .shards(4)
            .guilds(8)
            .limitIdentifies(false)
            .start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aFleetHasAsManyShardsAsAreRecommended() throws Exception {
        try (Printed printed = new Printed();
                Running bot = Running.start(() -> ManyShards.recommended(config()))) {
            for (int shard = 0; shard < 4; shard++) {
                gateway.awaitSession();
            }
            printed.await("Shard ");
            gateway.dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"guild_id\":\"2\",\"content\":\"to all\"}");
            printed.await("to all");
            assertThat(gateway.identifies()).hasSize(4);
        }
    }

    @Test
    void oneProcessOfFourHasAQuarterOfTheShards() {
        try (Fleet fleet = ManyShards.part(config(), 1)) {
            assertThat(fleet.shards())
                    .hasSize(16)
                    .first()
                    .satisfies(shard -> assertThat(shard.id()).isEqualTo(new ShardId(16, 64)));
        }
    }

    @Test
    void aShardThatHasFailedIsToldAndTheOthersGoOn() throws Exception {
        try (Printed printed = new Printed();
                Running bot = Running.start(() -> ManyShards.goingOn(config()))) {
            var first = gateway.awaitSession();
            var second = gateway.awaitSession();
            first.faults().close(4010);

            printed.await("Shard " + first.shard() + "/4 has failed: The gateway closed with 4010");
            second.dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"guild_id\":\"2\",\"content\":\"still here\"}");
            printed.await("still here");
        }
    }

    @Test
    void aCommandGoesToTheShardsThatItIsForAndAFleetGrows() throws Exception {
        CountDownLatch looping = new CountDownLatch(1);
        try (Printed printed = new Printed();
                Fleet fleet = Fleet.open(ShardRange.all(2), config());
                Running bot = Running.start(() -> fleet.events().forEach(next -> looping.countDown()))) {
            gateway.awaitSession();
            gateway.awaitSession();
            looping.await();

            ManyShards.command(fleet, 1L << 22);
            printed.await("Guild " + (1L << 22) + " is on shard 1/2");
            gateway.awaitReceived(3, 2);

            ManyShards.grow(fleet);
            assertThat(fleet.shards()).hasSize(4);
        }
    }

    private GatewayConfig config() {
        return GatewayConfig.builder("any")
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .gatewayUrl(gateway.url())
                .apiUrl(gateway.httpUrl())
                .identifyQueue(shard -> {})
                .build();
    }
}
