package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardIdTest {

    @Test
    void aShardReadsAsItsNumberAndTheTotal() {
        assertThat(new ShardId(3, 16)).hasToString("3/16");
        assertThat(ShardId.ONE).hasToString("0/1");
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "1, 1", "16, 16", "2147483647, 2147483647"})
    void aNumberOutsideOfTheTotalIsRefused(int number, int total) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShardId(number, total))
                .withMessage("A shard number must be from 0 to " + (total - 1) + " with " + total + " shards, but is "
                        + number);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aTotalBelowOneIsRefused(int total) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShardId(0, total))
                .withMessage("A shard total must be at least 1, but is " + total);
    }

    /** Behaviour 78. */
    @ParameterizedTest(name = "guild {0} of {1} shards: {2}")
    @CsvSource({
        "0, 16, 0",
        "4194303, 16, 0",
        "4194304, 16, 1",
        "81384788765712384, 3, 1",
        "9223372036854775807, 1000, 551",
        "9223372036854775808, 1000, 552",
        "18446744073709551615, 1000, 103",
        "18446744073709551615, 2147483647, 2047"
    })
    void aGuildBelongsToTheShardOfItsIdAsAnUnsignedNumberAndDirectMessagesToTheFirst(
            String guildId, int total, int number) {
        assertThat(ShardId.ofGuild(Long.parseUnsignedLong(guildId), total)).isEqualTo(new ShardId(number, total));
    }
}
