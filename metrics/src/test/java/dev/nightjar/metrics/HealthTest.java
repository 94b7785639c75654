package dev.nightjar.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.ShardFailed;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.metrics.Health.Report;
import dev.nightjar.metrics.Health.Status;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What probes find of real shards at the simulated gateway. */
@Timeout(120)
class HealthTest {

    private final AtomicLong clock = new AtomicLong();

    private Health of(ScrapedFleet bot) {
        return Health.of(bot.fleet::shards, clock::get);
    }

    @Test
    void aBotIsReadyWhenEachShardHasASession() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(2)) {
            Health health = of(bot);
            bot.next(Ready.class);
            bot.next(Ready.class);

            assertThat(health.readiness()).isEqualTo(new Report(Status.UP, "2 of 2 shards have a session."));
            assertThat(health.liveness()).isEqualTo(new Report(Status.UP, "No shard has failed."));
        }
    }

    @Test
    void aBotIsNotReadyBeforeEachShardHasHadASession() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(
                SimulatedGateway.builder(),
                config -> config.identifyQueue(shard -> {
                    if (shard.number() == 1) {
                        Thread.currentThread().join(); // never
                    }
                }),
                2,
                Fleet.OnFailure.STOP_ALL)) {
            Health health = of(bot);
            bot.next(Connected.class);
            bot.next(Connected.class);

            assertThat(health.readiness().status()).isEqualTo(Status.DOWN);
            assertThat(health.readiness().reason())
                    .matches("[12] of 2 shards (has|have) had no session yet: .*1/2 \\(IDENTIFYING\\)\\.");
            assertThat(health.liveness().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void aShardWithoutASessionForLongerThanThePatienceDegrades() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(2)) {
            Health health = of(bot).withPatience(Duration.ofSeconds(30));
            bot.next(Ready.class);
            bot.next(Ready.class);
            assertThat(health.readiness().status()).isEqualTo(Status.UP);
            bot.gateway.refuse();
            bot.session(1).faults().reset();
            bot.next(ConnectFailed.class);

            Report first = health.readiness();
            assertThat(first.status()).isEqualTo(Status.UP);
            assertThat(first.reason()).startsWith("1 of 2 shards has a session; those that have none just now: 1/2 (");

            clock.addAndGet(Duration.ofSeconds(31).toNanos());
            Report later = health.readiness();
            assertThat(later.status()).isEqualTo(Status.DEGRADED);
            assertThat(later.reason())
                    .matches(
                            "1 of 2 shards has had no session for more than 30 s: 1/2 \\(\\w+, failed attempts: \\d+\\)\\.");
            assertThat(health.liveness().status())
                    .as("a new process would not help")
                    .isEqualTo(Status.UP);

            bot.gateway.listenAgain();
            bot.next(Resumed.class);
            assertThat(health.readiness()).isEqualTo(new Report(Status.UP, "2 of 2 shards have a session."));
        }
    }

    @Test
    void aSessionBetweenTwoProbesBeginsThePatienceAnew() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(1)) {
            Health health = of(bot);
            bot.next(Ready.class);
            health.readiness();
            bot.gateway.refuse();
            bot.session(0).faults().reset();
            bot.next(ConnectFailed.class);
            health.readiness();
            clock.addAndGet(Duration.ofSeconds(50).toNanos());
            bot.gateway.listenAgain();
            bot.next(Resumed.class);
            bot.gateway.refuse();
            bot.session(0).faults().reset();
            bot.next(ConnectFailed.class);

            health.readiness();
            clock.addAndGet(Duration.ofSeconds(50).toNanos());

            assertThat(health.readiness().status()).isEqualTo(Status.UP);
            clock.addAndGet(Duration.ofSeconds(11).toNanos());
            assertThat(health.readiness().status()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void noSessionAtAllForLongerThanThePatienceIsDownUntilOneIsBack() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(2)) {
            Health health = of(bot);
            bot.next(Ready.class);
            bot.next(Ready.class);
            health.readiness();
            bot.gateway.refuse();
            bot.gateway.faults().reset();
            Set<ShardId> failed = new HashSet<>();
            while (failed.size() < 2) {
                failed.add(bot.next(ConnectFailed.class).shard().id());
            }
            assertThat(health.readiness().status()).isEqualTo(Status.UP);

            clock.addAndGet(Duration.ofSeconds(61).toNanos());

            Report down = health.readiness();
            assertThat(down.status()).isEqualTo(Status.DOWN);
            assertThat(down.reason()).startsWith("2 of 2 shards have had no session for more than 60 s: 0/2 (");
            assertThat(health.liveness().status()).isEqualTo(Status.UP);
            bot.gateway.listenAgain();
            bot.next(Resumed.class);
            bot.next(Resumed.class);
            assertThat(health.readiness().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void aWrongTokenIsDownWithWhatToDo() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(
                SimulatedGateway.builder().token("another"), config -> config, 1, Fleet.OnFailure.GO_ON)) {
            Health health = of(bot);
            bot.next(ShardFailed.class);

            Report down = new Report(
                    Status.DOWN,
                    "No shard runs. 1 of 1 shard has failed for good: 0/1. Shard 0/1: The gateway closed with 4004: the token"
                            + " is wrong. Copy it anew from the bot's page in the developer portal.");
            assertThat(health.liveness()).isEqualTo(down);
            assertThat(health.readiness()).isEqualTo(down);
        }
    }

    @Test
    void oneShardThatHasFailedBesideOthersDegrades() throws Exception {
        try (ScrapedFleet bot =
                ScrapedFleet.open(SimulatedGateway.builder(), config -> config, 2, Fleet.OnFailure.GO_ON)) {
            Health health = of(bot);
            bot.next(Ready.class);
            bot.next(Ready.class);
            bot.session(1).faults().close(4013);
            bot.next(ShardFailed.class);

            assertThat(health.readiness().status()).isEqualTo(Status.DEGRADED);
            assertThat(health.liveness().status()).isEqualTo(Status.DEGRADED);
            assertThat(health.liveness().reason()).startsWith("1 of 2 shards has failed for good: 1/2. Shard 1/2: ");

            bot.fleet.start(new ShardId(1, 2));
            bot.next(Ready.class);
            assertThat(health.readiness().status()).isEqualTo(Status.UP);
            assertThat(health.liveness().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void aFleetThatWasClosedIsNotReadyButNotDeadEither() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(2)) {
            Health health = Health.of(bot.fleet);
            bot.next(Ready.class);
            bot.next(Ready.class);

            bot.fleet.close();

            assertThat(health.readiness())
                    .isEqualTo(
                            new Report(Status.DOWN, "No shard runs. 2 of 2 shards have been closed by the program."));
            assertThat(health.liveness().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void whoHasNoShardsIsUp() {
        Health health = Health.of(List::of);

        assertThat(health.readiness()).isEqualTo(new Report(Status.UP, "There are no shards."));
        assertThat(health.liveness().status()).isEqualTo(Status.UP);
    }

    @Test
    void manyShardsAreNotAllNamed() {
        try (ScrapedFleet bot = ScrapedFleet.open(
                SimulatedGateway.builder(),
                config -> config.identifyQueue(shard -> Thread.currentThread().join()),
                25,
                Fleet.OnFailure.STOP_ALL)) {
            assertThat(Health.of(bot.fleet).readiness().reason())
                    .startsWith("25 of 25 shards have had no session yet: 0/25 (")
                    .endsWith(" and 15 more.");
        }
    }

    @Test
    void aNegativePatienceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Health.of(List::of).withPatience(Duration.ofSeconds(-1)))
                .withMessage("The patience must not be negative, but is PT-1S");
    }
}
