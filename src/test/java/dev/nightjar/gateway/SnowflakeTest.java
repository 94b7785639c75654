package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowflakeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 2015-01-01T00:00:00Z",
        "175928847299117063, 2016-04-30T11:18:25.796Z", // the example of Discord's reference
        "-1, 2154-05-15T07:35:11.103Z" // the largest id
    })
    void anIdSaysWhenItWasMade(long id, Instant time) {
        assertThat(Snowflake.timeOf(id)).isEqualTo(time);
    }

    @Test
    void theLeastIdOfATimeIsBeforeAllOthersOfIt() {
        long id = 175_928_847_299_117_063L;
        Instant time = Snowflake.timeOf(id);

        assertThat(Snowflake.at(time)).isEqualTo(id >>> 22 << 22);
        assertThat(Snowflake.at(time.plusMillis(1))).isGreaterThan(id);
        assertThat(Snowflake.timeOf(Snowflake.at(Snowflake.timeOf(-1)))).isEqualTo(Snowflake.timeOf(-1));
    }

    @ParameterizedTest
    @CsvSource({"2014-12-31T23:59:59.999Z", "2154-05-15T07:35:11.104Z"})
    void aTimeThatNoIdCanHaveIsRefused(Instant time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Snowflake.at(time))
                .withMessageContaining(time.toString());
    }

    @Test
    void anIdIsShownWithoutASign() {
        assertThat(Snowflake.string(-1)).isEqualTo("18446744073709551615");
    }
}
