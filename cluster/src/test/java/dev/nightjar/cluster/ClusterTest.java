package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.command.OpCode;
import dev.nightjar.gateway.command.UpdateVoiceState;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members in one process, with the engine in memory and shards at the simulated gateway. */
@Timeout(120)
class ClusterTest {

    private static final int SHARDS = 6;

    private final SimulatedGateway gateway =
            SimulatedGateway.builder().limitIdentifies(false).guilds(24).start();
    private final LocalEngine engine = LocalEngine.open();
    private final List<Cluster> clusters = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> taken = new ConcurrentHashMap<>(); // "shard:number" by member
    private final List<Thread> loops = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        clusters.forEach(Cluster::close);
        for (Thread loop : loops) {
            loop.join();
        }
        engine.close();
        gateway.close();
    }

    private ClusterConfig.Builder config(String name) {
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                .gatewayUrl(gateway.url())
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
                .build();
        return ClusterConfig.builder(config, engine)
                .name(name)
                .initialShards(SHARDS)
                .lease(Duration.ofSeconds(2))
                .leavesAtShutdown(false)
                .identifyQueue(shard -> {});
    }

    private Cluster join(String name) throws Exception {
        Cluster cluster = Cluster.join(config(name).build());
        clusters.add(cluster);
        List<String> events = new CopyOnWriteArrayList<>();
        taken.put(name, events);
        loops.add(Thread.ofVirtual().start(() -> {
            for (ShardEvent next : cluster.events()) {
                if (next.event() instanceof Unknown unknown) {
                    events.add(next.shard().id().number() + ":"
                            + unknown.payload().map().get("number"));
                }
            }
        }));
        return cluster;
    }

    @Test
    void theFirstMemberHasAllShardsAndASecondGetsItsShareWithoutAnIdentify() throws Exception {
        Cluster one = join("one");
        await(() -> connected() == SHARDS);
        assertThat(one.shards()).hasSize(SHARDS);

        Cluster two = join("two");
        await(() -> one.shards().size() == 3 && two.shards().size() == 3 && connected() == SHARDS);

        assertThat(ids(one)).doesNotContainAnyElementsOf(ids(two));
        await(() -> two.members().equals(List.of(new Member("one", 3, false), new Member("two", 3, true))));
        assertThat(gateway.identifies()).hasSize(SHARDS);
        assertThat(gateway.violations()).isEmpty();
    }

    @Test
    void aMemberThatLeavesHandsItsShardsOverAndEachEventComesOnceInOrder() throws Exception {
        Cluster one = join("one");
        await(() -> connected() == SHARDS);
        Cluster two = join("two");
        Cluster three = join("three");
        await(() -> one.shards().size() == 2
                && two.shards().size() == 2
                && three.shards().size() == 2);

        Thread source = Thread.ofVirtual().start(() -> dispatch(1, 300));
        two.leave();
        one.leave();
        source.join();
        await(() -> taken.values().stream().mapToInt(List::size).sum() >= SHARDS * 300);

        assertThat(three.shards()).hasSize(SHARDS);
        List<String> all = taken.values().stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(SHARDS * 300).doesNotHaveDuplicates();
        assertThat(gateway.identifies()).hasSize(SHARDS);
        assertThat(three.members()).extracting(Member::name).containsExactly("three");
    }

    @Test
    void theLastThatLeavesKeepsTheSessionsForTheNextThatJoins() throws Exception {
        Cluster one = join("one");
        await(() -> connected() == SHARDS);
        one.leave();
        await(() -> connected() == 0);
        dispatch(1, 2);

        join("two");
        await(() -> taken.getOrDefault("two", List.of()).size() == SHARDS * 2);

        assertThat(gateway.identifies()).hasSize(SHARDS);
    }

    @Test
    void aCommandGoesToWhoeverHasTheShard() throws Exception {
        Cluster one = join("one");
        Cluster two = join("two");
        await(() -> connected() == SHARDS
                && one.shards().size() == 3
                && two.shards().size() == 3);

        List<Long> guilds = LongStream.range(SHARDS, 2 * SHARDS)
                .map(shard -> shard << 22)
                .boxed()
                .toList();
        for (long guild : guilds) {
            assertThat(one.ownerOf(guild)).isPresent();
            one.send(new UpdateVoiceState(guild, 1, false, false));
        }

        assertThat(gateway.awaitReceived(OpCode.VOICE_STATE_UPDATE.value(), SHARDS))
                .extracting(
                        received -> received.d() instanceof Map<?, ?> data ? String.valueOf(data.get("guild_id")) : "")
                .containsExactlyInAnyOrderElementsOf(
                        guilds.stream().map(String::valueOf).toList());
        assertThat(gateway.violations()).isEmpty();
    }

    @Test
    void aNameIsTakenWhileItsMemberLives() throws Exception {
        join("one");

        ClusterConfig same = config("one").build();

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> Cluster.join(same))
                .withMessageContaining("one")
                .withMessageContaining("alive");
    }

    @Test
    void aConfigurationThatKeepsSessionsItselfIsRefused() {
        GatewayConfig own = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gate(new Leases())
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterConfig.builder(own, engine))
                .withMessageContaining("gate");
    }

    private void dispatch(int first, int last) {
        for (int number = first; number <= last; number++) {
            for (SimulatedSession session : gateway.sessions()) {
                session.dispatch("NEW_THING", "{\"number\":" + number + "}");
            }
        }
    }

    private long connected() {
        return gateway.sessions().stream().filter(SimulatedSession::isConnected).count();
    }

    private static List<ShardId> ids(Cluster cluster) {
        return cluster.shards().stream().map(Shard::id).toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(Duration.ofMillis(5));
        }
    }
}
