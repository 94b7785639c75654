package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendBudgetTest {

    private static final Duration USUAL = Duration.ofMillis(41_250);
    // Overflows soon, as the clock may.
    private static final long START = new FakeTime().nanoTime();
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest(name = "{0} ms leaves {1}")
    @CsvSource({
        "41250, 117",
        "45000, 117",
        "60000, 118",
        "3600000, 118",
        "59999, 117",
        "30000, 117",
        "29999, 116",
        "10000, 113",
        "6000, 110",
        "1000, 110",
        "10, 110"
    })
    void heartbeatsLeaveTheRestOfTheLimitToCommands(long intervalMillis, int expected) {
        var budget = SendBudget.of(Duration.ofMillis(intervalMillis));

        assertThat(budget.look(START)).isEqualTo(new CommandBudget(expected, expected, Duration.ZERO));
        assertThat(burst(budget, START)).isEqualTo(expected);
    }

    @Test
    void aSpentBudgetIsFreeAgainWhenItsOldestCommandHasLeftTheWindow() {
        var budget = SendBudget.of(USUAL);
        budget.spendCommand(START);
        assertThat(burst(budget, START + 10 * SECOND)).isEqualTo(116);

        long wait = budget.nanosUntilFree(START + 59 * SECOND);

        assertThat(wait).isEqualTo(1_500_000_000L);
        assertThat(budget.look(START + 59 * SECOND)).isEqualTo(new CommandBudget(117, 0, Duration.ofMillis(1_500)));
        assertThat(budget.nanosUntilFree(START + 59 * SECOND + wait - 1)).isOne();
        assertThat(burst(budget, START + 59 * SECOND + wait)).isOne();
        assertThat(burst(budget, START + 71 * SECOND)).isEqualTo(116);
    }

    @Test
    void theWindowSlidesSoThatItsEdgeLetsNoDoubleThrough() {
        var budget = SendBudget.of(USUAL);

        assertThat(burst(budget, START + 59 * SECOND)).isEqualTo(117);
        assertThat(burst(budget, START + 61 * SECOND)).isZero();
        assertThat(burst(budget, START + 119 * SECOND)).isZero();
        assertThat(burst(budget, START + 120 * SECOND)).isEqualTo(117);
    }

    @Test
    void beatsWithinTheirShareTakeNothingFromCommands() {
        var budget = SendBudget.of(USUAL);
        budget.spendBeat(START);
        budget.spendBeat(START + SECOND);

        assertThat(burst(budget, START + 2 * SECOND)).isEqualTo(117);
    }

    @Test
    void beatsThatWereAskedForBeyondTheirShareComeOutOfTheCommands() {
        var budget = SendBudget.of(USUAL);
        for (int i = 0; i < 20; i++) {
            budget.spendBeat(START + i * SECOND);
        }

        assertThat(budget.look(START + 20 * SECOND)).isEqualTo(new CommandBudget(117, 99, Duration.ZERO));
        assertThat(burst(budget, START + 20 * SECOND)).isEqualTo(99);
        assertThat(budget.nanosUntilFree(START + 20 * SECOND)).isEqualTo(40_500_000_000L);
        assertThat(burst(budget, START + 60 * SECOND + SECOND / 2)).isOne();
    }

    @Test
    void theNextFreeMomentIsThatWhenEnoughOfTooManyPayloadsHaveLeftTheWindow() {
        var budget = SendBudget.of(USUAL);
        for (int i = 0; i < 125; i++) {
            budget.spendBeat(START + i);
        }

        assertThat(budget.nanosUntilFree(START + SECOND)).isEqualTo(59_500_000_006L);
        assertThat(budget.look(START + SECOND)).isEqualTo(new CommandBudget(117, 0, Duration.ofNanos(59_500_000_006L)));
        assertThat(budget.nanosUntilFree(START + SECOND + 59_500_000_005L)).isOne();
        assertThat(burst(budget, START + SECOND + 59_500_000_006L)).isOne();
    }

    @Test
    void theNextFreeMomentHeedsBothTheCommandsShareAndTheWholeLimit() {
        var budget = SendBudget.of(USUAL);
        for (int i = 0; i < 117; i++) {
            budget.spendCommand(START + i);
        }
        budget.spendBeat(START + 117);
        assertThat(budget.nanosUntilFree(START + SECOND)).isEqualTo(59_500_000_000L);

        for (int i = 0; i < 4; i++) {
            budget.spendBeat(START + 118 + i);
        }

        assertThat(budget.nanosUntilFree(START + SECOND)).isEqualTo(59_500_000_003L);
    }

    @Test
    void aCommandThatDidNotAskCountsAsWell() {
        var budget = SendBudget.of(USUAL);
        for (int i = 0; i < 130; i++) {
            budget.spendCommand(START + i);
        }

        assertThat(budget.look(START + SECOND)).isEqualTo(new CommandBudget(117, 0, Duration.ofNanos(59_500_000_013L)));
        assertThat(burst(budget, START + SECOND + 59_500_000_013L)).isOne();
    }

    @ParameterizedTest(name = "{1} commands and {2} beats at {0} ms leave {3}")
    @CsvSource({
        "41250, 0, 0, 117",
        "41250, 5, 0, 112",
        "41250, 5, 2, 112",
        "41250, 5, 3, 111",
        "41250, 10, 20, 89",
        "41250, 60, 58, 1",
        "41250, 60, 59, 0",
        "41250, 1, 118, 0",
        "41250, 116, 2, 1",
        "41250, 117, 0, 0",
        "41250, 118, 0, 0",
        "10, 5, 200, 105"
    })
    void whatWasSentIsTakenFromTheBudgetUntilItLeavesTheWindow(long interval, int commands, int beats, int expected) {
        var budget = SendBudget.of(Duration.ofMillis(interval));
        int max = budget.look(START).max();
        for (int i = 0; i < commands; i++) {
            budget.spendCommand(START);
        }
        for (int i = 0; i < beats; i++) {
            budget.spendBeat(START);
        }

        Duration wait = expected > 0 ? Duration.ZERO : Duration.ofMillis(60_500);
        assertThat(budget.look(START)).isEqualTo(new CommandBudget(max, expected, wait));
        assertThat(budget.look(START + 60_500_000_000L)).isEqualTo(new CommandBudget(max, max, Duration.ZERO));
    }

    @Test
    void withManyBeatsTheFloorIsLeftToCommands() {
        var budget = SendBudget.of(Duration.ofMillis(10));
        for (int i = 0; i < 1_000; i++) {
            budget.spendBeat(START + i);
        }

        assertThat(budget.look(START + SECOND).available()).isEqualTo(110);
        assertThat(burst(budget, START + SECOND)).isEqualTo(110);
    }

    @Test
    void afterTooManyPayloadsCommandsAreSpreadOut() {
        var budget = SendBudget.paced(USUAL);
        List<Long> waits = new ArrayList<>();
        long now = START;
        for (int i = 0; i < 4; i++) {
            waits.add(budget.nanosUntilFree(now));
            now += budget.nanosUntilFree(now);
            budget.spendCommand(now);
        }

        assertThat(waits).containsExactly(0L, 60_500_000_000L / 117, 60_500_000_000L / 117, 60_500_000_000L / 117);
        assertThat(budget.look(now).available()).isZero();
        assertThat(budget.look(now + SECOND)).isEqualTo(new CommandBudget(117, 1, Duration.ZERO));
    }

    @Test
    void withoutALimitNothingWaits() {
        var budget = SendBudget.unlimited();

        for (int i = 0; i < 10_000; i++) {
            assertThat(budget.nanosUntilFree(START)).isZero();
            budget.spendCommand(START);
        }

        assertThat(budget.look(START))
                .isEqualTo(new CommandBudget(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO));
    }

    @Test
    void eachCallMayComeFromAThreadOfItsOwn() throws Exception {
        var budget = SendBudget.of(USUAL);

        assertThat(Task.ask(() -> burst(budget, START)).result()).isEqualTo(117);
        assertThat(Task.ask(() -> budget.nanosUntilFree(START)).result()).isEqualTo(60_500_000_000L);
        assertThat(Task.ask(() -> budget.look(START)).result().available()).isZero();
        assertThat(Task.ask(() -> burst(budget, START)).result()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inNoMinuteAreThereMoreThanTheLimitBeatsIncluded(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Duration interval = Duration.ofMillis(random.nextLong(8_000, 65_000));
        var budget = random.nextBoolean() ? SendBudget.of(interval) : SendBudget.paced(interval);
        long now = random.nextLong();
        long beatDue = now + random.nextLong(interval.toNanos());
        long askedDue = now + random.nextLong(61 * SECOND);
        List<Long> sent = new ArrayList<>();
        List<Long> commands = new ArrayList<>();

        for (int i = 0; i < 20_000; i++) {
            if (beatDue - now <= 0) {
                budget.spendBeat(now);
                sent.add(now);
                beatDue += interval.toNanos();
            } else if (askedDue - now <= 0) {
                budget.spendBeat(now);
                sent.add(now);
                askedDue = now + random.nextLong(61, 300) * SECOND;
            } else if (budget.nanosUntilFree(now) == 0 && random.nextInt(50) > 0) {
                budget.spendCommand(now);
                sent.add(now);
                commands.add(now);
            } else {
                long free = Math.max(1, budget.nanosUntilFree(now));
                long step = random.nextBoolean() ? free : random.nextLong(5 * SECOND);
                now += Math.min(step, Math.min(beatDue - now, askedDue - now));
            }
        }

        assertThat(mostInAMinute(sent)).as("seed %d, %s", seed, interval).isLessThanOrEqualTo(120);
        assertThat(mostInAMinute(commands)).isLessThanOrEqualTo(budget.look(now).max());
        assertThat(commands).as("it was worth the while").hasSizeGreaterThan(1_000);
    }

    /** Sends as many commands as may go at this moment. */
    private static int burst(SendBudget budget, long now) {
        int sent = 0;
        while (budget.nanosUntilFree(now) == 0) {
            budget.spendCommand(now);
            sent++;
        }
        return sent;
    }

    private static int mostInAMinute(List<Long> times) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < times.size(); to++) {
            while (times.get(to) - times.get(from) >= 60 * SECOND) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
