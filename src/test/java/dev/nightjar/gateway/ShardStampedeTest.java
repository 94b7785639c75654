package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forty shards with a socket each, which fall together or alone. */
@Timeout(120)
class ShardStampedeTest {

    private static final int SHARDS = 40;

    /** All ends happen at one moment of it, however long they take, and no wait takes any time. */
    private static final Time ONE_MOMENT = new Time() {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public double jitter() {
            return 1;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    };

    private final HttpClient http =
            HttpClient.newBuilder().executor(Runnable::run).build();
    private final SimulatedGateway gateway =
            SimulatedGateway.builder().limitIdentifies(false).guilds(0).start();
    private final GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
            .intents(Intent.GUILDS)
            .gatewayUrl(gateway.url())
            .httpClient(http)
            .identifyQueue(shard -> {})
            .build();

    @AfterEach
    void close() {
        gateway.close();
        http.shutdownNow();
    }

    @Test
    void fortyShardsWhoseSocketsAreResetTogetherComeBackSpreadOut() {
        List<Shard> shards = IntStream.range(0, SHARDS)
                .mapToObj(number -> Shard.open(new ShardId(number, SHARDS), config, ONE_MOMENT))
                .toList();
        shards.forEach(shard -> next(shard, Ready.class));

        gateway.faults().reset();

        List<Duration> delays = new ArrayList<>();
        for (Shard shard : shards) {
            delays.add(next(shard, Disconnected.class).delay());
            next(shard, Resumed.class);
        }
        assertThat(delays)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, SHARDS)
                        .mapToObj(fallen -> Stampede.EACH.multipliedBy(Math.max(0, fallen + 1 - Stampede.FREE)))
                        .toList());
        shards.forEach(Shard::close);
    }

    @Test
    void ofFortyShardsTheOneThatFallsAloneComesBackAtOnce() {
        List<Shard> shards = IntStream.range(0, SHARDS)
                .mapToObj(number -> Shard.open(new ShardId(number, SHARDS), config, ONE_MOMENT))
                .toList();
        shards.forEach(shard -> next(shard, Ready.class));

        gateway.sessions().stream()
                .filter(session -> session.shard() == 17)
                .forEach(session -> session.faults().reset());

        assertThat(next(shards.get(17), Disconnected.class).delay()).isZero();
        next(shards.get(17), Resumed.class);
        shards.forEach(Shard::close);
    }

    @Test
    void aFleetWhoseSocketsAreAllResetIsBackAsAWhole() {
        try (Fleet fleet = Fleet.open(ShardRange.all(SHARDS), config)) {
            take(fleet, Ready.class);

            gateway.faults().reset();

            assertThat(take(fleet, Disconnected.class).values())
                    .extracting(Disconnected::delay)
                    .contains(Duration.ZERO)
                    .allMatch(delay -> delay.compareTo(Stampede.EACH.multipliedBy(SHARDS)) < 0);
            gateway.sessions().forEach(session -> session.awaitResumes(1));
        }
    }

    private static <E extends Event> E next(Shard shard, Class<E> type) {
        for (Event event : shard.events()) {
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
        throw new AssertionError("no " + type);
    }

    /** The next event of this type of each shard. */
    private static <E extends Event> Map<ShardId, E> take(Fleet fleet, Class<E> type) {
        Map<ShardId, E> taken = new HashMap<>();
        for (ShardEvent next : fleet.events()) {
            if (type.isInstance(next.event())) {
                taken.put(next.shard().id(), type.cast(next.event()));
            }
            if (taken.size() == SHARDS) {
                break;
            }
        }
        return taken;
    }
}
