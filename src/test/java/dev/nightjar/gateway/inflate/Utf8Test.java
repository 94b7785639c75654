package dev.nightjar.gateway.inflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's strict decoder knows what UTF-8 is. */
class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "61",
                "7f",
                "c280",
                "dfbf",
                "e0a080",
                "ed9fbf",
                "ee8080",
                "efbfbf",
                "f0908080",
                "f48fbfbf",
                "6161616161616161",
                "61616161616161c3a9",
                "6161616161616161c3a961616161616161616161"
            })
    void theShortestFormOfACharacterIsValid(String bytes) {
        assertThat(Utf8.isValid(Vectors.hex(bytes))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // no first byte
                "c3", // cut
                "e298",
                "f09f98",
                "c041", // no second byte
                "c080", // overlong
                "c1bf",
                "e09fbf",
                "f08fbfbf",
                "eda080", // surrogates
                "edbfbf",
                "f4908080", // above U+10FFFF
                "f5808080",
                "f8808080",
                "ff",
                "e29883c3",
                "616161616161616180",
                "6161616180616161"
            })
    void anythingElseIsNot(String bytes) {
        assertThat(Utf8.isValid(Vectors.hex(bytes))).isFalse();
    }

    @Test
    void everyCharacterIsValid() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .filter(c -> !Utf8.isValid(Character.toString(c).getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void theStrictDecoderAgreesOnAllSequencesOfEdges() {
        int[] edges = {0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
        byte[] bytes = new byte[4];
        for (int first = 0; first < 256; first++) {
            for (int second : edges) {
                for (int third : edges) {
                    for (int fourth : edges) {
                        bytes[0] = (byte) first;
                        bytes[1] = (byte) second;
                        bytes[2] = (byte) third;
                        bytes[3] = (byte) fourth;
                        assertAgreed(bytes);
                    }
                }
            }
        }
    }

    @Test
    void theStrictDecoderAgreesOnRandomTextsWithAByteChanged() {
        Random random = new Random(3629);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = randomText(random).getBytes(StandardCharsets.UTF_8);
            assertAgreed(bytes);
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                assertAgreed(bytes);
            }
        }
    }

    /** ASCII goes by many bytes at a time: wherever a character is among them, and wherever they end. */
    @ParameterizedTest
    @ValueSource(strings = {"c3a9", "e29883", "f09f9880", "80", "c0", "c3", "e298", "f09f98", "f8", "ff"})
    void theStrictDecoderAgreesWhereverAmongAsciiItIs(String hex) {
        byte[] bytes = Vectors.hex(hex);
        for (int length = bytes.length; length < 140; length++) {
            for (int at = 0; at <= length - bytes.length; at++) {
                byte[] text = "a".repeat(length).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(bytes, 0, text, at, bytes.length);
                assertAgreed(text);
            }
        }
    }

    private static String randomText(Random random) {
        int[] limits = {0x80, 0x80, 0x80, 0x800, 0xD800, Character.MAX_CODE_POINT + 1};
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(30); length > 0; length--) {
            int c = random.nextInt(limits[random.nextInt(limits.length)]);
            text.appendCodePoint(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 'x' : c);
            text.repeat('a', random.nextInt(4) == 0 ? random.nextInt(40) : 0);
        }
        return text.toString();
    }

    private static void assertAgreed(byte[] bytes) {
        if (Utf8.isValid(bytes) != decodes(bytes)) {
            fail("The decoder does not agree on %s", HexFormat.of().formatHex(bytes));
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
