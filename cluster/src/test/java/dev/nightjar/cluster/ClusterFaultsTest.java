package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members whose engine, configuration or loop is not as it should be. */
@Timeout(120)
class ClusterFaultsTest {

    private static final Duration LEASE = Duration.ofSeconds(5);

    private final SimulatedGateway gateway =
            SimulatedGateway.builder().limitIdentifies(false).guilds(4).start();
    private final LocalEngine engine = LocalEngine.open();

    @AfterEach
    void close() {
        engine.close();
        gateway.close();
    }

    private GatewayConfig.Builder shards() {
        return GatewayConfig.builder("token")
                .gatewayUrl(gateway.url())
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5));
    }

    private static ClusterConfig config(GatewayConfig shards, Engine engine) {
        return ClusterConfig.builder(shards, engine)
                .name("one")
                .initialShards(2)
                .lease(LEASE)
                .leavesAtShutdown(false)
                .identifyQueue(shard -> {})
                .build();
    }

    /** The engine in memory, whose courier takes no requests. */
    private final class Unanswering implements Engine, Courier {

        @Override
        public Ledger ledger() {
            return engine.ledger();
        }

        @Override
        public Courier courier() {
            return this;
        }

        @Override
        public EventLog eventLog(EventLogLimits limits) throws EngineException, InterruptedException {
            return engine.eventLog(limits);
        }

        @Override
        public Optional<String> ask(String subject, String request, Duration deadline) {
            return Optional.empty();
        }

        @Override
        public Ledger.Subscription answer(String subject, Handler handler) throws EngineException {
            throw new EngineException("The courier is ill");
        }

        @Override
        public void close() {}
    }

    @Test
    void aMemberThatCannotJoinSaysWhyAndIsNotThere() throws Exception {
        ClusterConfig config = config(shards().intents(Intent.GUILDS).build(), new Unanswering());

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Cluster.join(config))
                .withMessageContaining("ill");

        assertThat(engine.ledger().list(MemberRecord.PREFIX)).isEmpty();
    }

    @Test
    void aMemberThatCannotStartAShardDoesNotKeepItFromTheOthers() throws Exception {
        // The IDENTIFY of two shards has just room, and that of ten has not.
        String bot = RecordForm.bot("Bot token");
        engine.ledger().write(PlanRecord.KEY, PlanRecord.first(bot, 10).text(), Ledger.ABSENT);
        ClusterConfig tight = config(
                shards().intents(Intent.GUILDS).presence(longestPresence()).build(), engine);

        try (Cluster cluster = Cluster.join(tight)) {
            await("all claims", () -> engine.ledger().list(ShardRecord.PREFIX).size() == 10);
            for (int shard = 0; shard < 10; shard++) {
                String key = ShardRecord.PREFIX + "10." + shard;
                await(
                        "the release of " + key,
                        () -> !engine.ledger().read(key).orElseThrow().value().contains("\"member\""));
            }
            assertThat(cluster.shards()).isEmpty();
        }
    }

    private UpdatePresence longestPresence() {
        UpdatePresence fits = presence(3_000);
        for (int length = 3_001; ; length++) {
            try {
                shards().intents(Intent.GUILDS)
                        .presence(presence(length))
                        .build()
                        .checkFor(new ShardId(1, 2));
            } catch (IllegalArgumentException e) {
                return fits;
            }
            fits = presence(length);
        }
    }

    private static UpdatePresence presence(int length) {
        return UpdatePresence.of(UpdatePresence.Status.ONLINE, Activity.of(Activity.Type.PLAYING, "x".repeat(length)));
    }

    @Test
    void aConfigurationWithWhichNoShardCanStartIsRefusedAtOnce() {
        GatewayConfig withoutIntents = shards().build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(withoutIntents, engine))
                .withMessageContaining("No intents were chosen");
    }

    @Test
    void aPresenceWithWhichNoShardCouldStartIsRefused() throws Exception {
        GatewayConfig shards = shards().intents(Intent.GUILDS).build();
        try (Cluster cluster = Cluster.join(config(shards, engine))) {
            UpdatePresence tooLong = presence(3_950);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cluster.send(tooLong))
                    .withMessageContaining("4096");
            assertThat(engine.ledger().read(PresenceRecord.KEY)).isEmpty();
        }
    }

    @Test
    void aMemberWhoseNameAnotherProcessHasTakenLeaves() throws Exception {
        Cluster cluster = Cluster.join(config(shards().intents(Intent.GUILDS).build(), engine));
        Thread loop = Thread.ofVirtual().start(() -> cluster.events().forEach(next -> {}));
        String key = MemberRecord.key(cluster.name());
        String bot = RecordForm.bot(shards().build().token());
        String taken = new MemberRecord(bot, cluster.name(), RecordForm.newMark(), 0).text();

        await("the name", () -> {
            long revision = engine.ledger().read(key).orElseThrow().revision();
            return engine.ledger().write(key, taken, revision).isPresent();
        });

        loop.join();
        assertThat(engine.ledger().read(key).orElseThrow().value()).isEqualTo(taken);
        assertThat(cluster.shards()).isEmpty();
    }

    @Test
    void aLoopThatLagsBehindASwitchStillGetsWhatTheOldShardsHadReceived() throws Exception {
        Cluster cluster = Cluster.join(config(shards().intents(Intent.GUILDS).build(), engine));
        var goesOn = new CountDownLatch(1);
        List<String> taken = new CopyOnWriteArrayList<>();
        Thread loop = Thread.ofVirtual().start(() -> {
            for (ShardEvent next : cluster.events()) {
                if (next.event() instanceof Unknown unknown) {
                    awaitUninterruptibly(goesOn);
                    taken.add(next.shard().id().number() + ":"
                            + unknown.payload().map().get("number"));
                }
            }
        });
        try {
            await(
                    "both sessions",
                    () -> cluster.shards().stream()
                                    .filter(shard -> shard.session().isPresent())
                                    .count()
                            == 2);
            cluster.reshard(3, new Resharding(Duration.ofSeconds(60), 1, Duration.ZERO));
            for (SimulatedSession session : gateway.sessions()) {
                if (session.shards() == 2) {
                    session.dispatch("NEW_THING", "{\"number\":1}");
                    session.dispatch("NEW_THING", "{\"number\":2}");
                }
            }
            await(
                    "the release of the old shards",
                    () -> engine.ledger().list("shard.2.").stream()
                            .noneMatch(entry -> entry.value().contains("\"member\"")));
            goesOn.countDown();
            await("four events", () -> taken.size() == 4);

            assertThat(taken).containsExactlyInAnyOrder("0:1", "0:2", "1:1", "1:2");
        } finally {
            goesOn.countDown();
            cluster.close();
        }
        loop.join();
    }

    /** A ledger that does not answer the first write that takes a shard, but does it. */
    private static final class Forgetful extends DelegatingLedger {

        private final AtomicInteger unanswered = new AtomicInteger(1);

        Forgetful(Ledger ledger) {
            super(ledger);
        }

        @Override
        public OptionalLong write(String key, String value, long revision)
                throws EngineException, InterruptedException {
            OptionalLong written = super.write(key, value, revision);
            if (key.startsWith(ShardRecord.PREFIX) && unanswered.getAndDecrement() > 0) {
                throw new EngineException("The engine has not answered");
            }
            return written;
        }
    }

    @Test
    void aClaimThatWasWrittenAlthoughItsAnswerDidNotComeIsTaken() throws Exception {
        GatewayConfig shards = shards().intents(Intent.GUILDS).build();
        // Longer than the test waits: whoever waits for the lease to run out is found.
        ClusterConfig config = ClusterConfig.builder(shards, new OtherLedger(new Forgetful(engine.ledger()), engine))
                .name("one")
                .initialShards(2)
                .lease(Duration.ofSeconds(59))
                .leavesAtShutdown(false)
                .identifyQueue(shard -> {})
                .build();

        try (Cluster cluster = Cluster.join(config)) {
            await("both shards", () -> cluster.shards().size() == 2);

            assertThat(cluster.stats().engineFailures()).isEqualTo(1);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            Thread.sleep(Duration.ofMillis(5));
        }
    }
}
