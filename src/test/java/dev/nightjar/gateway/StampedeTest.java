package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StampedeTest {

    private static final long LATER = Duration.ofSeconds(3).toNanos();

    private final Stampede stampede = new Stampede();

    @Test
    void aShardThatFallsAloneDoesNotWaitHoweverOftenItFalls() {
        for (int i = 0; i < 100; i++) {
            assertThat(stampede.ended(ShardId.ONE, i, 1)).isZero();
        }
    }

    @Test
    void shardsThatFallOneAfterTheOtherDoNotWait() {
        for (int i = 0; i < 40; i++) {
            assertThat(stampede.ended(new ShardId(i, 40), i * LATER, 1)).isZero();
        }
    }

    @Test
    void ofFortyShardsThatFallTogetherTheFirstDoNotWaitAndTheOthersSpreadOut() {
        var waits = IntStream.range(0, 40)
                .mapToObj(i -> stampede.ended(new ShardId(i, 40), Long.MAX_VALUE - 20 + i, 1))
                .toList();

        assertThat(waits.subList(0, Stampede.FREE)).containsOnly(Duration.ZERO);
        assertThat(waits.subList(Stampede.FREE, 40))
                .doesNotContain(Duration.ZERO)
                .isSorted();
        assertThat(waits.getLast()).isEqualTo(Stampede.EACH.multipliedBy(40 - Stampede.FREE));
    }

    @Test
    void howeverManyFallTheWaitHasAnEnd() {
        IntStream.range(0, 2_000).forEach(i -> stampede.ended(new ShardId(i, 3_000), 0, 1));

        assertThat(stampede.ended(new ShardId(2_999, 3_000), 0, 1)).isEqualTo(Stampede.LONGEST);
        assertThat(stampede.ended(new ShardId(2_998, 3_000), 0, 0)).isZero();
    }
}
