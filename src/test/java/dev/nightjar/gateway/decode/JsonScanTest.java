package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
