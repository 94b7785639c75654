package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardNumbersTest {

    @Test
    void theyComeInTheOrderOfTheirNumbers() {
        ShardNumbers numbers = ShardNumbers.of(List.of(new ShardId(9, 16), new ShardId(0, 16), new ShardId(5, 16)));

        assertThat(numbers.ids()).containsExactly(new ShardId(0, 16), new ShardId(5, 16), new ShardId(9, 16));
        assertThat(numbers.total()).isEqualTo(16);
        assertThat(numbers).hasToString("shards 0, 5, 9 of 16");
    }

    @Test
    void numbersWithoutAGapAreShownAsARange() {
        ShardRange range = ShardRange.bucket(1, 2, 8);

        assertThat(ShardNumbers.of(range.ids())).hasToString(range.toString());
    }

    @Test
    void ofVeryManyOnlyTheFirstAreShown() {
        List<ShardId> even =
                IntStream.range(0, 500).mapToObj(i -> new ShardId(2 * i, 1_000)).toList();

        assertThat(ShardNumbers.of(even)).hasToString("shards 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, ... of 1000");
    }

    @Test
    void noneOneTwiceAndTwoTotalsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardNumbers.of(List.of()))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardNumbers.of(List.of(new ShardId(3, 4), new ShardId(1, 4), new ShardId(3, 4))))
                .withMessage("Shard 3/4 is named twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardNumbers.of(List.of(new ShardId(1, 4), new ShardId(2, 8))))
                .withMessageContaining("1/4 and 2/8");
    }
}
