package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of a payload and what is replaced, on a sample of each event. */
class RedactionTest {

    private static final int LEAST_DIGITS_OF_ID = 15;
    private static final byte[] KEY = "a key of the tests".getBytes(UTF_8);

    private final Redactor redactor = redactor(1);

    static List<String> samples() {
        return List.copyOf(Samples.all().keySet());
    }

    @Test
    void thereIsASampleOfEachEvent() {
        assertThat(Samples.payloads().stream().map(Payload::type).collect(Collectors.toSet()))
                .containsAll(Arrays.stream(EventType.values())
                        .filter(type -> type != EventType.UNKNOWN)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEventHasTheSameShapeAndDecodesWithoutAMismatch(String name) throws Exception {
        Payload original = Payload.of(Samples.of(name));

        Payload copy = Payload.of(redacted(original.bytes()));

        Event event = original.event();
        Event same = copy.event();
        assertThat(copy.type()).isEqualTo(original.type());
        assertThat(copy.sequence()).isEqualTo(original.sequence());
        assertThat(same).isNotInstanceOf(Malformed.class).hasSameClassAs(event);
        assertThat(copy.mismatches()).isEqualTo(original.mismatches());
        new Likeness().compare(event, same, "");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noStringAndNoIdOfAnEventIsLeft(String name) throws Exception {
        var markers = new ArrayList<String>();
        Object marked = marked(JSON.std.mapFrom(Samples.of(name)), 0, markers);

        String copy = new String(redacted(JSON.std.asBytes(marked)), UTF_8);

        assertThat(markers).isNotEmpty().noneMatch(copy::contains);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noIdOfAnEventIsLeftWhenItIsANumber(String name) throws Exception {
        var markers = new ArrayList<String>();
        Object marked = withNumericIds(JSON.std.mapFrom(Samples.of(name)), markers);

        String copy = new String(redacted(JSON.std.asBytes(marked)), UTF_8);

        assertThat(markers).noneMatch(copy::contains);
    }

    @Test
    void aNumberLikeAnIdIsLeftInNoFieldAndInNoForm() {
        for (String field : Fields.names()) {
            for (String form : List.of("%s", "-%s", "%s.5", "0.%s", "%se0", "1.5e3,'other':%s", "'%s'", "['%s',%s]")) {
                String id = "1164000012345678901";
                String payload = "{'op':0,'d':{'" + field + "':" + form.replace("%s", id) + ",'x':{'" + field + "':["
                        + form.replace("%s", id).replace("'other':", "") + "]}}}";

                assertThat(json(payload)).as(payload).doesNotContain(id).doesNotContain("0000123456789");
            }
        }
    }

    @Test
    void theRoundedFormOfAnIdIsNotLeft() {
        assertThat(json("{'op':0,'d':{'position':1.164000012e18,'count':1164000012E+9,'allow':1.164000012e18}}"))
                .doesNotContain("164000012");
    }

    @Test
    void anIdInThePlaceOfAPayloadsOwnNumbersOrTypeIsNotLeft() {
        assertThat(
                        json(
                                "{'op':1164000012345678901,'s':1164000012345678902,'t':'1164000012345678903','d':1164000012345678904}"))
                .doesNotContain("11640000123456");
    }

    @Test
    void anExponentThatIsAnIdIsNoNumber() {
        Bytes copy = new Bytes(16);

        assertThat(redactor.payload("{\"d\":{\"x\":0e1164000012345678901}}".getBytes(UTF_8), copy))
                .isFalse();
    }

    @Test
    void numbersThatAreNoIdsAreKept() {
        assertThat(
                        json(
                                "{'op':0,'d':{'position':-1,'volume':0.25,'bitrate':96000,'retry_after':1.5e-3,'color':16777215,'flags':2251799813685248}}"))
                .isEqualTo("{\"op\":0,\"d\":{\"position\":-1,\"volume\":0.25,\"bitrate\":96000,\"retry_after\":1.5e-3,"
                        + "\"color\":16777215,\"flags\":2251799813685248}}");
    }

    @Test
    void ofATimeOnlyTheDayIsLeft() {
        assertThat(
                        json(
                                "{'d':{'joined_at':'2018-05-12T19:12:24.151000+00:00','timestamp':'2026-11-01T23:59:59Z','premium_since':null,"
                                        + "'edited_timestamp':'2026-11-01T20:00:00.5-05:30','since':1730000000123,'start':1730000000,'end':0}}"))
                .isEqualTo("{\"d\":{\"joined_at\":\"2018-05-12T00:00:00.000000+00:00\","
                        + "\"timestamp\":\"2026-11-01T00:00:00Z\",\"premium_since\":null,"
                        + "\"edited_timestamp\":\"2026-11-01T00:00:00.0+00:00\","
                        + "\"since\":1729987200000,\"start\":1729987200,\"end\":0}}");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noTimeOfDayOfAnEventIsLeft(String name) {
        String copy = new String(redacted(Samples.of(name)), UTF_8);

        assertThat(copy.replaceAll("T00:00:00(\\.0+)?(Z|\\+00:00)", "")).doesNotContainPattern("T\\d\\d:\\d\\d");
        assertThat(Pattern.compile("\\b1[4-9]\\d{11}\\b")
                        .matcher(copy)
                        .results()
                        .map(match -> Long.parseLong(match.group())))
                .allMatch(millis -> millis % 86_400_000 == 0);
    }

    @Test
    void aTimeThatTheUserWantsToKeepIsKept() {
        Redactor keeping = new Redactor(Fields.keeping(List.of("timestamp")), new Pseudonyms(KEY, 1));
        Bytes copy = new Bytes(16);
        keeping.payload(
                "{\"d\":{\"timestamp\":\"2026-11-01T12:34:56.789000+00:00\",\"joined_at\":\"2018-05-12T19:12:24Z\"}}"
                        .getBytes(UTF_8),
                copy);

        assertThat(new String(copy.array(), 0, copy.size(), UTF_8))
                .contains("12:34:56.789")
                .doesNotContain("19:12");
    }

    @Test
    void anIdKeepsItsDayAndNotItsTime() throws Exception {
        long epoch = 1_420_070_400_000L;
        long millis = epoch + 4_321 * 86_400_000L + 45_678_901;
        Map<?, ?> d = data("{'d':{'id':'" + ((millis - epoch) << 22 | 12345) + "'}}");

        long replaced = (Long.parseLong((String) d.get("id")) >>> 22) + epoch;

        assertThat(replaced / 86_400_000).isEqualTo(millis / 86_400_000);
        assertThat(replaced).isNotEqualTo(millis);
    }

    @Test
    void whatIsKeptOfTheSamplesIsOnTheListAndNothingElse() throws Exception {
        var kept = new TreeSet<String>();
        for (byte[] sample : Samples.all().values()) {
            collectKept(JSON.std.mapFrom(sample), JSON.std.mapFrom(redacted(sample)), "", kept);
        }

        assertThat(kept).allMatch(RedactionTest::isHarmless);
    }

    /** Words of Discord's in capitals or small letters, languages, kinds of files, days, and short numbers. */
    private static boolean isHarmless(String text) {
        return text.matches("[A-Z][A-Z_0-9]+")
                || text.matches("\\$?[a-z_]+")
                || text.matches("[a-z]{2}-[A-Z]{2}|applications\\.commands|(image|video)/[a-z0-9]+")
                || text.matches("\\d{4}-\\d\\d-\\d\\dT00:00:00(\\.0+)?(Z|\\+00:00)")
                || text.matches("\\d{1,3}")
                || text.isEmpty();
    }

    @Test
    void bitsOfRightsAreKept() {
        assertThat(json("{'d':{'permissions':'2222085723512896','allow':'1024','role_id':'41771983423143936'}}"))
                .contains("\"permissions\":\"2222085723512896\"", "\"allow\":\"1024\"")
                .doesNotContain("41771983423143936");
    }

    @Test
    void numbersOfFieldsThatAreNotKnownAreReplacedByOthersOfAsManyDigits() {
        String copy = json("{'op':0,'s':7,'t':'NEW','d':{'phone':5551234567,'value':-12.5,'id':5,'type':3}}");

        assertThat(copy)
                .startsWith("{\"op\":0,\"s\":7,\"t\":\"NEW\",\"d\":{\"")
                .doesNotContain("phone", "5551234567", "12.5")
                .containsPattern("\"[a-z]{5}\":1\\d{9},\"value\":-[1-9]\\d\\.\\d,\"id\":5,\"type\":3");
    }

    @Test
    void namesOfFieldsThatAreNotKnownAreReplaced() {
        assertThat(json("{'d':{'alice@example.com':1,'41771983423143936':{'name':'x'},'en-US':'Hello','0':true}}"))
                .doesNotContain("alice", "41771983423143936", "Hello")
                .contains("\"en-US\":\"", "\"0\":true");
    }

    @Test
    void aTextThatLooksLikeAWordOfDiscordsIsReplacedWhereItIsText() {
        assertThat(json("{'d':{'content':'online','name':'2026-01-01T00:00:00Z','status':'at home'}}"))
                .doesNotContain("online", "2026", "home");
    }

    @Test
    void equalTextsAndIdsHaveEqualReplacementsAndOthersHaveOthers() throws Exception {
        Map<?, ?> d = data("{'d':{'guild_id':'41771983423143936','channel_id':'41771983423143937','name':'Nelly',"
                + "'id':'41771983423143936','username':'Nelly','content':'nelly'}}");

        assertThat(d.get("guild_id")).isEqualTo(d.get("id")).isNotEqualTo(d.get("channel_id"));
        assertThat(d.get("name")).isEqualTo(d.get("username")).isNotEqualTo(d.get("content"));
    }

    @Test
    void aUrlLeadsToAHostThatNobodyHas() throws Exception {
        Map<?, ?> d = data("{'d':{'url':'https://cdn.discordapp.com/attachments/1/2/secret.png?ex=3'}}");

        assertThat((String) d.get("url")).matches("https://[a-z]{8}\\.invalid/[a-z]+");
    }

    @Test
    void tokensAreReplaced() {
        assertThat(json("{'t':'INTERACTION_CREATE','d':{'token':'aW50ZXJhY3Rpb246MTIz','session_id':'90326bd2'}}"))
                .doesNotContain("aW50", "90326bd2");
    }

    @Test
    void withAnotherKeyAllIsAnother() {
        byte[] payload = "{\"d\":{\"id\":\"41771983423143936\",\"name\":\"Nelly\"}}".getBytes(UTF_8);
        Redactor other =
                new Redactor(Fields.keeping(List.of()), new Pseudonyms("another key of tests".getBytes(UTF_8), 1));
        Bytes copy = new Bytes(16);
        other.payload(payload, copy);

        assertThat(new String(copy.array(), 0, copy.size(), UTF_8)).isNotEqualTo(new String(redacted(payload), UTF_8));
    }

    @Test
    void aFieldThatTheUserNamesIsKept() throws Exception {
        Redactor keeping = new Redactor(Fields.keeping(List.of("custom_id", "data/name")), new Pseudonyms(KEY, 1));
        Bytes copy = new Bytes(16);
        keeping.payload(
                "{\"d\":{\"name\":\"Alice\",\"data\":{\"name\":\"play\",\"custom_id\":\"buy:1\",\"options\":[{\"name\":\"song\"}]}}}"
                        .getBytes(UTF_8),
                copy);

        assertThat(new String(copy.array(), 0, copy.size(), UTF_8))
                .contains("play", "buy:1")
                .doesNotContain("Alice", "song");
    }

    @Test
    void whatIsNoJsonLeavesNothingBehind() {
        for (String broken : List.of(
                "",
                "x",
                "[1]",
                "{",
                "{\"a\"",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":tru}",
                "{\"a\":\"b",
                "{} x",
                "{\"a\":\"\n\"}",
                "{\"a\":+}",
                "{\"a\":1]")) {
            Bytes copy = new Bytes(16);

            assertThat(redactor.payload(broken.getBytes(UTF_8), copy))
                    .as(broken)
                    .isFalse();
            assertThat(copy.size()).as(broken).isZero();
        }
    }

    @Test
    void jsonThatIsNestedTooDeepIsNotFollowed() {
        Bytes copy = new Bytes(16);

        assertThat(redactor.payload(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8), copy))
                .isFalse();
    }

    @Test
    void theShapeOfTheReplacementsIsThatOfIds() {
        Redactor ofSixteen = redactor(16);
        Bytes copy = new Bytes(16);
        ofSixteen.payload("{\"d\":{\"guild_id\":\"1164000000000000001\"}}".getBytes(UTF_8), copy);
        long id = Long.parseLong(new String(copy.array(), 0, copy.size(), UTF_8).replaceAll("\\D", ""));

        assertThat((id >> 22) % 16).isEqualTo((1164000000000000001L >> 22) % 16);
    }

    private static Redactor redactor(int shards) {
        return new Redactor(Fields.keeping(List.of()), new Pseudonyms(KEY, shards));
    }

    private byte[] redacted(byte[] payload) {
        Bytes copy = new Bytes(16);
        assertThat(redactor.payload(payload, copy)).isTrue();
        return Arrays.copyOf(copy.array(), copy.size());
    }

    private String json(String singleQuoted) {
        return new String(redacted(singleQuoted.replace('\'', '"').getBytes(UTF_8)), UTF_8);
    }

    private Map<?, ?> data(String singleQuoted) throws Exception {
        return requireNonNull((Map<?, ?>) JSON.std.mapFrom(json(singleQuoted)).get("d"));
    }

    /** The same JSON with a marker in each string and for each id, key of a map and number that may be of people. */
    private static @Nullable Object marked(@Nullable Object json, int depth, List<String> markers) {
        return switch (json) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    String name = String.valueOf(key);
                    boolean isEnvelope = depth == 0 && !name.equals("d");
                    copy.put(
                            name.matches("\\d{15,}") ? marker(name, markers) : name,
                            isEnvelope || isBits(name, value) ? value : marked(value, depth + 1, markers));
                });
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(value -> copy.add(marked(value, depth + 1, markers)));
                yield copy;
            }
            case String text -> marker(text, markers);
            case null, default -> json;
        };
    }

    /** Rights, which are kept as the bits that they are. */
    private static boolean isBits(String name, @Nullable Object value) {
        return name.matches("permissions|allow|deny|app_permissions|flags|flags_new|public_flags")
                && String.valueOf(value).matches("\\d+");
    }

    private static String marker(String text, List<String> markers) {
        String marker = text.matches("\\d{15,}")
                ? "11640000" + (1_000_000_000L + markers.size())
                : "Marker" + markers.size() + "ä";
        markers.add(marker);
        // A text has its marker at its beginning, in its middle and at its end.
        return marker.startsWith("M") ? marker + text.substring(0, text.length() / 2) + marker : marker;
    }

    private static void collectKept(@Nullable Object original, @Nullable Object copy, String path, Set<String> kept) {
        switch (original) {
            case Map<?, ?> map -> {
                List<?> copies = new ArrayList<>(((Map<?, ?>) requireNonNull(copy)).values());
                int i = 0;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    collectKept(entry.getValue(), copies.get(i++), path + "/" + entry.getKey(), kept);
                }
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    collectKept(list.get(i), ((List<?>) requireNonNull(copy)).get(i), path, kept);
                }
            }
            case String text -> {
                if (text.equals(copy) && !path.matches(".*/(permissions|allow|deny|app_permissions|flags_new)")) {
                    kept.add(text);
                }
            }
            case Number number -> {
                String digits = String.valueOf(number);
                if (number.equals(copy) && digits.length() >= LEAST_DIGITS_OF_ID && !isBits(name(path), number)) {
                    kept.add(digits);
                }
            }
            case null, default -> {}
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The same JSON with a number that is an id in the place of each string that is one, and of each long number. */
    private static @Nullable Object withNumericIds(@Nullable Object json, List<String> markers) {
        return switch (json) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> copy.put(
                        String.valueOf(key),
                        isBits(String.valueOf(key), value) ? value : withNumericIds(value, markers)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(value -> copy.add(withNumericIds(value, markers)));
                yield copy;
            }
            case String text when text.matches("\\d{15,}") -> numericMarker(markers);
            case Long number when number > 999_999_999_999_999L -> numericMarker(markers);
            case null, default -> json;
        };
    }

    private static long numericMarker(List<String> markers) {
        long marker = 1_164_000_000_000_000_000L + 12_345_000_000L + markers.size();
        markers.add(String.valueOf(marker));
        return marker;
    }
}
