package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Pulse.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test runs at several times of the clock, also where it overflows: {@code start} is in nanoseconds, all else in ms. */
class PulseTest {

    private static final Duration INTERVAL = Duration.ofSeconds(40);

    @ParameterizedTest(name = "jitter {0} -> {1} ms")
    @CsvSource({"0, 0", "0.25, 10000", "0.5, 20000", "0.99, 39600"})
    void theFirstBeatComesAfterARandomPartOfTheInterval(double jitter, long expected) {
        var pulse = new Pulse(INTERVAL, jitter, 7);

        assertThat(pulse.due() - 7).isEqualTo(nanos(expected));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 10_000_000_000L})
    void laterBeatsKeepTheirPeriodHoweverPunctualTheTicksAre(long start) {
        var pulse = new Pulse(INTERVAL, 0.5, start);

        pulse.tick(start + nanos(20_003), start + nanos(20_001), false);
        assertThat(pulse.due()).isEqualTo(start + nanos(60_000));
        pulse.tick(start + nanos(79_000), start + nanos(60_000), false);
        assertThat(pulse.due()).isEqualTo(start + nanos(100_000));
        pulse.tick(start + nanos(100_000), start + nanos(99_000), false);
        assertThat(pulse.due()).isEqualTo(start + nanos(140_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 10_000_000_000L})
    void theFirstBeatJudgesNobody(long start) {
        var pulse = new Pulse(INTERVAL, 0.5, start);

        assertThat(pulse.tick(start + nanos(20_000), start, false)).isEqualTo(Verdict.BEAT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 50_000_000_000L})
    void aPeerThatSaidNothingSinceTheLastBeatIsSilent(long start) {
        var pulse = new Pulse(INTERVAL, 0.5, start);
        pulse.tick(start + nanos(20_000), start, false);

        assertThat(pulse.tick(start + nanos(60_000), start, false)).isEqualTo(Verdict.SILENT);
    }

    @ParameterizedTest(name = "heard {0} ns after the beat")
    @CsvSource({"-1, SILENT", "0, SILENT", "1, BEAT"})
    void whatWasHeardAtTheMomentOfTheBeatIsNoAnswerToIt(long after, Verdict expected) {
        var pulse = new Pulse(INTERVAL, 0.5, 0);
        pulse.tick(nanos(20_000), 0, false);

        assertThat(pulse.tick(nanos(60_000), nanos(20_000) + after, false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 50_000_000_000L})
    void anythingHeardSinceTheLastBeatIsLifeAlsoWithoutAnAck(long start) {
        var pulse = new Pulse(INTERVAL, 0.5, start);
        pulse.tick(start + nanos(20_000), start, false);

        assertThat(pulse.tick(start + nanos(60_000), start + nanos(20_001), false))
                .isEqualTo(Verdict.BEAT);
        assertThat(pulse.tick(start + nanos(100_000), start + nanos(60_001), false))
                .isEqualTo(Verdict.BEAT);
        assertThat(pulse.tick(start + nanos(140_000), start + nanos(60_001), false))
                .isEqualTo(Verdict.SILENT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -3_600_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE - 50_000_000_000L})
    void aFullMailboxIsNotADeadPeer(long start) {
        var pulse = new Pulse(INTERVAL, 0.5, start);
        pulse.tick(start + nanos(20_000), start, false);

        for (int beat = 1; beat < 10; beat++) {
            assertThat(pulse.tick(start + nanos(20_000 + 40_000L * beat), Pulse.NOT_WAITING, false))
                    .isEqualTo(Verdict.BEAT);
        }
    }

    @ParameterizedTest(name = "{0} ms late")
    @ValueSource(longs = {20_001, 30_000, 39_999, 40_000, 41_000, 3_600_000})
    void aMachineThatSleptBeatsOnceAndJudgesNobodyUntilAnIntervalLater(long late) {
        var pulse = new Pulse(INTERVAL, 0.5, 0);
        pulse.tick(nanos(20_000), 0, false);
        long awake = nanos(60_000 + late);

        assertThat(pulse.tick(awake, 0, false)).isEqualTo(Verdict.BEAT);

        assertThat(pulse.due()).isEqualTo(awake + INTERVAL.toNanos());
        assertThat(pulse.tick(pulse.due(), 0, false)).isEqualTo(Verdict.SILENT);
    }

    @ParameterizedTest(name = "{0} ms late")
    @ValueSource(longs = {0, 1_000, 20_000})
    void aTickThatIsALittleLateStillJudges(long late) {
        var pulse = new Pulse(INTERVAL, 0.5, 0);
        pulse.tick(nanos(20_000), 0, false);

        assertThat(pulse.tick(nanos(60_000 + late), 0, false)).isEqualTo(Verdict.SILENT);
    }

    @Test
    void whatLiesUnreadSparesThePeerOnceAndNotAgain() {
        var pulse = new Pulse(INTERVAL, 0.5, 0);
        pulse.tick(nanos(20_000), 0, false);

        assertThat(pulse.tick(nanos(60_000), 0, true)).isEqualTo(Verdict.BEAT);
        assertThat(pulse.tick(nanos(100_000), 0, true)).isEqualTo(Verdict.SILENT);
    }

    @Test
    void aPayloadInBetweenSparesThePeerAnew() {
        var pulse = new Pulse(INTERVAL, 0.5, 0);
        pulse.tick(nanos(20_000), 0, false);

        assertThat(pulse.tick(nanos(60_000), 0, true)).isEqualTo(Verdict.BEAT);
        assertThat(pulse.tick(nanos(100_000), nanos(70_000), false)).isEqualTo(Verdict.BEAT);
        assertThat(pulse.tick(nanos(140_000), nanos(70_000), true)).isEqualTo(Verdict.BEAT);
        assertThat(pulse.tick(nanos(180_000), nanos(70_000), true)).isEqualTo(Verdict.SILENT);
    }

    @Test
    void aMachineThatSleptSparesThePeerAnew() {
        var pulse = new Pulse(INTERVAL, 0.5, 0);
        pulse.tick(nanos(20_000), 0, false);

        assertThat(pulse.tick(nanos(60_000), 0, true)).isEqualTo(Verdict.BEAT);
        assertThat(pulse.tick(nanos(130_000), 0, true)).isEqualTo(Verdict.BEAT);
        assertThat(pulse.tick(nanos(170_000), 0, true)).isEqualTo(Verdict.BEAT);
        assertThat(pulse.tick(nanos(210_000), 0, true)).isEqualTo(Verdict.SILENT);
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }
}
