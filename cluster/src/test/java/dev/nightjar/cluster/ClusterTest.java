package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.command.OpCode;
import dev.nightjar.gateway.command.UpdateVoiceState;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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
        await(() -> hasSessions(one, SHARDS));
        assertThat(one.shards()).hasSize(SHARDS);

        Cluster two = join("two");
        await(() -> hasSessions(one, 3) && hasSessions(two, 3));

        assertThat(ids(one)).doesNotContainAnyElementsOf(ids(two));
        await(() -> two.members().equals(List.of(new Member("one", 3, false), new Member("two", 3, true))));
        assertThat(gateway.identifies()).hasSize(SHARDS);
        assertThat(gateway.violations()).isEmpty();
    }

    @Test
    void aMemberThatLeavesHandsItsShardsOverAndEachEventComesOnceInOrder() throws Exception {
        Cluster one = join("one");
        await(() -> hasSessions(one, SHARDS));
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
        await(() -> hasSessions(one, SHARDS));
        one.leave();
        await(() -> connected() == 0);
        dispatch(1, 2);

        join("two");
        await(() -> taken.getOrDefault("two", List.of()).size() == SHARDS * 2);

        assertThat(gateway.identifies()).hasSize(SHARDS);
    }

    @Test
    void eachRenewalOfALeaseStoresWhatTheLoopHasHandled() throws Exception {
        Cluster one = join("one");
        await(() -> hasSessions(one, SHARDS));

        for (int number = 1; number <= 3; number++) {
            Map<ShardId, Long> last = new HashMap<>();
            for (SimulatedSession session : gateway.sessions()) {
                last.put(
                        new ShardId(session.shard(), SHARDS),
                        session.dispatch("NEW_THING", "{\"number\":" + number + "}"));
            }
            await(() -> storedSequences().equals(last));
        }
    }

    /** The sequences of the sessions in the records. */
    private Map<ShardId, Long> storedSequences() {
        String bot = RecordForm.bot(config("any").build().gateway().token());
        Map<ShardId, Long> sequences = new HashMap<>();
        for (int number = 0; number < SHARDS; number++) {
            ShardId shard = new ShardId(number, SHARDS);
            try {
                Ledger.Entry entry =
                        engine.ledger().read(ShardRecord.key(shard)).orElseThrow();
                ShardRecord record = ShardRecord.read(entry, bot, shard);
                sequences.put(
                        shard, record.session() == null ? -1 : record.session().sequence());
            } catch (EngineException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return sequences;
    }

    @Test
    void eachMemberTellsOfAllShardsWhicheverMembersHaveThem() throws Exception {
        Cluster one = join("one");
        await(() -> hasSessions(one, SHARDS));
        Cluster two = join("two");
        await(() -> hasSessions(one, 3) && hasSessions(two, 3));
        dispatch(1, 5);

        for (Cluster asked : List.of(one, two)) {
            await(() -> asked.reports().stream()
                    .allMatch(report -> report.member().isPresent()
                            && report.snapshot().state().isIdentified()
                            && report.stats().dispatches().getOrDefault(EventType.UNKNOWN, 0L) == 5));
            assertThat(asked.reports())
                    .filteredOn(report -> report.member().equals(Optional.of("two")))
                    .extracting(report -> report.snapshot().id())
                    .isEqualTo(ids(two));
        }
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
            await(() -> one.ownerOf(guild).isPresent());
            one.send(new UpdateVoiceState(guild, 1, false, false));
        }

        assertThat(gateway.awaitReceived(OpCode.VOICE_STATE_UPDATE.value(), SHARDS))
                .extracting(
                        received -> received.d() instanceof Map<?, ?> data ? String.valueOf(data.get("guild_id")) : "")
                .containsExactlyInAnyOrderElementsOf(
                        guilds.stream().map(String::valueOf).toList());
    }

    @Test
    void allMembersReshardTogetherAndNoEventIsLost() throws Exception {
        Cluster one = join("one");
        await(() -> hasSessions(one, SHARDS));
        Cluster two = join("two");
        await(() -> hasSessions(one, 3) && hasSessions(two, 3));

        Traffic traffic = new Traffic(gateway);
        Thread source = Thread.ofVirtual().start(traffic);
        two.reshard(8, new Resharding(Duration.ofSeconds(60), 1, Duration.ZERO));
        await(() -> one.total() == 8 && one.shards().size() == 4 && two.shards().size() == 4);
        await(() -> gateway.sessions().stream()
                .filter(SimulatedSession::isAlive)
                .allMatch(session -> session.shards() == 8));
        traffic.stop = true;
        source.join();

        await(() ->
                numbers().containsAll(LongStream.range(0, traffic.sent).boxed().toList()));
        assertThat(gateway.identifies()).hasSize(SHARDS + 8);
        assertThat(engine.ledger().list("shard." + SHARDS + "."))
                .noneMatch(entry ->
                        entry.value().contains("session_id") || entry.value().contains("member"));
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> one.reshard(8, Resharding.DEFAULT))
                .withMessageContaining("8 shards already");
    }

    @Test
    void aReshardingForWhichTooFewShardsComeUpIsGivenUp() throws Exception {
        Cluster one = join("one");
        await(() -> hasSessions(one, SHARDS));

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> one.reshard(12, new Resharding(Duration.ZERO, 1, Duration.ZERO)))
                .withMessageContaining("of 12 new shards");

        await(() -> gateway.sessions().stream()
                .filter(SimulatedSession::isAlive)
                .allMatch(session -> session.shards() == SHARDS));
        assertThat(one.total()).isEqualTo(SHARDS);
        one.reshard(8, new Resharding(Duration.ofSeconds(60), 1, Duration.ZERO));
        assertThat(one.total()).isEqualTo(8);
    }

    @Test
    void whoeverWaitsForAReshardingIsToldWhenItsMemberLeaves() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Cluster one = Cluster.join(config("one")
                .identifyQueue(shard -> {
                    if (shard.total() != SHARDS) {
                        asked.countDown();
                        new CountDownLatch(1).await(); // no new shard ever comes up
                    }
                })
                .build());
        clusters.add(one);
        FutureTask<Void> waiting = new FutureTask<>(() -> {
            one.reshard(8, new Resharding(Duration.ofHours(1), 1, Duration.ZERO));
            return null;
        });
        Thread.ofVirtual().start(waiting);
        asked.await();

        one.leave();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(waiting::get)
                .withCauseInstanceOf(ClusterException.class)
                .withMessageContaining("leaves");
    }

    /** Sends numbered events of ever other guilds to all sessions that Discord would send them to. */
    private static final class Traffic implements Runnable {

        private final SimulatedGateway gateway;
        private volatile boolean stop;
        private volatile long sent; // written once, at the end

        Traffic(SimulatedGateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public void run() {
            long number = 0;
            while (!stop) {
                long guild = number << 22;
                String data = "{\"number\":" + number + "}";
                gateway.sessions().stream()
                        .filter(SimulatedSession::isAlive)
                        .filter(session ->
                                ShardId.ofGuild(guild, session.shards()).number() == session.shard())
                        .forEach(session -> session.dispatch("NEW_THING", data));
                number++;
                LockSupport.parkNanos(1_000_000);
            }
            sent = number;
        }
    }

    /** The numbers that any member has had. */
    private Set<Long> numbers() {
        return taken.values().stream()
                .flatMap(List::stream)
                .map(text -> Long.valueOf(text.substring(text.indexOf(':') + 1)))
                .collect(Collectors.toSet());
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

    /** Whether this member has so many shards, and its loop has had the READY of each. */
    private static boolean hasSessions(Cluster cluster, int shards) {
        List<Shard> own = cluster.shards();
        return own.size() == shards
                && own.stream().allMatch(shard -> shard.session().isPresent());
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
