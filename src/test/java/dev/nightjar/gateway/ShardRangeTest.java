package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardRangeTest {

    @Test
    void allShardsAreThoseFromZeroToTheTotal() {
        assertThat(ShardRange.all(3).ids()).containsExactly(new ShardId(0, 3), new ShardId(1, 3), new ShardId(2, 3));
    }

    @ParameterizedTest(name = "bucket {0} of {1} of {2} shards: from {3}, {4}")
    @CsvSource({"0, 1, 16, 0, 16", "0, 3, 16, 0, 5", "1, 3, 16, 5, 5", "2, 3, 16, 10, 6", "15, 16, 16, 15, 1"})
    void aBucketIsConsecutive(int bucket, int buckets, int total, int first, int count) {
        assertThat(ShardRange.bucket(bucket, buckets, total)).isEqualTo(new ShardRange(first, count, total));
    }

    @Test
    void theBucketsTogetherAreAllShardsAndAreEven() {
        for (int total = 1; total <= 40; total++) {
            for (int buckets = 1; buckets <= total; buckets++) {
                int all = total;
                int parts = buckets;
                assertThat(IntStream.range(0, parts)
                                .boxed()
                                .flatMap(bucket -> ShardRange.bucket(bucket, parts, all).ids().stream()))
                        .isEqualTo(ShardRange.all(all).ids());
                assertThat(IntStream.range(0, parts)
                                .map(bucket ->
                                        ShardRange.bucket(bucket, parts, all).count()))
                        .allMatch(count -> count == all / parts || count == all / parts + 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "-1, 1, 1", "0, 2, 1", "1, 1, 1", "0, 1, 0", "2147483647, 2, 2147483647"})
    void aRangeOutsideOfItsTotalIsRefused(int first, int count, int total) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ShardRange(first, count, total));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 4", "0, 5, 4", "-1, 2, 4", "2, 2, 4"})
    void aBucketThatDoesNotExistIsRefused(int bucket, int buckets, int total) {
        assertThatIllegalArgumentException().isThrownBy(() -> ShardRange.bucket(bucket, buckets, total));
    }

    @Test
    void aShardOfAnotherTotalIsNotContained() {
        ShardRange range = new ShardRange(2, 2, 8);

        assertThat(IntStream.range(0, 8).filter(number -> range.contains(new ShardId(number, 8))))
                .containsExactly(2, 3);
        assertThat(range.contains(new ShardId(2, 4))).isFalse();
    }
}
