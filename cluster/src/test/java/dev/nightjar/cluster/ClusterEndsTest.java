package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.EventHandler;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardState;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that leave while their own code handles an event, and shards that end before their member does. */
@Timeout(120)
class ClusterEndsTest {

    // Longer than the patience of the tests: who waits for it in vain is found.
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(50);

    private final SimulatedGateway gateway =
            SimulatedGateway.builder().limitIdentifies(false).guilds(4).start();
    private final LocalEngine engine = LocalEngine.open();
    private final List<Cluster> clusters = new CopyOnWriteArrayList<>();
    private final List<Thread> loops = new ArrayList<>();
    private final List<String> handled = new CopyOnWriteArrayList<>(); // "member shard:number"

    @AfterEach
    void close() throws InterruptedException {
        clusters.forEach(Cluster::close);
        for (Thread loop : loops) {
            loop.join();
        }
        engine.close();
        gateway.close();
    }

    private GatewayConfig.Builder shards() {
        return GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(gateway.url())
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
                .closeTimeout(CLOSE_TIMEOUT);
    }

    private ClusterConfig.Builder config(String name, GatewayConfig shards) {
        return config(name, shards, engine);
    }

    private static ClusterConfig.Builder config(String name, GatewayConfig shards, Engine engine) {
        return ClusterConfig.builder(shards, engine)
                .name(name)
                .initialShards(2)
                .lease(Duration.ofSeconds(5))
                .leavesAtShutdown(false)
                .identifyQueue(shard -> {});
    }

    private Cluster join(String name) throws Exception {
        return join(config(name, shards().build()));
    }

    private Cluster join(ClusterConfig.Builder config) throws Exception {
        Cluster cluster = Cluster.join(config.build());
        clusters.add(cluster);
        return cluster;
    }

    private void loop(Runnable body) {
        loops.add(Thread.ofVirtual().start(body));
    }

    /** A loop that notes the numbers of the events. */
    private void note(String name, Cluster cluster) {
        loop(() -> {
            for (ShardEvent next : cluster.events()) {
                note(name, next);
            }
        });
    }

    private void note(String name, ShardEvent next) {
        number(next).ifPresent(number -> handled.add(name + " " + number));
    }

    private static Optional<String> number(ShardEvent next) {
        return next.event() instanceof Unknown unknown
                ? Optional.of(next.shard().id().number() + ":"
                        + unknown.payload().map().get("number"))
                : Optional.empty();
    }

    /** Sends this number to all sessions that are connected. */
    private void dispatch(int number) {
        for (SimulatedSession session : gateway.sessions()) {
            session.dispatch("NEW_THING", "{\"number\":" + number + "}");
        }
    }

    private static boolean hasSessions(Cluster cluster, int shards) {
        return cluster.shards().stream()
                        .filter(shard -> shard.session().isPresent())
                        .count()
                == shards;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void anEventWhoseHandlerLeavesDoesNotComeAgain(int atOnce) throws Exception {
        Cluster one = join("one");
        CountDownLatch left = new CountDownLatch(1);
        EventHandler<ShardEvent> leaving = next -> {
            note("one", next);
            if (number(next).isPresent()) {
                one.leave();
                left.countDown();
            }
        };
        loop(() -> one.events().handle(atOnce, next -> next.shard().id(), leaving));
        checkThatNothingComesAgain(one, left);
    }

    /** Another member joins this one, whose handlers leave at the next event of their shards. */
    private void checkThatNothingComesAgain(Cluster one, CountDownLatch left) throws Exception {
        await("both sessions", () -> hasSessions(one, 2));
        Cluster two = join("two");
        note("two", two);
        await("a share each", () -> hasSessions(one, 1) && hasSessions(two, 1));

        dispatch(1);
        assertThat(left.await(40, TimeUnit.SECONDS)).as("the end of leave()").isTrue();
        await("both shards", () -> hasSessions(two, 2));
        dispatch(2);
        await("the second events", () -> handled.containsAll(List.of("two 0:2", "two 1:2")));

        assertThat(handled).filteredOn(text -> text.endsWith(":1")).hasSize(2);
    }

    @Test
    void eventsWhoseHandlersLeaveAtTheSameTimeDoNotComeAgain() throws Exception {
        Cluster one = join("one");
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch left = new CountDownLatch(2);
        loop(() -> one.events().handle(10, next -> next.shard().id(), next -> {
            note("one", next);
            if (number(next).isPresent()) {
                both.countDown();
                both.await();
                one.leave();
                left.countDown();
            }
        }));
        await("both sessions", () -> hasSessions(one, 2));

        dispatch(1);
        assertThat(left.await(40, TimeUnit.SECONDS)).as("the end of leave()").isTrue();
        Cluster two = join("two");
        note("two", two);
        await("both shards", () -> gateway.sessions().stream().allMatch(SimulatedSession::isConnected));
        dispatch(2);
        await("the second events", () -> handled.containsAll(List.of("two 0:2", "two 1:2")));

        assertThat(handled).filteredOn(text -> text.endsWith(":1")).hasSize(2);
    }

    @Test
    void anEventInWhoseLoopAMemberLeavesDoesNotComeAgain() throws Exception {
        Cluster one = join("one");
        AtomicInteger events = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(1);
        loop(() -> {
            for (ShardEvent next : one.events()) {
                note("one", next);
                if (number(next).isPresent() && events.incrementAndGet() == 1) {
                    one.leave();
                    left.countDown();
                }
            }
        });
        checkThatNothingComesAgain(one, left);
    }

    @Test
    void aLoopEndsAlthoughAShardWasRefusedWhileItLagsBehind() throws Exception {
        Cluster one = join("one");
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread loop = Thread.ofVirtual().start(() -> {
            for (ShardEvent next : one.events()) {
                note("one", next);
                if (number(next).isPresent() && goOn.getCount() == 1) {
                    working.countDown();
                    awaitUninterruptibly(goOn);
                }
            }
        });
        await("both sessions", () -> hasSessions(one, 2));
        SimulatedSession session = gateway.sessions().getFirst();
        session.dispatch("NEW_THING", "{\"number\":1}");
        working.await();
        session.dispatch("NEW_THING", "{\"number\":2}");
        session.dispatch("NEW_THING", "{\"number\":3}");
        await(
                "both events",
                () -> one.shards().stream().anyMatch(shard -> shard.backlog().events() >= 2));
        session.faults().close(4014);
        await("the failure", () -> one.shards().stream().anyMatch(shard -> shard.state() == ShardState.FAILED));

        Thread leaving = Thread.ofVirtual().start(one::leave);
        await(
                "the release",
                () -> engine.ledger().list(ShardRecord.PREFIX).stream()
                        .noneMatch(entry -> entry.value().contains("\"member\"")));
        goOn.countDown();

        assertThat(loop.join(Duration.ofSeconds(40))).as("the end of the loop").isTrue();
        leaving.join();
        assertThat(handled)
                .extracting(text -> text.substring(text.indexOf(':')))
                .containsExactly(":1", ":2", ":3");
    }

    @Test
    void aShardThatTheUserHasClosedStartsAgain() throws Exception {
        Cluster one = join("one");
        note("one", one);
        await("both sessions", () -> hasSessions(one, 2));

        one.shards().getFirst().close();

        await("another session", () -> gateway.identifies().size() == 3 && hasSessions(one, 2));
        assertThat(one.shards()).noneMatch(shard -> shard.state().isTerminal());
    }

    @Test
    void aMemberWhoseHttpClientHasEndedLeaves() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        Cluster one = join(config("one", shards().httpClient(http).build()));
        note("one", one);
        await("both sessions", () -> hasSessions(one, 2));
        Cluster two = join("two");
        note("two", two);
        await("a share each", () -> hasSessions(one, 1) && hasSessions(two, 1));

        http.shutdownNow();

        await("both shards", () -> hasSessions(two, 2));
        await("the end of the first", () -> two.members().size() == 1);
        assertThat(gateway.identifies()).hasSize(2);
    }

    /** A ledger in which the first write that gives a shard away waits for the end of the member, but not for ever. */
    private static final class SlowToGive extends DelegatingLedger {

        private final CountDownLatch giving = new CountDownLatch(1);
        private final CountDownLatch gone = new CountDownLatch(1);
        private final AtomicBoolean inTime = new AtomicBoolean();

        SlowToGive(Ledger ledger) {
            super(ledger);
        }

        @Override
        public OptionalLong write(String key, String value, long revision)
                throws EngineException, InterruptedException {
            if (value.contains("\"target\":\"two\"") && giving.getCount() == 1) {
                giving.countDown();
                inTime.set(!gone.await(2, TimeUnit.SECONDS));
            }
            return super.write(key, value, revision);
        }
    }

    @Test
    void whoLeavesWaitsForAHandOverThatGoesOnAlready() throws Exception {
        SlowToGive slow = new SlowToGive(engine.ledger());
        Cluster one = join(config("one", shards().build(), new OtherLedger(slow, engine)));
        note("one", one);
        await("both sessions", () -> hasSessions(one, 2));
        Cluster two = join("two");
        note("two", two);
        assertThat(slow.giving.await(40, TimeUnit.SECONDS)).as("the hand-over").isTrue();

        one.leave();
        slow.gone.countDown();

        await("both shards", () -> hasSessions(two, 2));
        assertThat(slow.inTime).isTrue();
        assertThat(gateway.identifies()).hasSize(2);
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
