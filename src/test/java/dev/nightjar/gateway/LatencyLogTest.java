package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatencyLogTest {

    private final FakeTime time = new FakeTime();
    private final LatencyLog log = new LatencyLog(new Tally(Time.SYSTEM));

    @Test
    void aNewConnectionHasMeasuredNothing() {
        assertThat(log.look(time.nanoTime())).isEqualTo(Latency.NONE);
    }

    @Test
    void aBeatThatWasNotAnsweredYetIsCountedAndNotMeasured() {
        log.sent(time.nanoTime());

        assertThat(log.look(time.nanoTime()))
                .isEqualTo(
                        new Latency(1, 0, Optional.empty(), List.of(), Optional.of(Duration.ZERO), Optional.empty()));
    }

    @Test
    void theAverageIsThatOfAllAndTheLastFiveComeNewestFirst() {
        for (long millis : new long[] {10, 20, 30, 40, 50, 60, 70}) {
            beat(Duration.ofMillis(millis));
        }

        Latency latency = log.look(time.nanoTime());

        assertThat(latency.beats()).isEqualTo(7);
        assertThat(latency.acks()).isEqualTo(7);
        assertThat(latency.average()).hasValue(Duration.ofMillis(40));
        assertThat(latency.recent().stream().map(Duration::toMillis)).containsExactly(70L, 60L, 50L, 40L, 30L);
    }

    @Test
    void anAckThatNobodyAskedForChangesNothing() {
        log.acknowledged(time.nanoTime());
        assertThat(log.look(time.nanoTime())).isEqualTo(Latency.NONE);

        beat(Duration.ofMillis(10));
        long then = time.nanoTime();
        Latency before = log.look(then);
        time.advance(Duration.ofSeconds(9));
        log.acknowledged(time.nanoTime());

        assertThat(log.look(then)).isEqualTo(before);
    }

    @Test
    void aMissingAckShowsAndTheNextBeatIsMeasuredAlone() {
        log.sent(time.nanoTime());
        time.advance(Duration.ofSeconds(41));
        beat(Duration.ofMillis(30));

        assertThat(log.look(time.nanoTime()))
                .isEqualTo(new Latency(
                        2,
                        1,
                        Optional.of(Duration.ofMillis(30)),
                        List.of(Duration.ofMillis(30)),
                        Optional.of(Duration.ofMillis(30)),
                        Optional.of(Duration.ZERO)));
    }

    @Test
    void howLongAgoTheLastBeatWentOutAndTheLastAnswerCameIsKnown() {
        beat(Duration.ofMillis(20));
        time.advance(Duration.ofSeconds(40));
        log.sent(time.nanoTime());
        time.advance(Duration.ofSeconds(3));

        Latency latency = log.look(time.nanoTime());

        assertThat(latency.sinceSent()).hasValue(Duration.ofSeconds(3));
        assertThat(latency.sinceAnswered()).hasValue(Duration.ofSeconds(43));
    }

    @Test
    void whatWasSeenDoesNotChangeLater() {
        beat(Duration.ofMillis(10));
        Latency seen = log.look(time.nanoTime());

        beat(Duration.ofMillis(20));

        assertThat(seen.recent()).containsExactly(Duration.ofMillis(10));
    }

    private void beat(Duration answeredAfter) {
        log.sent(time.nanoTime());
        time.advance(answeredAfter);
        log.acknowledged(time.nanoTime());
    }

    @Test
    void whoWaitsForAnAnswerWaitsForThatOfABeatWrittenSince() throws Exception {
        log.sent(10);
        log.acknowledged(20);
        log.settle();
        Task<Boolean> waiting =
                Task.ask(() -> log.awaitAnswer(30, Duration.ofMinutes(1))).untilItWaits();

        log.sent(40);
        log.acknowledged(50);
        assertThat(waiting.isDone()).isFalse();
        log.settle();

        assertThat(waiting.result()).isTrue();
        assertThat(log.awaitAnswer(40, Duration.ZERO)).isTrue();
        assertThat(log.awaitAnswer(41, Duration.ZERO)).isFalse();
    }
}
