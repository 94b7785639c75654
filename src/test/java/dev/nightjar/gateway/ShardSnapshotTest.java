package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdateVoiceState;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can be seen of shards from outside, and handles that can do less than a shard. */
@Timeout(60)
class ShardSnapshotTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void itShowsStateLatencyAndWhatWaits() {
        try (Bench bench = Bench.open(config -> config.identifyQueue(LocalIdentifyQueue.of(1)))) {
            bench.shard.send(new UpdateVoiceState(1, 2, false, false));
            Client client = bench.gateway.accept();

            ShardSnapshot before = bench.shard.snapshot();
            client.hello(41_250);
            client.expect(2);
            client.ready("session");
            bench.next(Ready.class);
            client.expect(4);
            client.requestBeat();
            client.expectBeat();
            client.dispatch("NEW_THING", 2, "{}");
            bench.next(Unknown.class);
            ShardSnapshot after = bench.shard.snapshot();

            assertThat(before.id()).isEqualTo(ShardId.ONE);
            assertThat(before.state().isIdentified()).isFalse();
            assertThat(before.commandsWaiting()).isEqualTo(1);
            assertThat(after.state()).isEqualTo(ShardState.ACTIVE);
            assertThat(after.state().isIdentified()).isTrue();
            assertThat(after.reconnectAttempts()).isZero();
            assertThat(after.latency().beats()).isEqualTo(1);
            assertThat(after.latency().sinceSent()).isPresent();
            assertThat(after.identifyBudget().orElseThrow().limit().remaining()).isEqualTo(999);
        }
    }

    @Test
    void aQueueOfTheUsersThatKnowsNoBudgetShowsNone() {
        try (Bench bench = Bench.open(config -> config.identifyQueue(shard -> {}))) {
            assertThat(bench.shard.snapshot().identifyBudget()).isEmpty();
        }
    }

    @Test
    void aSenderSendsAndAsksForMembersAndCanDoNothingElse() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.builder().raw(true).start();
                Shard shard = Shard.open(ShardId.ONE, config(gateway).build())) {
            gateway.awaitSession();
            CommandSender sender = shard.sender();

            sender.send(UpdatePresence.of(UpdatePresence.Status.OFFLINE));
            GuildMembers found = sender.requestMembers(
                    RequestGuildMembers.byName(7, "ada", 5), MemberDeadline.of(PATIENCE), OnRateLimit.WAIT);

            assertThat(found.members()).hasSize(5);
            assertThat(gateway.awaitReceived(3, 1).getFirst().data()).containsEntry("status", "offline");
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void theShardsOfAFleetMayHaveAnyNumbers() {
        List<ShardId> odd = List.of(new ShardId(5, 6), new ShardId(1, 6));
        try (SimulatedGateway gateway = SimulatedGateway.builder()
                        .limitIdentifies(false)
                        .guilds(40)
                        .start();
                Fleet fleet = Fleet.open(
                        odd, id -> config(gateway).identifyQueue(shard -> {}).build(), Fleet.OnFailure.STOP_ALL)) {
            gateway.awaitReceived(2, 2);

            assertThat(fleet.shards()).extracting(Shard::id).containsExactly(new ShardId(1, 6), new ShardId(5, 6));
            assertThat(fleet.snapshot())
                    .extracting(ShardSnapshot::id)
                    .containsExactly(new ShardId(1, 6), new ShardId(5, 6));
            assertThat(fleet.shardOf(11L << 22).id()).isEqualTo(new ShardId(5, 6));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fleet.shardOf(12L << 22))
                    .withMessageContaining("shards 1, 5 of 6");
            fleet.sendJson(11L << 22, "{\"op\":31,\"d\":{\"guild_ids\":[\"46137344\"]}}");
            fleet.sender().send(UpdatePresence.of(UpdatePresence.Status.IDLE));
            gateway.awaitReceived(31, 1);
            gateway.awaitReceived(3, 2);
            assertThat(fleet).asString().contains("shards 1, 5 of 6");
        }
    }

    private static GatewayConfig.Builder config(SimulatedGateway gateway) {
        return GatewayConfig.builder(Bench.TOKEN)
                .intents(Intent.GUILDS, Intent.GUILD_MEMBERS)
                .gatewayUrl(gateway.url());
    }
}
