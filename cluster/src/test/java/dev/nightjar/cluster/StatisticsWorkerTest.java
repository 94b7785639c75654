package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.cluster.examples.Publishing;
import dev.nightjar.cluster.examples.StatisticsWorker;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bot and the worker that the documentation shows, and the for-each that the worker has. */
@Timeout(120)
class StatisticsWorkerTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final LocalEngine engine = LocalEngine.open();

    @Test
    void theWorkerOfTheDocumentationCountsWhatTheBotOfTheDocumentationAppends() throws Exception {
        try (SimulatedGateway gateway =
                        SimulatedGateway.builder().shards(2).raw(true).start();
                engine) {
            GatewayConfig config = GatewayConfig.builder("token")
                    .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                    .gatewayUrl(gateway.url())
                    .apiUrl(gateway.httpUrl())
                    .identifyQueue(shard -> {})
                    .build();
            EventLog log = engine.eventLog(EventLogLimits.DEFAULT);
            StatisticsWorker statistics = new StatisticsWorker();
            Thread bot = Thread.ofVirtual().start(() -> publish(config));
            FutureTask<@Nullable Void> worker = start(() -> {
                statistics.run(log);
                return null;
            });

            for (SimulatedSession session : List.of(gateway.awaitSession(), gateway.awaitSession())) {
                for (int i = 1; i <= 3; i++) {
                    session.dispatch("MESSAGE_CREATE", "{\"id\":\"" + i + "\",\"guild_id\":\"" + (7 + i % 2) + "\"}");
                    session.dispatch("TYPING_START", "{\"guild_id\":\"7\"}");
                }
            }
            while (!statistics.messages().equals(Map.of(7L, 2, 8L, 4))) {
                Thread.sleep(5);
            }
            bot.interrupt();
            bot.join();
            engine.close();

            worker.get(60, TimeUnit.SECONDS);
        }
    }

    private void publish(GatewayConfig config) {
        try {
            Publishing.run(config, engine);
        } catch (GatewayException interrupted) {
            // The test has seen what it waited for.
        } catch (EngineException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T extends @Nullable Object> FutureTask<T> start(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.ofVirtual().start(task);
        return task;
    }

    /** A reader that answers what it was told, in this order: an event, a failure, or nothing. */
    private static final class Told implements EventLog.Reader {

        private final Queue<Callable<EventLog.@Nullable Delivery>> answers = new ArrayDeque<>();

        @Override
        public EventLog.@Nullable Delivery next(Duration timeout) throws EngineException, InterruptedException {
            try {
                return answers.remove().call();
            } catch (EngineException | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {}
    }

    @Test
    void theForEachWaitsWhileNothingComesOrTheEngineIsAwayAndEndsWithTheEngine() throws Exception {
        EventLog log = engine.eventLog(EventLogLimits.DEFAULT);
        log.append("a", "1", new byte[0]).toCompletableFuture().get();
        EventLog.Delivery one = EngineContractTest.next(log.read("worker", ">", LONG));
        Told reader = new Told();
        reader.answers.add(() -> null);
        reader.answers.add(() -> one);
        reader.answers.add(() -> {
            throw new EngineException("away");
        });
        reader.answers.add(() -> one);
        reader.answers.add(() -> {
            throw new EngineClosedException("closed");
        });

        List<String> ids = new ArrayList<>();
        Iterator<EventLog.Delivery> events = reader.iterator();
        while (events.hasNext()) {
            assertThat(events.hasNext()).isTrue();
            ids.add(events.next().id());
        }

        assertThat(ids).containsExactly("1", "1");
        assertThat(events.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(events::next);
        engine.close();
    }

    @Test
    void anInterruptEndsTheForEach() throws Exception {
        EventLog log = engine.eventLog(EventLogLimits.DEFAULT);
        FutureTask<Boolean> reading = new FutureTask<>(() -> {
            try (EventLog.Reader reader = log.read("worker", ">", LONG)) {
                Thread.currentThread().interrupt();
                assertThatExceptionOfType(ClusterException.class)
                        .isThrownBy(() -> reader.iterator().hasNext())
                        .withMessageContaining("interrupted");
                return Thread.currentThread().isInterrupted();
            }
        });
        Thread.ofVirtual().start(reading);

        assertThat(reading.get(60, TimeUnit.SECONDS)).isTrue();
        engine.close();
    }
}
