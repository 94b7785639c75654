package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-01T12:34:56.789000+00:00",
                "2026-11-01T12:34:56Z",
                "2026-11-01T12:34:56.1Z",
                "2026-11-01T12:34:56.123456789+05:30",
                "1969-12-31T23:59:59.5-08:00",
                "2024-02-29T00:00:00+00:00",
                "0001-01-01T00:00:00+00:00"
            })
    void timesAreReadAsTheJdkReadsThem(String text) {
        assertThat(parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-01",
                "2026-11-01T12:34:56",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-11-01T24:00:00Z",
                "2026-11-01T12:60:00Z",
                "2026-11-01 12:34:56Z",
                "2026-11-01T12:34:56Zulu",
                "2026-11-01T12:34:56+0000",
                "x026-11-01T12:34:56Z",
                "2026-11-01T12:34:5xZ",
                "2026-11-01T12:34:56.12x+00:00"
            })
    void anythingElseIsNone(String text) {
        assertThat(parse(text)).isNull();
    }

    @Test
    void aNumberIsSecondsOrMillisecondsByItsSize() {
        assertThat(Timestamp.ofUnixTime(1730000000)).isEqualTo(Instant.ofEpochSecond(1730000000));
        assertThat(Timestamp.ofUnixTime(1730000000123L)).isEqualTo(Instant.ofEpochMilli(1730000000123L));
    }

    private static @Nullable Instant parse(String text) {
        return Timestamp.parse(("\"" + text + "\"").getBytes(UTF_8), 1, 1 + text.length());
    }
}
