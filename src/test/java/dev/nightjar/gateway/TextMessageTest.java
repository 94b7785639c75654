package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.gateway.inflate.InflateException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMessageTest {

    private static final int LIMIT = 12;

    @ParameterizedTest
    @CsvSource({"a, 12", "é, 6", "☃, 4", "😀, 3"})
    void theLimitCountsBytesOfUtf8InOnePartAndInMany(String character, int most) throws Exception {
        String fits = character.repeat(most);
        String tooLong = fits + character;

        for (int partLength : new int[] {1, 2, 3, 5, 100}) {
            assertThat(inParts(fits, partLength)).isEqualTo(fits.getBytes(StandardCharsets.UTF_8));
            assertThatExceptionOfType(InflateException.class)
                    .as("parts of %s chars", partLength)
                    .isThrownBy(() -> inParts(tooLong, partLength))
                    .withMessage("A payload is longer than 12 bytes."
                            + " GatewayConfig.Builder.maxPayloadBytes can raise the limit.");
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "100"})
    void theNextMessageBeginsAnew(int partLength) throws Exception {
        var message = new TextMessage(LIMIT);

        for (int i = 0; i < 3; i++) {
            assertThat(inParts(message, "twelve bytes", partLength)).hasSize(LIMIT);
        }
    }

    private static byte[] inParts(String text, int partLength) throws InflateException {
        return inParts(new TextMessage(LIMIT), text, partLength);
    }

    private static byte[] inParts(TextMessage message, String text, int partLength) throws InflateException {
        byte[] whole = null;
        for (int from = 0; from < text.length(); from += partLength) {
            int to = Math.min(text.length(), from + partLength);
            assertThat(whole).isNull();
            whole = message.add(text.substring(from, to), to == text.length());
        }
        return whole == null ? new byte[0] : Arrays.copyOf(whole, whole.length);
    }
}
