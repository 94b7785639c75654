package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.gateway.GatewayException.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseCodeTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            4000, UNKNOWN_ERROR,         resume
            4001, UNKNOWN_OPCODE,        resume
            4002, DECODE_ERROR,          resume
            4003, NOT_AUTHENTICATED,     identify
            4004, AUTHENTICATION_FAILED, stop
            4005, ALREADY_AUTHENTICATED, resume
            4007, INVALID_SEQUENCE,      identify
            4008, RATE_LIMITED,          resume
            4009, SESSION_TIMED_OUT,     identify
            4010, INVALID_SHARD,         stop
            4011, SHARDING_REQUIRED,     stop
            4012, INVALID_API_VERSION,   stop
            4013, INVALID_INTENTS,       stop
            4014, DISALLOWED_INTENTS,    stop
            """)
    void eachCodeSaysWhatItMeansForTheShard(int number, CloseCode code, String follows) {
        assertThat(CloseCode.of(number)).hasValue(code);
        assertThat(code.code()).isEqualTo(number);
        assertThat(code.canResume()).isEqualTo(follows.equals("resume"));
        assertThat(code.canReconnect()).isEqualTo(!follows.equals("stop"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 1006, 3999, 4006, 4015, 4999})
    void otherNumbersAreUnknown(int number) {
        assertThat(CloseCode.of(number)).isEmpty();
    }

    @Test
    void eachFatalCodeIsThrownWithItsOwnReason() {
        var fatal = Arrays.stream(CloseCode.values()).filter(code -> !code.canReconnect());

        assertThat(fatal).hasSize(6).allSatisfy(code -> {
            GatewayException thrown = GatewayException.of(code);
            assertThat(thrown.reason()).isEqualTo(Reason.valueOf(code.name()));
            assertThat(thrown.closeCode()).hasValue(code.code());
            assertThat(thrown)
                    .hasMessageStartingWith("The gateway closed with " + code.code() + ": ")
                    .hasMessageEndingWith(".");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseCode.class,
            names = {"UNKNOWN_ERROR", "NOT_AUTHENTICATED", "RATE_LIMITED"})
    void aCodeThatHealsIsNotThrown(CloseCode code) {
        assertThatIllegalArgumentException().isThrownBy(() -> GatewayException.of(code));
    }

    @Test
    void withoutACloseFrameThereIsNoCode() {
        assertThat(new GatewayException(Reason.INTERNAL, "a fault", null).closeCode())
                .isEmpty();
    }
}
