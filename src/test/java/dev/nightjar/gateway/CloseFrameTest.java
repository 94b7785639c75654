package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseFrameTest {

    @ParameterizedTest(name = "{0} ends the session: {1}")
    @CsvSource({"1000, true", "1001, true", "1002, false", "1006, false", "3000, false", "4000, false", "4999, false"})
    void onlyNormalAndGoingAwayEndTheSession(int code, boolean expected) {
        assertThat(new CloseFrame(code, "").endsSession()).isEqualTo(expected);
    }

    @Test
    void theNamedFramesDoWhatTheyAreFor() {
        assertThat(CloseFrame.NORMAL.endsSession()).isTrue();
        assertThat(CloseFrame.RESUME.endsSession()).isFalse();
        assertThat(CloseFrame.RESUME.code()).isEqualTo(4000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 3999, 4000, 4999})
    void aClientMaySendTheseCodes(int code) {
        var frame = new CloseFrame(code, "");

        assertThat(frame.checkSendable()).isSameAs(frame);
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1005, 1006, 1011, 2999})
    void aClientMayNotSendThose(int code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CloseFrame(code, "").checkSendable())
                .withMessage("A client may close with 1000, 1001 or 3000 to 4999, but not with " + code);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 999, 5000})
    void whatIsNoCloseCodeIsRefused(int code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CloseFrame(code, ""))
                .withMessage("A close code must be from 1000 to 4999, but is " + code);
    }

    @Test
    void theReasonIsMeasuredInBytesOfUtf8() {
        assertThat(new CloseFrame(4000, "x".repeat(123)).reason()).hasSize(123);
        assertThat(new CloseFrame(4000, "é".repeat(61)).reason()).hasSize(61);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CloseFrame(4000, "é".repeat(62)))
                .withMessage("A close reason must be at most 123 bytes of UTF-8, but has 124");
    }
}
