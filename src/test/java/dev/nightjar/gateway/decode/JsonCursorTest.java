package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cursor against a JSON library: it takes and refuses the same bytes, and reads the same from them. */
class JsonCursorTest {

    private static final long SEED = 20_261_126;
    private static final int MAX_NESTING = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();
    private static final JSON ORACLE = JSON.builder(FACTORY)
            .disable(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS)
            .disable(JSON.Feature.USE_DEFERRED_MAPS) // which keep both of two fields with one name
            .build();

    private static final KeptNames KEPT = new KeptNames();

    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "7",
            "-1",
            "1.5",
            "-0.0",
            "1e3",
            "1E+2",
            "2.5e-3",
            "1e999",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "18446744073709551616",
            "\"\"",
            "\"a\"",
            "\"80351110224678912\"",
            "\"1164000000000000001\"",
            "\"eight by\"",
            "\"nine byte\"",
            "\"a text of some words, with a comma\"",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
            "\"\\u0041\\u00e4\\u20AC\\ud83e\\udd89\\ud83e\"",
            "\"{[\\\\\"",
            "\"ü\"",
            "\"früh\"",
            "\"猫が好き\"",
            "\"🦉 and \\\"owl\\\"\"",
            "\"дарья\\n\"");

    private static final List<String> KEYS = List.of(
            "",
            "a",
            "id",
            "type",
            "guild_id",
            "channel_id",
            "mention_everyone",
            "referenced_message",
            "\\\"",
            "\\u0069d",
            "ü",
            "猫",
            "1164000000000000001");

    private static final List<String> BROKEN = List.of(
            "",
            "-",
            "+1",
            "01",
            "-01",
            "1.",
            ".5",
            "1e",
            "1e+",
            "0x1",
            "NaN",
            "Infinity",
            "1a",
            "tru",
            "truex",
            "nul",
            "falsy",
            "True",
            "'a'",
            "\"a",
            "\"a\\\"",
            "\"a\\",
            "\"\\u12",
            "\"\\u12g4\"",
            "\"\\x\"",
            "\"\\U0041\"",
            "\"a\nb\"",
            "\"a\u0000\"",
            "\"a\u001f\"",
            "[",
            "]",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1}",
            "{",
            "}",
            "{]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "{1:1}",
            "{\"a\":1 \"b\":2}",
            "{\"a\":1,,\"b\":2}",
            "{\"a\n\":1}",
            "{\"\\q\":1}",
            "1 2",
            "{} {}",
            "[] x",
            "// a\n1",
            "[1/**/]",
            "\u00a01",
            "\u000b1");

    private final Random random = new Random(SEED);

    @Test
    void whateverIsJsonIsReadAsByTheLibrary() throws IOException {
        for (int round = 0; round < 20_000; round++) {
            byte[] json = (space() + value(0) + space()).getBytes(UTF_8);

            assertThat(read(json)).as(describe(round, json)).isEqualTo(ORACLE.anyFrom(json));
            assertThat(skips(json)).as(describe(round, json)).isTrue();
        }
    }

    @Test
    void whateverIsSpoiltIsRefusedOrReadAsByTheLibrary() {
        byte[] alphabet = "{}[]\",:\\ 0tnd\u007fue1-+.E/bfr\n\t\u0001'\"\"\\".getBytes(UTF_8);
        for (int round = 0; round < 60_000; round++) {
            byte[] json = value(0).getBytes(UTF_8);
            for (int changes = 1 + random.nextInt(3); changes > 0 && json.length > 0; changes--) {
                json = spoilt(json, alphabet[random.nextInt(alphabet.length)]);
            }
            compare(json, describe(round, json));
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (int round = 0; round < 60_000; round++) {
            byte[] json = ("{\"" + text() + "\":[\"" + text() + "\",1]}").getBytes(UTF_8);
            json[random.nextInt(json.length)] = (byte) (0x80 + random.nextInt(0x80));
            if (isUtf8(json)) {
                compare(json, describe(round, json));
            } else {
                assertThat(skips(json)).as(describe(round, json)).isFalse();
                assertThat(reads(json)).as(describe(round, json)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C0 80",
                "C1 BF",
                "E0 80 80",
                "E0 9F BF",
                "ED A0 80",
                "ED BF BF",
                "F0 80 80 80",
                "F4 90 80 80",
                "F5 80 80 80",
                "80",
                "BF",
                "C3",
                "E2 82",
                "F0 9F A6",
                "C3 C3",
                "E2 82 22",
                "F8 88 80 80 80",
                "FE",
                "FF"
            })
    void whatOnlyLooksLikeUtf8IsRefused(String hex) {
        byte[] bytes = new BigInteger("00" + hex.replace(" ", ""), 16).toByteArray();
        String latin = new String(bytes, ISO_8859_1).replaceFirst("^\u0000", "");
        for (String json :
                List.of("\"%s\"", "[\"a long text before it %s\"]", "{\"%s\":1}", "{\"a\":\"%s and after\"}")) {
            byte[] utf8 = json.formatted(latin).getBytes(ISO_8859_1);

            assertThat(skips(utf8)).as(json).isFalse();
            assertThat(reads(utf8)).as(json).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü", "߿", "ࠀ", "퟿", "", "�", "\uffff", "𐀀", "🦉", "\udbff\udfff"})
    void theEdgesOfUtf8AreRead(String text) throws IOException {
        assertThat(read(('"' + text + '"').getBytes(UTF_8))).isEqualTo(text);
        assertThat(read(("\"long before " + text + "\\n\"").getBytes(UTF_8))).isEqualTo("long before " + text + "\n");
    }

    @Test
    void everyFaultIsRefusedWhereverItIs() {
        for (String broken : BROKEN) {
            for (String around : List.of("%s", "[%s]", "[1,%s]", "{\"a\":%s}", "{\"a\":[{\"b\":%s}]}", " %s ")) {
                byte[] json = around.formatted(broken).getBytes(UTF_8);

                compare(json, around.formatted(broken));
            }
            assertThat(skips(broken.getBytes(UTF_8))).as(broken).isFalse();
        }
    }

    @Test
    void whatIsCutOffAnywhereIsRefused() {
        String json =
                "{\"a\":[1.5e-3,\"ü\\u0041\",true,false,null,{\"b\":-12}],\"c\":\"a text of more than eight bytes\"}";
        byte[] whole = json.getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] start = Arrays.copyOf(whole, length);

            assertThat(skips(start)).as("%d bytes", length).isFalse();
            assertThat(reads(start)).as("%d bytes", length).isFalse();
        }
    }

    @Test
    void nestingHasTheLimitOfTheDecoder() {
        for (int depth : List.of(1, 199, 200, 201, 10_000)) {
            for (String json : List.of(
                    "[".repeat(depth) + "]".repeat(depth),
                    "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1))) {
                compare(json.getBytes(UTF_8), "depth " + depth);
            }
        }
        assertThat(reads(("[" + "[],".repeat(1_000) + "1]").getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "-%s",
                "%s.5",
                "%s.%1$s",
                "0.%s",
                "-0.%s",
                "%se5",
                "1e-%s",
                "1.5E+%s",
                "[%s]",
                "{\"a\":-%s.0}"
            })
    void numbersHaveALimitOfDigits(String form) {
        for (int digits : List.of(1, 18, 19, 20, 499, 500, 501, 997, 998, 999, 1_000, 1_001, 2_000)) {
            byte[] json = form.formatted("9".repeat(digits)).getBytes(UTF_8);

            compare(json, form + " of " + digits);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 200, 255, 300, 10_000})
    void aTextOfAnyLengthIsRead(int length) throws IOException {
        for (String end : List.of("", "ü", "\\n", "🦉\\u0041")) {
            byte[] json = ("[\"" + "x".repeat(length) + end + "\"]").getBytes(UTF_8);

            assertThat(read(json)).isEqualTo(ORACLE.anyFrom(json));
        }
    }

    @Test
    void aFaultSaysWhatIsMissingAndWhereAndQuotesNothing() {
        assertThatThrownBy(() -> read("{\"token\":SECRET}".getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessage("broken JSON: a value is missing or broken, at byte 9");
        assertThatThrownBy(() -> read("[\"SECRET\" 1]".getBytes(UTF_8)))
                .hasMessage("broken JSON: a comma or ] is missing, at byte 10");
        assertThatThrownBy(() -> read("{\"SECRET\" 1}".getBytes(UTF_8)))
                .hasMessage("broken JSON: a colon is missing, at byte 10");
    }

    @Test
    void thePointerToAnyValueIsTheLibrarys() throws IOException {
        for (int round = 0; round < 2_000; round++) {
            byte[] json = value(0).getBytes(UTF_8);
            var pointer = new JsonPointer(json);
            try (JsonParser parser = FACTORY.createParser(json)) {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token.isStructEnd() || token == JsonToken.FIELD_NAME) {
                        continue;
                    }
                    int at = (int) parser.currentTokenLocation().getByteOffset();

                    String expected = parser.getParsingContext().pathAsPointer().toString();
                    assertThat(new JsonPointer(json).to(at))
                            .as(describe(round, json))
                            .isEqualTo(expected);
                    if (random.nextBoolean()) {
                        assertThat(pointer.to(at)).as(describe(round, json)).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void equalNamesAreOneStringAndAnyNumberOfOthersIsRead() throws IOException {
        var kept = new KeptNames();
        var json = new StringBuilder("[");
        for (long id = 1164000000000000000L; id < 1164000000000003000L; id++) {
            json.append("{\"").append(id).append("\":").append(id % 7).append("},");
        }
        byte[] many = json.append("0]").toString().getBytes(UTF_8);

        for (int round = 0; round < 3; round++) {
            assertThat(Anything.read(new JsonCursor(many, 0), kept)).isEqualTo(ORACLE.anyFrom(many));
        }
        assertThat(onlyName("{\"guild_id\":1}", kept)).isSameAs(onlyName("{ \"guild_id\" :2}", kept));
        assertThat(onlyName("{\"id\":1}", kept)).isSameAs(onlyName("{\"id\":\"\"}", kept));
    }

    private static String onlyName(String json, KeptNames kept) throws IOException {
        var cursor = new JsonCursor(json.getBytes(UTF_8), 0);
        cursor.open('}');
        return cursor.name(kept);
    }

    @Test
    void aPointerEscapesWhatWouldBeAStep() throws IOException {
        String json = "{\"a/b\":{\"~\":[0,{\"\":1}]}}";

        assertThat(new JsonPointer(json.getBytes(UTF_8)).to(json.indexOf("1}"))).isEqualTo("/a~1b/~0/1/");
    }

    /** Either both take it and read the same, or both refuse it. */
    private static void compare(byte[] json, String what) {
        Object expected;
        try {
            expected = oracle(json);
        } catch (IOException e) {
            assertThat(reads(json)).as(what).isFalse();
            assertThat(skips(json)).as(what).isFalse();
            return;
        }
        assertThat(skips(json)).as(what).isTrue();
        try {
            assertThat(read(json)).as(what).isEqualTo(expected);
        } catch (IOException e) {
            throw new AssertionError(what, e);
        }
    }

    private static @Nullable Object oracle(byte[] json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IOException("nothing");
            }
            Object value = ORACLE.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one value");
            }
            return value;
        }
    }

    private static @Nullable Object read(byte[] json) throws IOException {
        var cursor = new JsonCursor(json, 0);
        Object value = Anything.read(cursor, KEPT);
        if (!cursor.isAtEnd()) {
            throw new IOException("more than one value");
        }
        return value;
    }

    private static boolean reads(byte[] json) {
        return isTaken(json, cursor -> Anything.read(cursor, KEPT));
    }

    private static boolean skips(byte[] json) {
        return isTaken(json, JsonCursor::skip);
    }

    private interface Move {
        void over(JsonCursor cursor) throws IOException;
    }

    private static boolean isTaken(byte[] json, Move move) {
        var cursor = new JsonCursor(json, 0);
        try {
            move.over(cursor);
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("broken JSON: ");
            return false;
        }
        return cursor.isAtEnd();
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private byte[] spoilt(byte[] json, byte with) {
        int at = random.nextInt(json.length);
        int gap = random.nextInt(3) - 1;
        byte[] spoilt = new byte[json.length + gap];
        System.arraycopy(json, 0, spoilt, 0, Math.min(at, spoilt.length));
        System.arraycopy(json, at + 1, spoilt, at + 1 + gap, json.length - at - 1);
        if (gap >= 0) {
            spoilt[at] = with;
        }
        if (gap > 0) {
            spoilt[at + 1] = json[at];
        }
        return spoilt;
    }

    private String value(int depth) {
        int kind = depth > 4 ? 0 : random.nextInt(3);
        if (kind == 0) {
            return pick(SCALARS);
        }
        var json = new StringBuilder(kind == 1 ? "[" : "{");
        for (int left = random.nextInt(5); left > 0; left--) {
            json.append(space())
                    .append(kind == 1 ? "" : '"' + pick(KEYS) + '"' + space() + ":" + space())
                    .append(value(depth + 1))
                    .append(space())
                    .append(left > 1 ? "," : "");
        }
        return json.append(space()).append(kind == 1 ? "]" : "}").toString();
    }

    private String text() {
        return random.ints(1 + random.nextInt(12), 0, 6)
                .mapToObj(List.of("a", "bcdefgh", "ü", "€", "🦉", "\\n")::get)
                .reduce("", String::concat);
    }

    private String space() {
        return random.nextInt(6) == 0 ? pick(List.of(" ", "\n", "\t \r")) : "";
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String describe(int round, byte[] json) {
        return "seed %d, round %d: %s".formatted(SEED, round, new String(json, UTF_8));
    }
}
