package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moving eight bytes at a time against moving by one, over all that decides: quotes, backslashes and brackets anywhere. */
class JsonScanTest {

    private static final long SEED = 42;
    private static final byte[] OPENING = "\"{[".getBytes(UTF_8);
    private static final byte[] DECIDING = "\"\\{}[]".getBytes(UTF_8);
    private static final byte[] OTHERS = "a:, \u0002Ü;|".getBytes(UTF_8);

    private final Random random = new Random(SEED);

    @Test
    void aValueEndsWhereItEndsByteByByte() {
        for (int round = 0; round < 200_000; round++) {
            int from = random.nextInt(4);
            byte[] json = bytes(from + 1 + random.nextInt(40));
            json[from] = OPENING[random.nextInt(OPENING.length)];

            assertThat(JsonScan.skipValue(json, from))
                    .as("from %d of %s, seed %d", from, new String(json, UTF_8), SEED)
                    .isEqualTo(byteByByte(json, from));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a':[{'b':']}'},'\\\\',{}]}", "'a \\' b'", "[[[[[[[[[[]]]]]]]]]]", "['\\\\\\\\\\'']"})
    void whereverAValueStandsItsEndIsFound(String text) {
        String value = text.replace('\'', '"');
        for (int before = 0; before < 9; before++) {
            for (int after = 0; after < 9; after++) {
                byte[] json = (" ".repeat(before) + value + ",".repeat(after)).getBytes(UTF_8);

                assertThat(JsonScan.skipValue(json, 0))
                        .as("%d before, %d after", before, after)
                        .isEqualTo(before + value.length());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # json, from 0 on        | end of the value
            0,                       | 1
            12]                      | 2
            -1.5e3}                  | 6
            true                     | 4
            null ,                   | 4
            """)
    void aScalarEndsBeforeWhatCannotGoOnIt(String json, int end) {
        assertThat(JsonScan.skipValue(json.getBytes(UTF_8), 0)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "}", "]", " ,1", "'", "'a", "'a\\", "'a\\'", "{", "[1", "{'}", "['a':']'"})
    void fromWhatIsNoValueOneGetsNowhere(String text) {
        assertThat(JsonScan.skipValue(text.replace('\'', '"').getBytes(UTF_8), 0))
                .isEqualTo(JsonScan.NOWHERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r", "\t", " \t\r\n ", "          "})
    void whiteSpaceMayStandBeforeAnythingAndEndAScalar(String space) {
        byte[] json = (space + "7" + space + "\"a\"" + space).getBytes(UTF_8);

        int seven = JsonScan.skipSpace(json, 0);
        int behind = JsonScan.skipValue(json, 0);
        int string = JsonScan.skipString(json, behind);

        assertThat(seven).isEqualTo(space.length());
        assertThat(behind).isEqualTo(space.length() + 1);
        assertThat(string).isEqualTo(2 * space.length() + 4);
        assertThat(JsonScan.take(json, behind, '"')).isEqualTo(string - 2);
        assertThat(JsonScan.skipSpace(json, string)).isEqualTo(json.length);
    }

    @Test
    void whatIsTakenMustStandThere() {
        byte[] json = " a\"".getBytes(UTF_8);

        assertThat(JsonScan.take(json, 0, 'a')).isEqualTo(2);
        assertThat(JsonScan.take(json, 0, 'b')).isEqualTo(JsonScan.NOWHERE);
        assertThat(JsonScan.take(json, 3, '"')).isEqualTo(JsonScan.NOWHERE);
        assertThat(JsonScan.skipString(json, 0)).isEqualTo(JsonScan.NOWHERE);
        assertThat(JsonScan.skipString(json, 2)).isEqualTo(JsonScan.NOWHERE);
    }

    @Test
    void noOtherCharacterIsWhiteSpace() {
        for (int value = 0; value < 256; value++) {
            boolean isSpace = " \t\r\n".indexOf(value) >= 0;

            assertThat(JsonScan.skipSpace(new byte[] {(byte) value}, 0))
                    .as("byte %d", value)
                    .isEqualTo(isSpace ? 1 : 0);
        }
    }

    @Test
    void fromNowhereOneGetsNowhere() {
        byte[] json = "  {} ".getBytes(UTF_8);

        assertThat(JsonScan.skipSpace(json, JsonScan.NOWHERE)).isEqualTo(JsonScan.NOWHERE);
        assertThat(JsonScan.take(json, JsonScan.NOWHERE, ' ')).isEqualTo(JsonScan.NOWHERE);
        assertThat(JsonScan.skipString(json, JsonScan.NOWHERE)).isEqualTo(JsonScan.NOWHERE);
        assertThat(JsonScan.skipValue(json, JsonScan.NOWHERE)).isEqualTo(JsonScan.NOWHERE);
    }

    private byte[] bytes(int length) {
        byte[] json = new byte[length];
        int share = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            byte[] from = random.nextInt(4) < share ? DECIDING : OTHERS;
            json[i] = from[random.nextInt(from.length)];
        }
        return json;
    }

    /** The obvious way, for a string, an object or an array. */
    private static int byteByByte(byte[] json, int from) {
        int depth = 0;
        boolean inString = false;
        for (int at = from; at < json.length; at++) {
            switch (json[at]) {
                case '"' -> inString = !inString;
                case '\\' -> at += inString ? 1 : 0;
                case '{', '[' -> depth += inString ? 0 : 1;
                case '}', ']' -> depth -= inString ? 0 : 1;
                default -> {}
            }
            if (depth == 0 && !inString) {
                return at + 1;
            }
        }
        return JsonScan.NOWHERE;
    }
}
