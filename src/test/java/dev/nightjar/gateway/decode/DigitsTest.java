package dev.nightjar.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "007",
                "80351110224678912",
                "999999999999999999",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551609",
                "18446744073709551615",
                "0000000000000000000000000000000000001"
            })
    void whatFitsSixtyFourBitsWithoutASignIsRead(String text) {
        assertThat(parse(text)).isEqualTo(Long.parseUnsignedLong(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "-1", "-9223372036854775807"})
    void aMinusSignIsRead(String text) {
        assertThat(parse(text)).isEqualTo(Long.parseLong(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                " 1",
                "1 ",
                "1.5",
                "0x1",
                "abc",
                "--1",
                "-9223372036854775808",
                "18446744073709551616",
                "18446744073709551620",
                "99999999999999999999",
                "184467440737095516150"
            })
    void anythingElseIsNone(String text) {
        assertThat(parse(text)).isNull();
    }

    private static @Nullable Long parse(String text) {
        return Digits.parse(text);
    }
}
