package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.FaultyLog.Outcome;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members that publish, in one process, with the engine in memory and shards at the simulated gateway. */
@Timeout(60)
class PublisherTest {

    private static final int SHARDS = 3;

    private static final String BOT = RecordForm.bot("Bot token");

    private final SimulatedGateway gateway = SimulatedGateway.builder()
            .limitIdentifies(false)
            .guilds(0)
            .raw(true)
            .start();
    private final LocalEngine engine = LocalEngine.open();
    private final List<Cluster> clusters = new CopyOnWriteArrayList<>();
    private int readers;

    @AfterEach
    void close() {
        clusters.forEach(Cluster::close);
        engine.close();
        gateway.close();
    }

    /** A member's engine, of which a part is the test's. */
    private record PartlyFaulty(Ledger ledger, Courier courier, EventLog log) implements Engine {

        @Override
        public EventLog eventLog(EventLogLimits limits) {
            return log;
        }

        @Override
        public void close() {}
    }

    private Cluster join(String name, Ledger ledger) throws Exception {
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                .gatewayUrl(gateway.url())
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
                .eventBuffer(100)
                .closeTimeout(Duration.ofMillis(500))
                .build();
        Cluster cluster = Cluster.join(ClusterConfig.builder(config, new PartlyFaulty(ledger, engine.courier(), log()))
                .name(name)
                .initialShards(SHARDS)
                .lease(Duration.ofSeconds(3))
                .leavesAtShutdown(false)
                .identifyQueue(shard -> {})
                .build());
        clusters.add(cluster);
        return cluster;
    }

    private EventLog log() throws EngineException {
        return engine.eventLog(EventLogLimits.DEFAULT);
    }

    /** Has a member publish, and waits until it has all shards and has handled the READY of each. */
    private Thread publishAlone(Cluster cluster, EventLog log) throws Exception {
        Thread publishing = publish(cluster, log, Set.of(EventType.values()));
        await(() -> sessions().size() == SHARDS && cluster.shards().size() == SHARDS);
        for (int shard = 0; shard < SHARDS; shard++) {
            awaitStored(shard, 1);
        }
        return publishing;
    }

    private static Thread publish(Cluster cluster, EventLog log, Set<EventType> types) {
        return Thread.ofVirtual().start(() -> cluster.publish(log, types));
    }

    private List<SimulatedSession> sessions() {
        return gateway.sessions().stream()
                .filter(SimulatedSession::isAlive)
                .sorted(Comparator.comparingInt(SimulatedSession::shard))
                .toList();
    }

    private void dispatch(int count) {
        for (int i = 0; i < count; i++) {
            sessions().forEach(session -> session.dispatch("NEW_THING", "{\"of\":" + session.shard() + "}"));
        }
    }

    /** The session in the record of a shard. */
    private Optional<Session> stored(int shard) throws Exception {
        ShardId id = new ShardId(shard, SHARDS);
        Optional<Ledger.Entry> entry = engine.ledger().read(ShardRecord.key(id));
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(ShardRecord.read(entry.get(), BOT, id).session());
    }

    private void awaitStored(int shard, long sequence) throws Exception {
        while (stored(shard).map(Session::sequence).filter(s -> s == sequence).isEmpty()) {
            Thread.sleep(5);
        }
    }

    /** What the log has of each session, by its id, when it has so many events in all. */
    private Map<String, List<EventLog.Delivery>> read(int count) throws Exception {
        Map<String, List<EventLog.Delivery>> bySession = new LinkedHashMap<>();
        try (EventLog.Reader reader = log().read("test" + readers++, ">", Duration.ofMinutes(1))) {
            for (int i = 0; i < count; i++) {
                EventLog.Delivery next = EngineContractTest.next(reader);
                next.acknowledge();
                String session = next.id().substring(0, next.id().indexOf(':'));
                bySession.computeIfAbsent(session, any -> new ArrayList<>()).add(next);
            }
            assertThat(reader.next(Duration.ofMillis(50))).isNull();
        }
        return bySession;
    }

    /** What the log has of a session. */
    private static List<EventLog.Delivery> of(SimulatedSession session, Map<String, List<EventLog.Delivery>> log) {
        return log.getOrDefault(session.id(), List.of());
    }

    private static List<String> ids(SimulatedSession session, long... sequences) {
        return LongStream.of(sequences)
                .mapToObj(sequence -> session.id() + ":" + sequence)
                .toList();
    }

    private static long[] upTo(long last) {
        return LongStream.rangeClosed(1, last).toArray();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(Duration.ofMillis(5));
        }
    }

    @Test
    void eachEventIsInTheLogOnceAsItCameUnderItsNameAndInTheOrderOfItsShard() throws Exception {
        Cluster one = join("one", engine.ledger());
        publishAlone(one, log());

        dispatch(100);

        Map<String, List<EventLog.Delivery>> log = read(SHARDS * 101);
        for (SimulatedSession session : sessions()) {
            List<EventLog.Delivery> events = of(session, log);
            assertThat(events).extracting(EventLog.Delivery::id).isEqualTo(ids(session, upTo(101)));
            assertThat(events.getFirst().subject()).isEqualTo("READY");
            assertThat(events.subList(1, 101)).allSatisfy(event -> {
                Payload payload = Payload.of(event.event());
                assertThat(event.subject()).isEqualTo("NEW_THING").isEqualTo(payload.name());
                assertThat(event.id()).endsWith(":" + payload.sequence());
                assertThat(payload.map()).containsEntry("of", session.shard());
            });
        }
        assertThat(one.stats().eventsAppended()).isEqualTo(SHARDS * 101);
        assertThat(one.stats().appendFailures()).isZero();
    }

    @Test
    void aResumedSessionGoesOnAndANewOneBeginsWithItsReady() throws Exception {
        publishAlone(join("one", engine.ledger()), log());
        SimulatedSession first = sessions().getFirst();
        SimulatedSession second = sessions().get(1);

        first.faults().eof();
        first.awaitResumes(1); // which has the sequence 2
        first.dispatch("NEW_THING", "{}");
        second.faults().invalidSession(false);
        second.awaitEnd();
        await(() -> sessions().size() == SHARDS);
        SimulatedSession third = sessions().get(1);
        third.dispatch("NEW_THING", "{}");

        Map<String, List<EventLog.Delivery>> log = read(SHARDS + 3);
        assertThat(of(first, log)).extracting(EventLog.Delivery::id).isEqualTo(ids(first, 1, 3));
        assertThat(of(second, log)).extracting(EventLog.Delivery::id).isEqualTo(ids(second, 1));
        assertThat(of(third, log)).extracting(EventLog.Delivery::id).isEqualTo(ids(third, 1, 2));
    }

    /** A way to the ledger by which a member's records go on, and from some moment their sessions do not. */
    private static final class Forgetful extends DelegatingLedger {

        private final Map<String, ShardRecord> last = new ConcurrentHashMap<>();
        private volatile boolean forgets;

        Forgetful(Ledger ledger) {
            super(ledger);
        }

        @Override
        public OptionalLong write(String key, String value, long revision)
                throws EngineException, InterruptedException {
            if (!key.startsWith(ShardRecord.PREFIX)) {
                return super.write(key, value, revision);
            }
            ShardId shard = new ShardId(Integer.parseInt(key.substring(key.lastIndexOf('.') + 1)), SHARDS);
            ShardRecord next = ShardRecord.read(new Entry(key, value, 1), BOT, shard);
            ShardRecord before = last.get(key);
            if (forgets && before != null) {
                next = new ShardRecord(BOT, shard, next.holder(), before.session());
            }
            last.put(key, next);
            return super.write(key, next.text(), revision);
        }
    }

    @Test
    void whatWasAppendedAndNotSavedIsAppendedAgainByTheNextMemberAndIsInTheLogOnce() throws Exception {
        Forgetful ledger = new Forgetful(engine.ledger());
        Cluster one = join("one", ledger);
        Thread publishing = publishAlone(one, log());
        ledger.forgets = true; // from here on it is as if the member had died before a save
        dispatch(20);
        read(SHARDS * 21);

        one.leave();
        assertThat(publishing.join(Duration.ofSeconds(60))).isTrue();
        FaultyLog log = new FaultyLog(log());
        publish(join("two", engine.ledger()), log, Set.of(EventType.values()));
        await(() -> log.attempts().size() == SHARDS * 20);
        dispatch(1);

        List<SimulatedSession> sessions = sessions();
        Map<String, List<EventLog.Delivery>> all = read(SHARDS * 22);
        for (SimulatedSession session : sessions) {
            long last = session.sequence(); // the one before the last is that of RESUMED
            assertThat(log.attempts())
                    .containsAll(ids(session, LongStream.rangeClosed(2, 21).toArray()));
            assertThat(of(session, all))
                    .extracting(EventLog.Delivery::id)
                    .isEqualTo(ids(
                            session,
                            LongStream.concat(LongStream.rangeClosed(1, 21), LongStream.of(last))
                                    .toArray()));
        }
        assertThat(gateway.identifies()).hasSize(SHARDS);
    }

    @Test
    void aFailedAppendIsMadeAgainWithTheSameIdAndTheOrderStays() throws Exception {
        FaultyLog log = new FaultyLog(log());
        Cluster one = join("one", engine.ledger());
        publishAlone(one, log);
        Map<String, Integer> counts = new ConcurrentHashMap<>();
        log.decide(id -> {
            int attempt = counts.merge(id, 1, Integer::sum);
            return attempt > 2 || !id.endsWith("5")
                    ? Outcome.STORED
                    : attempt == 1 ? Outcome.NOT_STORED : Outcome.UNANSWERED;
        });

        dispatch(30);

        Map<String, List<EventLog.Delivery>> all = read(SHARDS * 31);
        for (SimulatedSession session : sessions()) {
            assertThat(of(session, all)).extracting(EventLog.Delivery::id).isEqualTo(ids(session, upTo(31)));
            awaitStored(session.shard(), 31);
        }
        assertThat(one.stats().appendFailures()).isEqualTo(SHARDS * 3 * 2);
    }

    @Test
    void noEventIsSavedBeforeItIsAcknowledged() throws Exception {
        FaultyLog log = new FaultyLog(log());
        Cluster one = join("one", engine.ledger());
        publishAlone(one, log);
        log.decide(id -> id.endsWith(":4") ? Outcome.HELD : Outcome.STORED);

        dispatch(9);

        await(() -> one.shards().stream()
                .allMatch(shard -> shard.session().map(Session::sequence).orElse(0L) == 10));
        for (int shard = 0; shard < SHARDS; shard++) {
            awaitStored(shard, 3);
        }
        awaitRenewals();
        for (int shard = 0; shard < SHARDS; shard++) {
            assertThat(stored(shard)).map(Session::sequence).contains(3L);
        }
        log.release();
        for (int shard = 0; shard < SHARDS; shard++) {
            awaitStored(shard, 10);
        }
    }

    /** Waits until each record was written twice more. */
    private void awaitRenewals() throws Exception {
        for (Ledger.Entry before : engine.ledger().list(ShardRecord.PREFIX)) {
            String key = before.key();
            for (int i = 0; i < 2; i++) {
                long revision = engine.ledger().read(key).orElseThrow().revision();
                while (engine.ledger().read(key).orElseThrow().revision() == revision) {
                    Thread.sleep(5);
                }
            }
        }
    }

    @Test
    void aLogThatDoesNotAnswerMakesTheGatewayWait() throws Exception {
        FaultyLog log = new FaultyLog(log());
        Cluster one = join("one", engine.ledger());
        publishAlone(one, log);
        log.decide(id -> Outcome.HELD);
        SimulatedSession session = sessions().getFirst();
        Shard shard = one.shards().getFirst();

        for (int i = 0; i < 3_000; i++) {
            session.dispatch("NEW_THING", "{}");
        }
        await(() -> shard.backlog().stalls() > 0 && log.held() == Publisher.AT_ONCE);

        assertThat(shard.backlog().events()).isLessThanOrEqualTo(100);
        log.decide(id -> Outcome.STORED);
        log.release();
        assertThat(of(session, read(SHARDS + 3_000)))
                .extracting(EventLog.Delivery::id)
                .isEqualTo(ids(session, upTo(3_001)));
    }

    @Test
    void largeEventsAreFewAtTheSameTime() throws Exception {
        FaultyLog log = new FaultyLog(log());
        publishAlone(join("one", engine.ledger()), log);
        log.decide(id -> Outcome.HELD);
        SimulatedSession session = sessions().getFirst();
        String data = "{\"text\":\"" + "x".repeat(1_000_000) + "\"}";

        for (int i = 0; i < 20; i++) {
            session.dispatch("NEW_THING", data);
        }
        await(() -> log.held() == 16);
        awaitRenewals();
        assertThat(log.held()).isEqualTo(16);

        log.decide(id -> Outcome.STORED);
        log.release();
        assertThat(of(session, read(SHARDS + 20))).hasSize(21);
    }

    @Test
    void onlyTheChosenTypesAreAppendedAndTheOthersCountAsHandled() throws Exception {
        Thread publishing =
                publish(join("one", engine.ledger()), log(), Set.of(EventType.MESSAGE_CREATE, EventType.RESUMED));
        await(() -> sessions().size() == SHARDS);

        for (SimulatedSession session : sessions()) {
            session.dispatch("MESSAGE_CREATE", "{}");
            session.dispatch("NEW_THING", "{}");
            awaitStored(session.shard(), 3);
        }

        Map<String, List<EventLog.Delivery>> log = read(SHARDS);
        for (SimulatedSession session : sessions()) {
            assertThat(of(session, log)).extracting(EventLog.Delivery::id).isEqualTo(ids(session, 2));
        }
        assertThat(publishing.isAlive()).isTrue();
    }

    @Test
    void aNameThatCannotBeASubjectIsUnknownAndAnEventThatIsTooLargeComesWithoutItsData() throws Exception {
        publishAlone(join("one", engine.ledger()), log());
        SimulatedSession session = sessions().getFirst();

        session.dispatch("A.NEW THING", "{\"a\":1}");
        session.dispatch("MESSAGE_CREATE", "{\"content\":\"" + "x".repeat(log().maxEventBytes()) + "\"}");

        List<EventLog.Delivery> events = of(session, read(SHARDS + 2));
        assertThat(events).extracting(EventLog.Delivery::subject).containsExactly("READY", "UNKNOWN", "MESSAGE_CREATE");
        assertThat(Payload.of(events.get(1).event()).map()).containsEntry("a", 1);
        assertThat(EngineContractTest.text(events.get(2)))
                .isEqualTo("{\"t\":\"MESSAGE_CREATE\",\"s\":3,\"op\":0,\"d\":null}");
    }

    @Test
    void aMemberLeavesAndItsPublishingEndsAlthoughTheLogIsAwayAndTheNextMemberAppendsTheRest() throws Exception {
        FaultyLog log = new FaultyLog(log());
        Cluster one = join("one", engine.ledger());
        Thread publishing = publishAlone(one, log);
        log.decide(id -> id.endsWith(":2") ? Outcome.STORED : Outcome.NOT_STORED);
        dispatch(5);
        await(() -> log.attempts().size() > SHARDS * 3);

        one.leave();
        assertThat(publishing.join(Duration.ofSeconds(60))).isTrue();
        publish(join("two", engine.ledger()), log(), Set.of(EventType.values()));

        Map<String, List<EventLog.Delivery>> all = read(SHARDS * 6);
        for (SimulatedSession session : sessions()) {
            assertThat(of(session, all)).extracting(EventLog.Delivery::id).isEqualTo(ids(session, upTo(6)));
        }
    }

    @Test
    void anInterruptEndsThePublishingAndNotTheMember() throws Exception {
        Cluster one = join("one", engine.ledger());
        FutureTask<GatewayException.Reason> publishing = new FutureTask<>(() -> {
            try {
                one.publish(log());
                throw new AssertionError("It has ended");
            } catch (GatewayException e) {
                return e.reason();
            }
        });
        Thread thread = Thread.ofVirtual().start(publishing);
        await(() -> one.stats().eventsAppended() == SHARDS);

        thread.interrupt();

        assertThat(publishing.get(60, TimeUnit.SECONDS)).isEqualTo(GatewayException.Reason.INTERRUPTED);
        publish(one, log(), Set.of(EventType.values()));
        dispatch(1);
        assertThat(read(SHARDS * 2)).hasSize(SHARDS);
    }
}
