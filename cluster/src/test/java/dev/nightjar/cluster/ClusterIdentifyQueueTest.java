package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.cluster.FakeWorld.Life;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayInfoException;
import dev.nightjar.gateway.IdentifyBudget;
import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.IdentifyDelayed.Reason;
import dev.nightjar.gateway.event.Intent;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ClusterIdentifyQueueTest {

    private static final String BOT = RecordForm.bot("a.token");
    private static final int SHARDS = 1_000;
    private static final Duration FIVE_SECONDS = ClusterIdentifyQueue.FIVE_SECONDS;
    private static final Duration SPACING = FIVE_SECONDS.plus(ClusterIdentifyQueue.DEFAULT_MARGIN);

    /** What a process waits that has not seen the bucket before: a spacing, an acknowledgement, and some luck. */
    private static final Duration FIRST = SPACING.plus(IdentifyBuckets.PROMPT).plusMillis(50);

    private final FakeWorld world = new FakeWorld(Duration.ofMillis(2));
    private final FaultyLedger.Shared shared = new FaultyLedger.Shared();
    private final FakeDiscord discord = new FakeDiscord(world, SHARDS, 1);
    private final Queue<Integer> served = new ConcurrentLinkedQueue<>();
    private long processes;

    /** One process: a clock, a way to the engine, and a queue. */
    private record Member(FaultyLedger ledger, ClusterIdentifyQueue queue) {}

    @AfterEach
    void leaveNobodyWaiting() {
        world.end();
    }

    private Member process() {
        processes++;
        FaultyLedger ledger = new FaultyLedger(world, shared, processes);
        // Far apart, and one of them overflows within ten seconds of its time, as System.nanoTime() may at any moment.
        long offset = Long.MAX_VALUE - Duration.ofSeconds(10).toNanos() + processes * 123_456_789_012_345L;
        return new Member(ledger, new ClusterIdentifyQueue(ledger, world.clock(offset), BOT, discord, SPACING));
    }

    private Life<Duration> ask(Member process, int shard) {
        return world.live(() -> {
            process.queue().acquire(new ShardId(shard, SHARDS));
            discord.identify(shard);
            served.add(shard);
            return world.now();
        });
    }

    /** Lets these shards ask, one after another. */
    private List<Life<Duration>> askInOrder(Member process, int... shards) throws InterruptedException {
        List<Life<Duration>> lives = new ArrayList<>();
        for (int shard : shards) {
            lives.add(ask(process, shard));
            world.pass(Duration.ZERO);
        }
        return lives;
    }

    private void finish(List<Life<Duration>> lives) throws Exception {
        world.passUntilOver(lives);
        for (Life<Duration> life : lives) {
            life.result();
        }
    }

    @Test
    void permitsOfOneProcessAreFiveSecondsApartWithAMargin() throws Exception {
        finish(askInOrder(process(), 0, 1, 2, 3));

        assertThat(discord.smallestSpacing()).isEqualTo(SPACING);
        assertThat(served).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aProcessThatHasJustStartedWaitsForASpacing() throws Exception {
        Member process = process();

        Life<Duration> first = ask(process, 0);
        world.pass(SPACING);
        assertThat(first.isOver()).isFalse();
        world.pass(FIRST.minus(SPACING));

        assertThat(first.result()).isBetween(SPACING.plus(IdentifyBuckets.PROMPT), FIRST);
    }

    @Test
    void anotherProcessWaitsForTheSpacingOnItsOwnClock() throws Exception {
        Member one = process();
        Member other = process();
        finish(List.of(ask(one, 0)));
        world.pass(Duration.ofSeconds(2));

        finish(List.of(ask(other, 1)));

        assertThat(discord.smallestSpacing()).isBetween(Duration.ofSeconds(7), FIRST.plusSeconds(2));
    }

    @Test
    void aProcessThatHasWatchedAnIdleBucketGetsAPermitAtOnce() throws Exception {
        Member process = process();
        finish(List.of(ask(process, 0)));
        world.pass(Duration.ofDays(3));

        Duration asked = world.now();
        Life<Duration> next = ask(process, 1);
        finish(List.of(next));

        assertThat(next.result()).isEqualTo(asked);
    }

    @Test
    void bucketsDoNotWaitForEachOther() throws Exception {
        discord.set(SHARDS, SHARDS, Duration.ofDays(1), 16);
        Member one = process();
        Member other = process();
        List<Life<Duration>> lives = new ArrayList<>();
        for (int shard = 0; shard < 16; shard++) {
            lives.add(ask(shard % 2 == 0 ? one : other, shard));
        }

        finish(lives);

        // The first permit needs max_concurrency, and so the others begin to wait a little later.
        assertThat(world.now()).isLessThan(FIRST.multipliedBy(2));
        assertThat(discord.arrivals()).hasSize(16);
    }

    @Test
    void inABucketOfAProcessWhoComesFirstIsServedFirst() throws Exception {
        finish(askInOrder(process(), 3, 1, 2, 0));

        assertThat(served).containsExactly(3, 1, 2, 0);
    }

    @Test
    void oneProcessDoesNotTakeAllPermitsOfABucketWhileAnotherWaits() throws Exception {
        Member busy = process();
        List<Life<Duration>> lives = new ArrayList<>();
        for (int shard = 1; shard <= 40; shard++) {
            lives.add(ask(busy, shard));
        }
        world.pass(FIRST.plusMillis(500));
        lives.add(ask(process(), 0));

        finish(lives);

        // Four in a row each time, and some luck.
        assertThat(List.copyOf(served).indexOf(0)).isLessThan(20);
        assertThat(discord.smallestSpacing()).isGreaterThanOrEqualTo(SPACING);
    }

    @Test
    void onlyOneShardOfABucketTalksToTheEngineHoweverManyWait() throws Exception {
        Member process = process();
        for (int shard = 0; shard < 300; shard++) {
            var unused = ask(process, shard);
        }
        world.pass(FIRST);
        int before = process.ledger().calls();

        world.pass(SPACING.multipliedBy(10));

        assertThat(served).hasSizeBetween(9, 11);
        assertThat(process.ledger().calls() - before).isLessThan(60);
    }

    @Test
    void withoutHintsItWaitsNoShorter() throws Exception {
        Member one = process();
        Member other = process();
        one.ledger().deaf();
        other.ledger().deaf();
        List<Life<Duration>> lives = new ArrayList<>();
        for (int shard = 0; shard < 12; shard++) {
            lives.add(ask(shard % 2 == 0 ? one : other, shard));
        }

        finish(lives);

        assertThat(discord.count()).isEqualTo(12);
        assertThat(discord.smallestSpacing()).isGreaterThanOrEqualTo(SPACING);
    }

    @Test
    void aPermitWhoseAcknowledgementTookTooLongIsThrownAwayAndCostsNothing() throws Exception {
        Member process = process();
        finish(List.of(ask(process, 0)));
        world.pass(FIRST);

        process.ledger().slow(Duration.ofSeconds(3));
        Life<Duration> late = ask(process, 1);
        world.pass(Duration.ofSeconds(4));
        process.ledger().slow(Duration.ZERO);
        finish(List.of(late));

        assertThat(late.result()).isGreaterThan(FIRST.multipliedBy(2).plus(SPACING));
        assertThat(process.queue().currentBudget().orElseThrow().limit().remaining())
                .isEqualTo(discord.remaining());
    }

    @Test
    void theBudgetIsCountedDownByAllProcessesAndSurvivesThem() throws Exception {
        finish(askInOrder(process(), 0, 1));
        discord.fail(true);

        Member next = process();
        finish(askInOrder(next, 2, 3));

        IdentifyBudget budget = next.queue().currentBudget().orElseThrow();
        assertThat(budget.waiting()).isZero();
        assertThat(budget.limit().remaining()).isEqualTo(SHARDS - 4);
        assertThat(budget.limit().resetAfter()).isBetween(Duration.ofHours(23), Duration.ofDays(1));
    }

    @Test
    void aProcessThatStartsAsksDiscordWhatIsLeft() throws Exception {
        finish(List.of(ask(process(), 0)));
        discord.set(SHARDS, 500, Duration.ofHours(7), 1);

        Member next = process();
        finish(List.of(ask(next, 1)));

        assertThat(next.queue().currentBudget().orElseThrow().limit().remaining())
                .isEqualTo(499);
    }

    @Test
    void aBudgetThatIsUsedUpMakesAllProcessesWaitForTheReset() throws Exception {
        discord.set(SHARDS, 3, Duration.ofHours(2), 1);
        Member one = process();
        Member other = process();
        List<Life<Duration>> lives = new ArrayList<>();
        for (int shard = 0; shard < 6; shard++) {
            lives.add(ask(shard % 2 == 0 ? one : other, shard));
        }

        world.pass(Duration.ofMinutes(119));
        assertThat(discord.count()).isEqualTo(3);
        assertThat(one.queue().explain(new ShardId(0, SHARDS)).reason()).isEqualTo(Reason.DAILY_BUDGET);
        assertThat(one.queue().explain(new ShardId(0, SHARDS)).expected())
                .isBetween(Duration.ofSeconds(59), Duration.ofMinutes(1).plus(FIRST.multipliedBy(2)));
        finish(lives);

        assertThat(discord.exceeded()).isZero();
        assertThat(world.now()).isBetween(Duration.ofHours(2), Duration.ofMinutes(122));
        assertThat(discord.asked()).isLessThan(16);
    }

    @Test
    void anUpdateWhileTheBudgetIsUsedUpTakesEffectAtOnce() throws Exception {
        discord.set(SHARDS, 0, Duration.ofHours(10), 1);
        Member process = process();
        Life<Duration> waiting = ask(process, 0);
        world.pass(Duration.ofMinutes(1));

        discord.set(SHARDS, 5, Duration.ofHours(10), 1);
        process.queue().update(new SessionStartLimit(SHARDS, 5, Duration.ofHours(10), 1));
        finish(List.of(waiting));

        assertThat(world.now()).isLessThan(Duration.ofMinutes(2));
        assertThat(process.queue().currentBudget().orElseThrow().limit().remaining())
                .isEqualTo(4);
    }

    @Test
    void whatTheQueueIsToldIsUsedWhereDiscordCannotBeAsked() throws Exception {
        discord.fail(true);
        Member process = process();
        process.queue().update(new SessionStartLimit(10, 7, Duration.ofHours(1), 2));

        finish(List.of(ask(process, 0)));

        SessionStartLimit limit = process.queue().currentBudget().orElseThrow().limit();
        assertThat(limit.remaining()).isEqualTo(6);
        assertThat(limit.maxConcurrency()).isEqualTo(2);
    }

    @Test
    void withoutAnyAnswerOfDiscordsTheShardIsToldWhy() throws Exception {
        discord.fail(true);

        Life<Duration> life = ask(process(), 0);
        world.passUntilOver(List.of(life));

        assertThatExceptionOfType(GatewayInfoException.class).isThrownBy(life::result);
    }

    @Test
    void aHigherConcurrencyMakesNoPermitComeTooEarly() throws Exception {
        Member one = process();
        Member other = process();
        List<Life<Duration>> lives = new ArrayList<>();
        for (int shard = 0; shard < 12; shard++) {
            lives.add(ask(shard % 2 == 0 ? one : other, shard));
        }
        world.pass(FIRST.multipliedBy(2));

        discord.set(SHARDS, SHARDS, Duration.ofHours(10), 4);
        one.queue().update(new SessionStartLimit(SHARDS, SHARDS, Duration.ofHours(10), 4));
        finish(lives);
        Member third = process();
        finish(List.of(ask(third, 12)));
        finish(List.of(ask(third, 13), ask(one, 14), ask(one, 15), ask(other, 16), ask(other, 17)));

        assertThat(third.queue().currentBudget().orElseThrow().limit().maxConcurrency())
                .isEqualTo(4);
        assertThat(discord.smallestSpacing()).isGreaterThanOrEqualTo(FIVE_SECONDS);
        assertThat(discord.exceeded()).isZero();
    }

    @Test
    void withoutALimitOfConcurrencyNobodyWaitsForOthers() throws Exception {
        discord.set(SHARDS, SHARDS, Duration.ofHours(10), 0);
        Member process = process();

        finish(askInOrder(process, 0, 1, 2, 3, 4, 0));

        assertThat(world.now()).isLessThan(FIRST.multipliedBy(2));
        assertThat(process.queue().currentBudget().orElseThrow().limit().remaining())
                .isEqualTo(SHARDS - 6);
    }

    @Test
    void anInterruptedWaitSpendsNoPermitAndLeavesItsPlaceToTheNext() throws Exception {
        Member process = process();
        List<Life<Duration>> lives = askInOrder(process, 0, 1, 2, 3);
        world.pass(FIRST);

        lives.get(1).interrupt();
        lives.get(2).interrupt();
        world.passUntilOver(lives);

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(lives.get(1)::result);
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(lives.get(2)::result);
        assertThat(served).containsExactly(0, 3);
        assertThat(process.queue().currentBudget())
                .hasValueSatisfying(budget -> assertThat(budget.waiting()).isZero())
                .hasValueSatisfying(
                        budget -> assertThat(budget.limit().remaining()).isEqualTo(SHARDS - 2));
    }

    @Test
    void whatWasPaidByWhoIsInterruptedIsUsedForTheNext() throws Exception {
        Member process = process();
        finish(List.of(ask(process, 0)));
        world.pass(FIRST);
        process.ledger().slow(Duration.ofSeconds(1));
        Life<Duration> interrupted = ask(process, 1);
        // The write of the budget has ended, and that of the bucket has not.
        while (process.queue().currentBudget().orElseThrow().limit().remaining() == SHARDS - 1) {
            world.pass(Duration.ofMillis(10));
        }

        interrupted.interrupt();
        world.passUntilOver(List.of(interrupted));
        process.ledger().slow(Duration.ZERO);
        finish(List.of(ask(process, 2)));

        assertThat(served).containsExactly(0, 2);
        assertThat(process.queue().currentBudget().orElseThrow().limit().remaining())
                .isEqualTo(discord.remaining());
    }

    @Test
    void withoutTheEngineThereIsNoPermitAndTheShardIsToldWhy() throws Exception {
        Member process = process();
        finish(List.of(ask(process, 0)));
        process.ledger().cutOff(true);
        Life<Duration> waiting = ask(process, 1);

        world.pass(Duration.ofMinutes(5));
        assertThat(waiting.isOver()).isFalse();
        assertThat(process.queue().explain(new ShardId(1, SHARDS)))
                .isEqualTo(new IdentifyDelayed(Reason.COORDINATOR_UNREACHABLE, Duration.ZERO));
        Duration back = world.now();
        process.ledger().cutOff(false);
        finish(List.of(waiting));

        assertThat(waiting.result()).isLessThan(back.plusSeconds(2));
        assertThat(process.queue().explain(new ShardId(1, SHARDS)).reason()).isEqualTo(Reason.OTHER_SHARDS);
    }

    @Test
    void withoutTheEngineFromTheBeginningItWaitsToo() throws Exception {
        Member process = process();
        process.ledger().cutOff(true);
        Life<Duration> waiting = ask(process, 0);
        world.pass(Duration.ofMinutes(1));

        assertThat(process.queue().explain(new ShardId(0, SHARDS)).reason()).isEqualTo(Reason.COORDINATOR_UNREACHABLE);
        assertThat(process.queue().currentBudget()).isEmpty();
        process.ledger().cutOff(false);
        finish(List.of(waiting));
    }

    @Test
    void itSaysHowLongAShardWaitsForOthers() throws Exception {
        Member process = process();
        finish(List.of(ask(process, 0)));
        askInOrder(process, 1, 2, 3);

        assertThat(process.queue().explain(new ShardId(3, SHARDS)))
                .isEqualTo(new IdentifyDelayed(Reason.OTHER_SHARDS, SPACING.multipliedBy(3)));
        assertThat(process.queue().currentBudget().orElseThrow().waiting()).isEqualTo(3);
        assertThat(process.queue())
                .hasToString("ClusterIdentifyQueue[999 of 1000 IDENTIFYs left, 1 at a time, 3 shards wait]");
    }

    @Test
    void beforeItKnowsAnythingItSaysSo() {
        Member process = process();

        assertThat(process.queue().explain(ShardId.ONE)).isEqualTo(new IdentifyDelayed(Reason.UNKNOWN, Duration.ZERO));
        assertThat(process.queue().currentBudget()).isEmpty();
        assertThat(process.queue()).hasToString("ClusterIdentifyQueue[0 shards wait]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identify.budget", "identify.0"})
    void aRecordThatIsNotTheBotsFailsTheShardUntilItIsGone(String key) throws Exception {
        finish(List.of(ask(process(), 0)));
        Ledger ledger = shared.ledger();
        ledger.write(
                key,
                "something else",
                ledger.read(key).map(Ledger.Entry::revision).orElseThrow());

        Member process = process();
        for (int attempt = 0; attempt < 2; attempt++) {
            Life<Duration> refused = ask(process, 1);
            world.passUntilOver(List.of(refused));
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(refused::result)
                    .withMessage("The record " + key
                            + " is refused, because it is damaged, or something else: let nothing else"
                            + " write below this prefix, and delete the key");
        }
        ledger.delete(key, ledger.read(key).map(Ledger.Entry::revision).orElseThrow());
        finish(List.of(ask(process, 1)));

        assertThat(served).containsExactly(0, 1);
        assertThat(discord.exceeded()).isZero();
    }

    @Test
    void aStoreThatHasLostAllMakesNoPermitComeTooEarlyAndNoneTooMuch() throws Exception {
        discord.set(SHARDS, 4, Duration.ofHours(1), 1);
        Member one = process();
        Member other = process();
        finish(List.of(ask(one, 0), ask(other, 1)));

        for (Ledger.Entry entry : shared.ledger().list("")) {
            shared.ledger().delete(entry.key(), entry.revision());
        }
        List<Life<Duration>> lives = List.of(ask(one, 2), ask(other, 3), ask(one, 4), ask(other, 5));
        world.pass(Duration.ofMinutes(30));

        assertThat(discord.count()).isEqualTo(4);
        finish(lives);
        assertThat(discord.smallestSpacing()).isGreaterThanOrEqualTo(FIVE_SECONDS);
        assertThat(discord.exceeded()).isZero();
    }

    /** Three processes with slow, failing ways to the engine, which die and start again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverFailsNoPermitComesTooEarlyAndNoneTooMuch(long seed) throws Exception {
        Random random = new Random(seed);
        int maxConcurrency = 1 + random.nextInt(4);
        discord.set(40, 40, Duration.ofMinutes(3), maxConcurrency);
        List<Member> alive = new ArrayList<>();
        List<List<Life<Duration>>> lives = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            alive.add(faulty(random));
            lives.add(new ArrayList<>());
        }

        for (int step = 0; step < 120; step++) {
            int i = random.nextInt(3);
            lives.get(i).removeIf(Life::isOver);
            if (random.nextInt(12) == 0) {
                lives.get(i).forEach(Life::interrupt);
                alive.set(i, faulty(random));
            } else if (lives.get(i).size() < 6) {
                lives.get(i).add(ask(alive.get(i), random.nextInt(SHARDS)));
            }
            world.pass(Duration.ofMillis(random.nextInt(4_000)));
        }

        System.out.println("seed " + seed + ": " + discord.count() + " permits in " + world.now()
                + ", smallest spacing " + discord.smallestSpacing());
        assertThat(discord.count()).isGreaterThan(20);
        assertThat(discord.exceeded()).as("seed " + seed).isZero();
        assertThat(discord.smallestSpacing()).as("seed " + seed).isGreaterThanOrEqualTo(FIVE_SECONDS);
    }

    private Member faulty(Random random) {
        Member process = process();
        process.ledger().slow(Duration.ofMillis(random.nextInt(400))).fail(random.nextInt(3) * 0.1);
        return process;
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 60_001})
    void aMarginThatIsNoneIsRefused(long millis) {
        GatewayConfig config =
                GatewayConfig.builder("a.token").intents(Intent.GUILDS).build();

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ClusterIdentifyQueue.of(LocalEngine.open().ledger(), config, Duration.ofMillis(millis)))
                .withMessage("The margin must be from 0 to PT1M, but is " + Duration.ofMillis(millis));
    }
}
