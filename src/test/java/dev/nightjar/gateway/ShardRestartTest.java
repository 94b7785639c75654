package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.simulator.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lifecycle events outlive whatever interrupts the reader that has them. */
@Timeout(60)
class ShardRestartTest {

    @Test
    void aRestartWhileHelloWaitsForASlowUserLosesNoLifecycleEvent() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(4))) {
            connectWithAFullBuffer(bench);

            bench.shard.restart();
            Client third = bench.resuming(3);
            third.resumed(4);

            assertThat(lifecycle(bench))
                    .containsExactly("Connected", "Disconnected", "Connected", "Disconnected", "Connected");
        }
    }

    @Test
    void aCloseWhileHelloWaitsForASlowUserLosesNoLifecycleEvent() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(4))) {
            connectWithAFullBuffer(bench);

            bench.shard.close();

            assertThat(lifecycle(bench)).containsExactly("Connected", "Disconnected", "Connected", "Disconnected");
        }
    }

    @Test
    void aRestartWithANewSessionIdentifiesAndSaysThatTheOldSessionIsGone() {
        try (Bench bench = Bench.open()) {
            Client first = bench.identified();
            bench.next(Ready.class);

            bench.shard.restartWithNewSession();

            assertThat(first.closeFrame().code()).isEqualTo(1000);
            assertThat(bench.next(SessionInvalidated.class).reason()).isEqualTo("the user asked for a new session");
            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("USER_NEW_SESSION 1000 IDENTIFY");
            bench.identified();
            assertThat(bench.next(Ready.class).sessionId()).isEqualTo("session");
        }
    }

    @Test
    void aRestartWithANewSessionWhileTheShardWaitsToDialIdentifiesToo() {
        var time = new EventfulTime();
        time.sleepsUntilInterrupted = true; // otherwise a dial may be on its way, whose socket the gateway sees later
        try (Bench bench = Bench.open(config -> config, time)) {
            Client first = bench.identified();
            bench.next(Ready.class);
            bench.gateway.rejectUpgrades(503, Map.of());
            first.reset();
            bench.next(ConnectFailed.class);
            bench.gateway.releaseUpgrades();

            bench.shard.restartWithNewSession();

            bench.next(SessionInvalidated.class);
            Client second = bench.gateway.accept();
            second.hello(41_250);
            second.expect(2);
        }
    }

    @Test
    void aWishForANewSessionWhileTheConnectionEndsIsTheNextStep() {
        var time = new EventfulTime();
        try (Bench bench = Bench.open(config -> config, time)) {
            Client first = bench.identified();
            bench.next(Ready.class);
            time.atTheNextEnd = bench.shard::restartWithNewSession;

            first.reset();

            assertThat(bench.next(SessionInvalidated.class).reason()).isEqualTo("the user asked for a new session");
            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("CONNECTION_LOST 1006 IDENTIFY");
            Client second = bench.gateway.accept();
            second.hello(41_250);
            second.expect(2);
        }
    }

    /** Does something when a shard decides what follows an end, and may let no wait end by itself. */
    private static final class EventfulTime implements Time {

        private final Time time = new Bench.QuickTime();
        volatile Runnable atTheNextEnd = () -> {};
        volatile boolean sleepsUntilInterrupted;

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            if (sleepsUntilInterrupted) {
                new CountDownLatch(1).await();
            }
            time.sleep(duration);
        }

        @Override
        public double jitter() {
            Runnable now = atTheNextEnd;
            atTheNextEnd = () -> {};
            now.run();
            return time.jitter();
        }
    }

    /** A second connection whose HELLO has come: HELLO, READY and two dispatches of the first one fill the buffer. */
    private static void connectWithAFullBuffer(Bench bench) {
        Client first = bench.identified();
        first.dispatch("NEW_THING", 2, "{}");
        first.dispatch("NEW_THING", 3, "{}");
        while (bench.shard.backlog().events() < 4) {
            Thread.onSpinWait();
        }
        first.reset();
        bench.resuming(3);
    }

    /** The lifecycle events up to RESUMED, or to the end. */
    private static List<String> lifecycle(Bench bench) {
        List<String> names = new ArrayList<>();
        for (Event event : bench.shard.events()) {
            if (event instanceof Connected || event instanceof Disconnected) {
                names.add(event.getClass().getSimpleName());
            }
            if (event instanceof Resumed) {
                break;
            }
        }
        return names;
    }
}
