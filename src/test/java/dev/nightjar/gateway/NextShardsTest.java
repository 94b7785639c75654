package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NextShardsTest {

    private final HttpClient http =
            HttpClient.newBuilder().executor(Runnable::run).build();
    private final SimulatedGateway gateway =
            SimulatedGateway.builder().limitIdentifies(false).guilds(12).start();
    private final GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
            .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
            .gatewayUrl(gateway.url())
            .httpClient(http)
            .identifyQueue(shard -> {})
            .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
            .build();
    private final Fleet fleet = Fleet.open(ShardRange.all(2), config);
    private final List<String> taken = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        fleet.close();
        gateway.close();
        http.shutdownNow();
    }

    private Task<?> loop() {
        return Task.run(() -> {
            for (ShardEvent next : fleet.events()) {
                if (next.event() instanceof Unknown) {
                    taken.add(next.shard().id().toString());
                } else if (next.event() instanceof Ready) {
                    taken.add("READY " + next.shard().id());
                }
            }
        });
    }

    @Test
    void theyStartOneByOneAndTheLoopSwitchesToThemWhenItIsTold() throws Exception {
        Task<?> loop = loop();
        List<SimulatedSession> old = sessions(2);
        NextShards next = fleet.prepare(3);
        assertThat(next.isUp(new ShardId(0, 3))).isFalse();

        for (ShardId id : ShardRange.all(3).ids()) {
            next.start(id);
            while (!next.isUp(id)) {
                Thread.onSpinWait();
            }
        }
        assertThat(fleet.shards())
                .extracting(Shard::id)
                .isEqualTo(ShardRange.all(2).ids());
        next.switchOver(Duration.ZERO);

        old.forEach(SimulatedSession::awaitEnd);
        assertThat(fleet.shards())
                .extracting(Shard::id)
                .isEqualTo(ShardRange.all(3).ids());
        gateway.sessions().stream()
                .filter(SimulatedSession::isAlive)
                .forEach(session -> session.dispatch("NEW_THING", "{}"));
        while (taken.stream().filter(name -> name.endsWith("/3")).count() < 3) {
            Thread.onSpinWait();
        }
        fleet.close();
        loop.result();
        // Before the switch the dispatches of the new ones, READY too, were not given out.
        assertThat(taken).containsExactlyInAnyOrder("READY 0/2", "READY 1/2", "0/3", "1/3", "2/3");
    }

    @Test
    void oneThatHasEndedStartsAgainAndIdentifies() throws Exception {
        Task<?> loop = loop();
        sessions(2);
        NextShards next = fleet.prepare(3);
        ShardId first = new ShardId(0, 3);
        next.start(first).suspend();

        next.start(first);
        while (!next.isUp(first)) {
            Thread.onSpinWait();
        }

        assertThat(gateway.resumes()).isEmpty();
        assertThat(next.shards()).hasSize(1);
        fleet.close();
        loop.result();
    }

    @Test
    void givenUpTheyAreClosedAndTheFleetStaysAsItWas() {
        Task<?> loop = loop();
        List<SimulatedSession> old = sessions(2);
        NextShards next = fleet.prepare(3);
        next.start(new ShardId(2, 3));
        SimulatedSession fresh = sessions(1).getFirst();

        next.close();

        fresh.awaitEnd();
        assertThat(old).allMatch(SimulatedSession::isConnected);
        assertThatIllegalStateException()
                .isThrownBy(() -> next.switchOver(Duration.ZERO))
                .withMessageContaining("given up");
        assertThatIllegalStateException().isThrownBy(() -> next.start(new ShardId(2, 3)));
        fleet.prepare(4).close();
        assertThat(loop.isDone()).isFalse();
    }

    @Test
    void theSameTotalAndASecondTimeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> fleet.prepare(2)).withMessageContaining("2");
        NextShards next = fleet.prepare(3);
        assertThatIllegalStateException().isThrownBy(() -> fleet.prepare(4)).withMessageContaining("already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> next.start(new ShardId(0, 2)))
                .withMessageContaining("0/2");
        assertThat(next).hasToString("NextShards[no shards of 3]");
        assertThat(next.failure()).isEmpty();
    }

    private List<SimulatedSession> sessions(int count) {
        return IntStream.range(0, count).mapToObj(any -> gateway.awaitSession()).toList();
    }
}
