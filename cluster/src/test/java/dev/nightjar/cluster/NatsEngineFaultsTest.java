package dev.nightjar.cluster;

import static dev.nightjar.cluster.EngineContractTest.bytes;
import static dev.nightjar.cluster.EngineContractTest.next;
import static dev.nightjar.cluster.EngineContractTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nats.client.Options;
import io.nats.client.Statistics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the engine on NATS does when its server dies, halts or cannot be reached. */
@Timeout(240)
@SuppressWarnings("try") // what must be closed is not always used before
final class NatsEngineFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final NatsSettings SETTINGS = NatsSettings.of("bot").withTimeout(Duration.ofSeconds(5));
    private static final NatsSettings HASTY = NatsSettings.of("bot").withTimeout(Duration.ofSeconds(1));

    private NatsServer server;
    private Cable cable;

    @BeforeEach
    void start() throws Exception {
        server = NatsServer.start();
        cable = Cable.to(server.port());
    }

    @AfterEach
    void end() {
        if (cable != null) {
            cable.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private NatsEngine direct() throws Exception {
        return NatsEngine.connect(Options.builder().server(server.url()), SETTINGS);
    }

    private NatsEngine overCable(NatsSettings settings) throws Exception {
        return NatsEngine.connect(Options.builder().server("nats://127.0.0.1:" + cable.port()), settings);
    }

    @Test
    void withoutAServerTheConnectionFailsWithASentence() throws Exception {
        server.kill();

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(this::direct)
                .withMessageContaining(server.url());
    }

    @Test
    void withoutAConnectionTheClientIsGivenNoRequestToKeep() throws Exception {
        try (NatsEngine engine = direct()) {
            EngineContractTest.Heard heard = new EngineContractTest.Heard();
            engine.ledger().watch("", heard);
            server.kill();
            assertThat(heard.uncertain.poll(60, TimeUnit.SECONDS)).isNotNull();
            Statistics statistics = engine.wire().connection().getStatistics();
            long before = statistics.getOutstandingRequests();

            for (int i = 0; i < 1_000; i++) {
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> engine.ledger().read("key"));
            }

            assertThat(statistics.getOutstandingRequests()).isLessThanOrEqualTo(before);
        }
    }

    @Test
    void theServersEndIsAnExceptionAndItsReturnIsNoticed() throws Exception {
        try (NatsEngine engine = direct()) {
            Ledger ledger = engine.ledger();
            long revision = ledger.write("key", "before", Ledger.ABSENT).orElseThrow();
            EngineContractTest.Heard heard = new EngineContractTest.Heard();
            ledger.watch("", heard);

            server.kill();

            assertThat(heard.uncertain.poll(60, TimeUnit.SECONDS)).isNotNull();
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> ledger.write("key", "while away", revision))
                    .withMessageContaining("key")
                    .withMessageContaining("no connection");
            assertThatExceptionOfType(EngineException.class).isThrownBy(() -> ledger.read("key"));
            assertThatExceptionOfType(EngineException.class).isThrownBy(() -> ledger.list(""));

            heard.uncertain.clear();
            server.restart();

            assertThat(heard.uncertain.poll(60, TimeUnit.SECONDS)).isNotNull();
            Ledger.Entry entry = eventually(() -> ledger.read("key").orElseThrow());
            assertThat(entry.value()).isEqualTo("before");
            assertThat(entry.revision()).isEqualTo(revision);
            assertThat(ledger.write("key", "after", revision)).isPresent();
        }
    }

    @Test
    void whatIsBeingAppendedWhenTheConnectionEndsFailsThenAndNotWhenItsTimeIsOver() throws Exception {
        NatsSettings patient = NatsSettings.of("bot").withTimeout(Duration.ofMinutes(1));
        try (NatsEngine engine = NatsEngine.connect(Options.builder().server(server.url()), patient)) {
            EventLog log = engine.eventLog(EventLogLimits.DEFAULT);
            server.stop();
            CompletableFuture<Void> appended =
                    log.append("e", "1", bytes("event")).toCompletableFuture();

            server.kill();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> appended.get(30, TimeUnit.SECONDS))
                    .withCauseInstanceOf(EngineException.class);
        }
    }

    @Test
    void aWatchHearsOfChangesAfterTheServersReturn() throws Exception {
        try (NatsEngine engine = direct()) {
            EngineContractTest.Heard heard = new EngineContractTest.Heard();
            engine.ledger().watch("a.", heard);
            server.kill();
            server.restart();

            // Writes go on until one is heard of: what comes before the watch is there again is no more than uncertain.
            int writes = 0;
            while (heard.keys.poll(100, TimeUnit.MILLISECONDS) == null) {
                String key = "a." + writes++;
                eventually(() -> engine.ledger().write(key, "", Ledger.ABSENT));
                assertThat(writes).isLessThan(600);
            }
            assertThat(heard.uncertain).isNotEmpty();
        }
    }

    @Test
    void aHaltedServerIsAnExceptionInTime() throws Exception {
        try (NatsEngine engine = overCable(HASTY)) {
            Ledger ledger = engine.ledger();
            long revision = ledger.write("key", "1", Ledger.ABSENT).orElseThrow();

            server.stop();
            try {
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> ledger.write("key", "2", revision))
                        .withMessageContaining("key");
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> engine.courier().ask("a", "", Duration.ofSeconds(1)));
            } finally {
                server.goOn();
            }

            // The write may have happened or not; nothing else has.
            Ledger.Entry entry = eventually(() -> ledger.read("key").orElseThrow());
            assertThat(entry.value()).isIn("1", "2");
            assertThat(eventually(() -> ledger.write(
                            "key", "3", ledger.read("key").orElseThrow().revision())))
                    .isPresent();
        }
    }

    @Test
    void aLateWriteOfAFrozenMemberReplacesNothingNewer() throws Exception {
        try (NatsEngine frozen = overCable(HASTY);
                NatsEngine other = direct()) {
            long first = frozen.ledger().write("key", "owner", Ledger.ABSENT).orElseThrow();

            cable.freeze();
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> frozen.ledger().write("key", "owner again", first));
            long second = other.ledger().write("key", "successor", first).orElseThrow();
            cable.heal(); // the frozen write arrives now, if its connection still lives

            assertThat(eventually(() -> frozen.ledger().write("key", "owner once more", first)))
                    .isEmpty();
            assertThat(frozen.ledger().read("key")).contains(new Ledger.Entry("key", "successor", second));
        }
    }

    @Test
    void whatWasNotWrittenWhileCutIsNotWrittenAfterwards() throws Exception {
        try (NatsEngine cut = overCable(HASTY);
                NatsEngine other = direct()) {
            EngineContractTest.Heard heard = new EngineContractTest.Heard();
            cut.ledger().watch("", heard);
            cable.cut();
            assertThat(heard.uncertain.poll(60, TimeUnit.SECONDS)).isNotNull();
            for (int i = 0; i < 20; i++) {
                String key = "cut." + i;
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> cut.ledger().write(key, "", Ledger.ABSENT));
            }

            cable.heal();

            eventually(() -> cut.ledger().write("healed", "", Ledger.ABSENT));
            assertThat(other.ledger().list("")).extracting(Ledger.Entry::key).containsExactly("healed");
        }
    }

    @Test
    void aCableThatIsFrozenOneWayIsNoticed() throws Exception {
        for (Cable.Direction direction : Cable.Direction.values()) {
            try (NatsEngine engine = overCable(HASTY)) {
                EngineContractTest.Heard heard = new EngineContractTest.Heard();
                engine.ledger().watch("", heard);

                cable.freeze(direction);

                assertThat(heard.uncertain.poll(60, TimeUnit.SECONDS)).isNotNull();
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> engine.ledger().read("key"));
                cable.heal();
                assertThat(eventually(() -> engine.ledger().read("key"))).isEmpty();
            }
        }
    }

    @Test
    void aSlowCableLosesNothing() throws Exception {
        try (NatsEngine engine = overCable(SETTINGS)) {
            cable.delay(100);

            long revision = engine.ledger().write("key", "slow", Ledger.ABSENT).orElseThrow();

            assertThat(engine.ledger().read("key")).contains(new Ledger.Entry("key", "slow", revision));
        }
    }

    @Test
    void requestsAreAnsweredAgainAfterACut() throws Exception {
        try (NatsEngine answering = overCable(HASTY);
                NatsEngine asking = direct()) {
            answering.courier().answer("m.a", request -> "heard " + request);
            assertThat(asking.courier().ask("m.a", "1", LONG)).contains("heard 1");

            cable.cut();
            eventually(() -> {
                if (asking.courier().ask("m.a", "2", Duration.ofSeconds(1)).isPresent()) {
                    throw new EngineException("The server has not noticed yet");
                }
                return true;
            });
            cable.heal();

            String answer = eventually(() -> asking.courier()
                    .ask("m.a", "3", Duration.ofSeconds(1))
                    .orElseThrow(() -> new EngineException("It is not back yet")));
            assertThat(answer).isEqualTo("heard 3");
        }
    }

    @Test
    void eachEventIsInTheLogOnceThoughTheServerDies() throws Exception {
        EventLogLimits limits = new EventLogLimits(Duration.ofHours(1), 100_000_000, Duration.ofMinutes(10));
        try (NatsEngine engine = direct();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            EventLog log = engine.eventLog(limits);
            int events = 2_000;
            CountDownLatch some = new CountDownLatch(500);
            Future<?> appending = executor.submit(() -> {
                for (int i = 0; i < events; i++) {
                    String id = "session:" + i;
                    byte[] event = bytes("event " + i);
                    eventually(() -> append(log, id, event));
                    some.countDown();
                }
                return null;
            });
            assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
            server.kill();
            server.restart();
            appending.get();

            try (EventLog.Reader reader = log.read("worker", ">", LONG)) {
                for (int i = 0; i < events; i++) {
                    EventLog.Delivery delivery = eventually(() -> next(reader));
                    assertThat(delivery.id()).isEqualTo("session:" + i);
                    assertThat(text(delivery)).isEqualTo("event " + i);
                    eventually(() -> {
                        delivery.acknowledge();
                        return true;
                    });
                }
                assertThat(reader.next(Duration.ofMillis(500))).isNull();
            }
        }
    }

    private static boolean append(EventLog log, String id, byte[] event) throws Exception {
        try {
            log.append("e", id, event).toCompletableFuture().get();
            return true;
        } catch (java.util.concurrent.ExecutionException failure) {
            if (failure.getCause() instanceof EngineException notAcknowledged) {
                throw notAcknowledged;
            }
            throw failure;
        }
    }

    @Test
    void anEventThatIsNotAcknowledgedFails() throws Exception {
        EventLogLimits limits = new EventLogLimits(Duration.ofHours(1), 100_000_000, Duration.ofMinutes(10));
        try (NatsEngine engine = overCable(HASTY)) {
            EventLog log = engine.eventLog(limits);
            cable.freeze();

            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> append(log, "session:1", bytes("")))
                    .withMessageContaining("session:1");
        }
    }

    @Test
    void aReaderGoesOnAfterTheServersReturn() throws Exception {
        EventLogLimits limits = new EventLogLimits(Duration.ofHours(1), 100_000_000, Duration.ofMinutes(10));
        try (NatsEngine engine = direct()) {
            EventLog log = engine.eventLog(limits);
            try (EventLog.Reader reader = log.read("worker", ">", LONG)) {
                append(log, "1", bytes("one"));
                next(reader).acknowledge();
                assertThat(reader.next(Duration.ofMillis(100))).isNull(); // a request waits at the server

                server.kill();
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> {
                            while (true) {
                                reader.next(Duration.ofMillis(100));
                            }
                        })
                        .withMessageContaining("worker");
                server.restart();

                eventually(() -> append(log, "2", bytes("two")));
                EventLog.Delivery delivery = eventually(() -> next(reader));
                if (delivery.id().equals("1")) { // the server had confirmed its acknowledgement, and not written it yet
                    delivery = eventually(() -> next(reader));
                }
                assertThat(delivery.id()).isEqualTo("2");
            }
        }
    }

    @Test
    void aServerWithoutJetStreamIsRefusedWithASentence() throws Exception {
        try (NatsServer plain = NatsServer.startWithoutJetStream()) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> NatsEngine.connect(plain.url(), "bot"))
                    .withMessageContaining("-js");
        }
    }

    /** Calls until the engine answers, for a minute at most. */
    static <T> T eventually(Call<T> call) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                return call.run();
            } catch (EngineException notYet) {
                if (System.nanoTime() > until) {
                    throw notYet;
                }
                assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
            }
        }
    }

    /** A call of the engine. */
    interface Call<T> {
        T run() throws Exception;
    }
}
