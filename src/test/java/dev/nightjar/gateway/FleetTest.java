package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nightjar.gateway.command.OpCode;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestSoundboardSounds;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdateVoiceState;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.GuildCreate;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.ShardFailed;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FleetTest {

    private final HttpClient http =
            HttpClient.newBuilder().executor(Runnable::run).build();

    @AfterEach
    void closeClient() {
        http.shutdownNow();
    }

    private GatewayConfig.Builder config(URI url) {
        return GatewayConfig.builder(Bench.TOKEN)
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                .gatewayUrl(url)
                .httpClient(http)
                .identifyQueue(shard -> {})
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5));
    }

    private static SimulatedGateway gateway() {
        return SimulatedGateway.builder().limitIdentifies(false).guilds(40).start();
    }

    @Test
    void oneLoopGetsTheEventsOfAllShardsAndKnowsEachOnesShard() {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet =
                        Fleet.open(ShardRange.all(4), config(gateway.url()).build())) {
            sessions(gateway, 4)
                    .forEach(session -> session.dispatch("NEW_THING", "{\"shard\":" + session.shard() + "}"));

            Map<Integer, Object> told = new HashMap<>();
            for (ShardEvent next : fleet.events()) {
                if (next.event() instanceof Unknown unknown) {
                    told.put(
                            next.shard().id().number(),
                            Objects.requireNonNull(unknown.payload().map().get("shard")));
                }
                if (told.size() == 4) {
                    break;
                }
            }

            assertThat(told).isEqualTo(Map.of(0, 0, 1, 1, 2, 2, 3, 3));
            assertThat(fleet.states()).isEqualTo(Map.of(ShardState.ACTIVE, 4));
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void oneLoopGetsTheMessagesOfAllShardsAndKnowsTheSessionOfEachDispatch() {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet =
                        Fleet.open(ShardRange.all(2), config(gateway.url()).build())) {
            List<SimulatedSession> first = sessions(gateway, 2);
            Iterator<ShardMessage> messages = fleet.messages().iterator();
            assertThat(readies(messages, 2))
                    .isEqualTo(Map.of(
                            0, sessionOf(first, 0).id(), 1, sessionOf(first, 1).id()));

            sessionOf(first, 1).faults().invalidSession(false);
            SimulatedSession second = gateway.awaitSession();
            second.dispatch("NEW_THING", "{}");

            assertThat(readies(messages, 1)).isEqualTo(Map.of(1, second.id()));
            ShardMessage last = messages.next();
            while (!(last.message() instanceof GatewayMessage.Text text
                    && text.payload().name().equals("NEW_THING"))) {
                last = messages.next();
            }
            assertThat(last.sessionId()).contains(second.id());
        }
    }

    /** The session ids that come with so many READYs, by the numbers of their shards. */
    private static Map<Integer, String> readies(Iterator<ShardMessage> messages, int count) {
        Map<Integer, String> ids = new HashMap<>();
        while (ids.size() < count) {
            ShardMessage next = messages.next();
            if (next.message() instanceof GatewayMessage.Text text && text.type() == EventType.READY) {
                ids.put(next.shard().id().number(), next.sessionId().orElseThrow());
            }
        }
        return ids;
    }

    @Test
    void aMessageOfAResumedSessionHasItsId() {
        try (SimulatedGateway gateway = gateway()) {
            SimulatedSession session;
            List<Session> suspended;
            try (Fleet fleet =
                    Fleet.open(ShardRange.all(1), config(gateway.url()).build())) {
                Iterator<ShardMessage> messages = fleet.messages().iterator();
                session = gateway.awaitSession();
                readies(messages, 1);
                suspended = fleet.suspend();
            }
            session.dispatch("NEW_THING", "{}");
            try (Fleet fleet = Fleet.open(
                    ShardRange.all(1), config(gateway.url()).sessions(suspended).build())) {
                ShardMessage first = fleet.messages().iterator().next();

                assertThat(first.sessionId()).contains(session.id());
            }
        }
    }

    @Test
    void aBucketRunsItsShardsOnlyAndRoutesItsGuildsOnly() {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet = Fleet.open(
                        ShardRange.bucket(1, 2, 4), config(gateway.url()).build())) {
            assertThat(sessions(gateway, 2)).extracting(SimulatedSession::shard).containsExactlyInAnyOrder(2, 3);
            assertThat(fleet.shards()).extracting(Shard::id).containsExactly(new ShardId(2, 4), new ShardId(3, 4));

            assertThat(fleet.shardOf(7L << 22).id()).isEqualTo(new ShardId(3, 4));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fleet.shardOf(4L << 22))
                    .withMessageContaining("16777216")
                    .withMessageContaining("0/4");
        }
    }

    @Test
    void eachShardHasItsOwnConfiguration() {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet = Fleet.open(
                        ShardRange.all(2),
                        id -> config(gateway.url())
                                .largeThreshold(50 + id.number())
                                .build(),
                        Fleet.OnFailure.GO_ON)) {
            for (SimulatedSession session : sessions(gateway, 2)) {
                assertThat(session.identify().data()).containsEntry("large_threshold", 50 + session.shard());
            }
            assertThat(fleet.shards())
                    .extracting(shard -> shard.config().largeThreshold())
                    .containsExactly(OptionalInt.of(50), OptionalInt.of(51));
        }
    }

    @Test
    void aFailedShardIsToldOnceAndTheOthersGoOn() {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet = Fleet.open(
                        ShardRange.all(3), id -> config(gateway.url()).build(), Fleet.OnFailure.GO_ON)) {
            List<SimulatedSession> sessions = sessions(gateway, 3);
            sessionOf(sessions, 1).faults().close(4013);

            List<Integer> failed = new ArrayList<>();
            for (ShardEvent next : fleet.events()) {
                if (next.event() instanceof ShardFailed failure) {
                    failed.add(next.shard().id().number());
                    assertThat(failure.cause())
                            .isInstanceOf(GatewayException.class)
                            .hasMessageContaining("4013");
                    sessionOf(sessions, 2).dispatch("NEW_THING", "{}");
                } else if (next.event() instanceof Unknown) {
                    break;
                }
            }

            assertThat(failed).containsExactly(1);
            assertThat(fleet.states()).isEqualTo(Map.of(ShardState.ACTIVE, 2, ShardState.FAILED, 1));
            fleet.send(UpdatePresence.of(UpdatePresence.Status.IDLE));
            assertThat(gateway.awaitReceived(OpCode.PRESENCE_UPDATE.value(), 2)).hasSize(2);
        }
    }

    @Test
    void aFailedShardStopsAllAndIsThrownOnceFromTheLoop() {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet =
                        Fleet.open(ShardRange.all(3), config(gateway.url()).build())) {
            List<SimulatedSession> sessions = sessions(gateway, 3);
            sessionOf(sessions, 1).faults().close(4013);

            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> fleet.events().forEach(event -> {}))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(GatewayException.Reason.INVALID_INTENTS));
            assertThat(fleet.events()).isEmpty();
            assertThat(fleet.states()).isEqualTo(Map.of(ShardState.CLOSED, 2, ShardState.FAILED, 1));
            sessions.forEach(SimulatedSession::awaitEnd);
        }
    }

    /** Behaviour 83. */
    @Test
    void theSessionsOfAFleetAreLoadedSeveralAtOnce() {
        int shards = 40;
        var inside = new CountDownLatch(8);
        SessionStore slow = new SessionStore() {
            @Override
            public Optional<Session> load(Key key) throws IOException {
                inside.countDown();
                try {
                    if (!inside.await(10, TimeUnit.SECONDS)) {
                        throw new IOException("one after the other");
                    }
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
                return Optional.of(
                        new Session("of " + key.shard().number(), 7, URI.create("ws://localhost:1"), key.shard()));
            }

            @Override
            public void save(Key key, Session session) {}

            @Override
            public void clear(Key key) {}
        };
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create("ws://localhost:1"))
                .sessionStore(slow)
                .build();

        try (Fleet fleet = Fleet.open(ShardRange.all(shards), config)) {
            for (Shard shard : fleet.shards()) {
                assertThat(shard.session())
                        .contains(new Session(
                                "of " + shard.id().number(), 7, URI.create("ws://localhost:1"), shard.id()));
            }
        }
    }

    @Test
    void whereItsScopeCannotBeOpenedAFleetDoesNotStartAndNobodyWaitsForItsEvents() throws Exception {
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create("ws://localhost:1"))
                .build();
        Merge merge = new Merge(false);
        ShardGroup group = new ShardGroup(ShardRange.all(2), id -> config, merge, true, true);

        assertThatIllegalStateException()
                .isThrownBy(() -> group.start(name -> {
                    throw new IllegalStateException("no scope");
                }))
                .withMessageContaining("no scope");

        Task<Boolean> loop = Task.ask(() -> merge.await(any -> true));
        assertThat(loop.result()).isFalse();
    }

    @Test
    void aFleetThatIsLargerThanTheIdentifyBudgetDoesNotStart() {
        try (SimulatedGateway gateway = gateway()) {
            var queue = LocalIdentifyQueue.of(new SessionStartLimit(1_000, 2, Duration.ofHours(3), 1));
            GatewayConfig config = config(gateway.url()).identifyQueue(queue).build();

            assertThatIllegalStateException()
                    .isThrownBy(() -> Fleet.open(ShardRange.all(3), config))
                    .withMessageContaining("3 shards")
                    .withMessageContaining("only 2 of 1000");

            assertThat(gateway.connections()).isZero();
        }
    }

    @Test
    void aFleetThatIsLargerThanTheBudgetOfAnotherIdentifyQueueDoesNotStart() {
        try (SimulatedGateway gateway = gateway()) {
            var left = new SessionStartLimit(1_000, 2, Duration.ofHours(3), 16);
            GatewayConfig config = config(gateway.url())
                    .identifyQueue(new KnowingQueue(Optional.of(new IdentifyBudget(left, 0))))
                    .build();

            assertThatIllegalStateException()
                    .isThrownBy(() -> Fleet.open(ShardRange.all(3), config))
                    .withMessageContaining("3 shards")
                    .withMessageContaining("only 2 of 1000");

            assertThat(gateway.connections()).isZero();
        }
    }

    @Test
    void aFleetWhoseIdentifyQueueDoesNotKnowItsBudgetStarts() {
        try (SimulatedGateway gateway = gateway()) {
            GatewayConfig config = config(gateway.url())
                    .identifyQueue(new KnowingQueue(Optional.empty()))
                    .build();
            try (Fleet fleet = Fleet.open(ShardRange.all(3), config)) {
                for (ShardEvent next : fleet.events()) {
                    if (next.event() instanceof Ready) {
                        break;
                    }
                }
            }
        }
    }

    /** A queue that lets all through, whatever it knows. */
    private record KnowingQueue(Optional<IdentifyBudget> currentBudget) implements IdentifyQueue {

        @Override
        public void acquire(ShardId id) {
            // There is always a permit.
        }
    }

    @Test
    void closingTellsAllShardsAtOnceAndWaitsForAll() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start()) {
            GatewayConfig config =
                    config(gateway.url()).closeTimeout(Duration.ofMinutes(1)).build();
            Fleet fleet = Fleet.open(ShardRange.all(3), config);
            List<Client> clients =
                    IntStream.range(0, 3).mapToObj(number -> gateway.accept()).toList();
            clients.forEach(client -> {
                client.answerClose(false);
                client.hello(41_250);
                client.expect(2);
                client.ready("session");
            });

            Task<?> closing = Task.run(fleet::close);

            for (Client client : clients) {
                assertThat(client.closeFrame().code()).isEqualTo(1000);
            }
            assertThat(closing.isDone()).isFalse();
            clients.forEach(Client::reset);
            closing.result();
            assertThat(fleet.shards()).allMatch(Shard::isGone);
            assertThat(fleet.events()).extracting(ShardEvent::event).isNotEmpty();
        }
    }

    @Test
    void suspendingGivesTheSessionsThatAnotherFleetResumes() {
        try (SimulatedGateway gateway = gateway()) {
            Fleet first = Fleet.open(ShardRange.all(2), config(gateway.url()).build());
            int ready = 0;
            for (ShardEvent next : first.events()) {
                if (next.event() instanceof Ready && ++ready == 2) {
                    break;
                }
            }
            List<Session> suspended = first.suspend();

            assertThat(suspended)
                    .extracting(Session::shard)
                    .isEqualTo(ShardRange.all(2).ids());
            try (Fleet second = Fleet.open(
                    ShardRange.all(2), config(gateway.url()).sessions(suspended).build())) {
                gateway.sessions().forEach(session -> session.awaitResumes(1));
                assertThat(first(second, Resumed.class)).isNotNull();
                assertThat(gateway.identifies()).hasSize(2); // the first fleet's
            }
        }
    }

    @Test
    void asManyShardsAsDiscordRecommendsAreStartedAsFastAsItAllows() throws Exception {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().shards(3).maxConcurrency(4).start()) {
            var queue = LocalIdentifyQueue.of(1);
            GatewayConfig config = config(gateway.url())
                    .apiUrl(gateway.httpUrl())
                    .identifyQueue(queue)
                    .build();
            try (Fleet fleet = Fleet.openRecommended(config)) {
                assertThat(sessions(gateway, 3))
                        .extracting(session -> new ShardId(session.shard(), session.shards()))
                        .containsExactlyInAnyOrderElementsOf(ShardRange.all(3).ids());
                assertThat(fleet.shards()).hasSize(3);
                assertThat(queue.budget().limit().maxConcurrency()).isEqualTo(4);
                assertThat(gateway.violations()).isEmpty();
            }
        }
    }

    @Test
    void commandsFindTheShardsOfTheirGuilds() {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet =
                        Fleet.open(ShardRange.all(2), config(gateway.url()).build())) {
            sessions(gateway, 2);
            long even = 6L << 22;
            long odd = 7L << 22;

            fleet.send(UpdatePresence.of(UpdatePresence.Status.IDLE));
            fleet.send(UpdateVoiceState.leave(odd));
            fleet.send(new RequestSoundboardSounds(List.of(even, odd)));

            assertThat(gateway.awaitReceived(OpCode.PRESENCE_UPDATE.value(), 2)).hasSize(2);
            List<String> sounds = gateway.awaitReceived(OpCode.REQUEST_SOUNDBOARD_SOUNDS.value(), 2).stream()
                    .map(request -> String.valueOf(request.data().get("guild_ids")))
                    .toList();
            assertThat(sounds).containsExactlyInAnyOrder("[" + even + "]", "[" + odd + "]");
            assertThat(gateway.awaitReceived(OpCode.VOICE_STATE_UPDATE.value(), 1))
                    .hasSize(1);
        }
    }

    @Test
    void membersAreAskedOfTheGuildsShard() throws Exception {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet =
                        Fleet.open(ShardRange.all(2), config(gateway.url()).build())) {
            long guild = 0;
            int ready = 0;
            for (ShardEvent next : fleet.events()) {
                if (next.event() instanceof GuildCreate.Available available) {
                    guild = available.guildId();
                }
                if (next.event() instanceof GuildCreate && ++ready == 20) {
                    break;
                }
            }

            GuildMembers members =
                    fleet.requestMembers(RequestGuildMembers.byName(guild, "ada", 5), Duration.ofSeconds(30));

            assertThat(members.members()).isNotEmpty();
        }
    }

    /** Behaviour 84. */
    @Test
    void reshardingSwitchesToTheNewShardsWhenTheyAreUpAndNoEventIsLost() throws Exception {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet =
                        Fleet.open(ShardRange.all(2), config(gateway.url()).build())) {
            List<SimulatedSession> old = sessions(gateway, 2);
            Set<Integer> told = new HashSet<>();
            Set<Integer> totals = new HashSet<>();
            CountDownLatch ends = new CountDownLatch(3);
            Task<?> user = Task.run(() -> {
                for (ShardEvent next : fleet.events()) {
                    if (next.event() instanceof Unknown unknown) {
                        int number = (Integer)
                                Objects.requireNonNull(unknown.payload().map().get("n"));
                        told.add(number);
                        totals.add(next.shard().id().total());
                        if (number < 0) {
                            ends.countDown();
                        }
                    }
                }
            });
            Traffic traffic = new Traffic(gateway);
            Task<?> sending = Task.run(traffic);

            fleet.reshard(ShardRange.all(3), new Resharding(Duration.ofSeconds(20), 1, Duration.ZERO));

            old.forEach(SimulatedSession::awaitEnd);
            assertThat(fleet.shards())
                    .extracting(Shard::id)
                    .isEqualTo(ShardRange.all(3).ids());
            assertThat(fleet.states()).isEqualTo(Map.of(ShardState.ACTIVE, 3));
            traffic.stop = true;
            sending.result();
            sessions(gateway, 3).forEach(session -> session.dispatch("NEW_THING", "{\"n\":-1}"));
            assertThat(ends.await(10, TimeUnit.SECONDS)).isTrue();
            // Between shards there is no order: what the old ones have given comes in any case before the end.
            fleet.shards().forEach(Shard::close);
            user.result();
            assertThat(traffic.sent).isPositive();
            assertThat(told)
                    .containsAll(IntStream.range(0, traffic.sent).boxed().toList());
            assertThat(totals).containsExactlyInAnyOrder(2, 3);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    /** Sends numbered events of ever other guilds to all sessions that Discord would send them to. */
    private static final class Traffic implements Task.Body {

        private final SimulatedGateway gateway;
        private volatile boolean stop;
        private volatile int sent; // written once, at the end

        Traffic(SimulatedGateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public void run() {
            int number = 0;
            while (!stop) {
                long guild = (long) number << 22;
                String data = "{\"n\":" + number + "}";
                gateway.sessions().stream()
                        .filter(SimulatedSession::isAlive)
                        .filter(session ->
                                ShardId.ofGuild(guild, session.shards()).number() == session.shard())
                        .forEach(session -> session.dispatch("NEW_THING", data));
                number++;
            }
            sent = number;
        }
    }

    @Test
    void whereTooFewNewShardsComeUpInTimeTheOldOnesStay() throws Exception {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet =
                        Fleet.open(ShardRange.all(2), config(gateway.url()).build())) {
            List<SimulatedSession> old = sessions(gateway, 2);
            gateway.holdUpgrades();

            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            fleet.reshard(ShardRange.all(3), new Resharding(Duration.ofMillis(50), 0.5, Duration.ZERO)))
                    .withMessageContaining("Only 0 of 3");

            assertThat(fleet.shards()).hasSize(2);
            assertThat(old).allMatch(SimulatedSession::isConnected);
            old.getFirst().dispatch("NEW_THING", "{}");
            assertThat(first(fleet, Unknown.class)).isNotNull();
        }
    }

    @Test
    void whereANewShardFailsTheOldOnesStay() throws Exception {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet = Fleet.open(
                        ShardRange.all(1),
                        id -> config(gateway.url())
                                .intentBits(id.total() == 1 ? 1 : 1 << 30)
                                .build(),
                        Fleet.OnFailure.STOP_ALL)) {
            sessions(gateway, 1);
            Task<?> user = Task.run(() -> fleet.events().forEach(event -> {}));

            assertThatIllegalStateException()
                    .isThrownBy(() -> fleet.reshard(ShardRange.all(2), Resharding.DEFAULT))
                    .withMessageContaining("4013");

            assertThat(fleet.shards()).hasSize(1);
            assertThat(user.isDone()).isFalse();
            Task.run(fleet::close).result();
            user.result();
        }
    }

    @Test
    void closingEndsAReshardingToo() throws Exception {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet =
                        Fleet.open(ShardRange.all(1), config(gateway.url()).build())) {
            sessions(gateway, 1);
            gateway.holdUpgrades();
            Task<?> resharding = Task.run(() -> fleet.reshard(ShardRange.all(2), Resharding.DEFAULT))
                    .untilItWaits();

            Task.run(fleet::close).result();

            assertThatIllegalStateException().isThrownBy(resharding::result).withMessageContaining("closed");
            assertThatIllegalStateException()
                    .isThrownBy(() -> fleet.reshard(ShardRange.all(2), Resharding.DEFAULT))
                    .withMessageContaining("closed");
        }
    }

    @Test
    void reshardingFromInsideOfTheLoopIsRefused() {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet =
                        Fleet.open(ShardRange.all(1), config(gateway.url()).build())) {
            assertThat(first(fleet, Ready.class)).isNotNull();

            assertThatIllegalStateException()
                    .isThrownBy(() -> fleet.reshard(ShardRange.all(2), Resharding.DEFAULT))
                    .withMessageContaining("inside");
        }
    }

    @Test
    void newShardsStartAnewWhateverSessionsAreStored(@TempDir Path folder) throws Exception {
        try (SimulatedGateway gateway = gateway()) {
            GatewayConfig config = config(gateway.url())
                    .sessionStore(FileSessionStore.of(folder))
                    .build();
            Fleet earlier = Fleet.open(ShardRange.all(2), config);
            assertThat(first(earlier, Ready.class)).isNotNull();
            assertThat(earlier.suspend()).isNotEmpty();

            try (Fleet fleet = Fleet.open(ShardRange.all(1), config)) {
                Task<?> user = Task.run(() -> fleet.events().forEach(event -> {}));

                fleet.reshard(ShardRange.all(2), new Resharding(Duration.ofSeconds(20), 1, Duration.ZERO));

                assertThat(gateway.resumes()).isEmpty();
                Task.run(fleet::close).result();
                user.result();
            }
        }
    }

    @Test
    void newAndOldShardsThatWouldShareOneStoredSessionAreRefused(@TempDir Path folder) {
        try (SimulatedGateway gateway = gateway();
                Fleet fleet = Fleet.open(
                        ShardRange.bucket(0, 2, 4),
                        config(gateway.url())
                                .sessionStore(FileSessionStore.of(folder))
                                .build())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fleet.reshard(ShardRange.all(4), Resharding.DEFAULT))
                    .withMessageContaining("0/4")
                    .withMessageContaining("another total");
        }
    }

    private static List<SimulatedSession> sessions(SimulatedGateway gateway, int count) {
        return IntStream.range(0, count).mapToObj(any -> gateway.awaitSession()).toList();
    }

    private static SimulatedSession sessionOf(List<SimulatedSession> sessions, int shard) {
        return sessions.stream()
                .filter(session -> session.shard() == shard)
                .findFirst()
                .orElseThrow();
    }

    private static <E extends Event> E first(Fleet fleet, Class<E> type) {
        for (ShardEvent next : fleet.events()) {
            if (type.isInstance(next.event())) {
                return type.cast(next.event());
            }
        }
        throw new AssertionError("no " + type.getSimpleName());
    }
}
