package dev.nightjar.gateway.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The peek against a JSON parser, over random payloads with their keys in random order. */
class PeekOracleTest {

    private static final long SEED = 42;
    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "7",
            "10",
            "1.5",
            "1e3",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "\"\"",
            "\"READY\"",
            "\"MESSAGE_CREATE\"",
            "\"op\"",
            "\"a\\\"b\"",
            "\"\\\\\"",
            "\"ü🦉\"");
    private static final List<String> KEYS = List.of("op", "s", "t", "d", "ops", "\\\"", "ü");

    private final Random random = new Random(SEED);

    @Test
    void thePeekFindsWhatAParserFinds() throws IOException {
        for (int round = 0; round < 20_000; round++) {
            String json = envelope();
            Map<String, Object> parsed = JSON.std.mapFrom(json);
            var payload = Payload.of(json.getBytes(UTF_8));

            assertThat((long) payload.op())
                    .as("op of %s, seed %d", json, SEED)
                    .isEqualTo(whole(parsed.get("op"), Integer.MAX_VALUE));
            assertThat(payload.sequence())
                    .as("s of %s, seed %d", json, SEED)
                    .isEqualTo(whole(parsed.get("s"), Long.MAX_VALUE));
            if (parsed.get("t") instanceof String name && !name.contains("\"") && !name.contains("\\")) {
                assertThat(payload.name()).as("t of %s, seed %d", json, SEED).isEqualTo(name);
                assertThat(payload.type())
                        .as("type of %s, seed %d", json, SEED)
                        .isEqualTo(payload.op() == 0 ? EventType.of(name) : EventType.UNKNOWN);
            }
        }
    }

    private static long whole(@Nullable Object value, long max) {
        long number = value instanceof Integer || value instanceof Long ? Long.parseLong(value.toString()) : -1;
        return number < 0 || number > max ? -1 : number;
    }

    private String envelope() {
        var keys = new ArrayList<>(List.of("op", "s", "t", "d", "x", "ops", ""));
        Collections.shuffle(keys, random);
        var members = new StringJoiner("," + space(), "{" + space(), space() + "}");
        for (String key : keys.subList(0, random.nextInt(keys.size() + 1))) {
            members.add('"' + key + '"' + space() + ':' + space() + (key.equals("d") ? value(0) : pick(SCALARS)));
        }
        return space() + members + space();
    }

    private String value(int depth) {
        int kind = depth > 4 ? 0 : random.nextInt(3);
        if (kind == 0) {
            return pick(SCALARS);
        }
        var members = new StringJoiner(space() + ",", kind == 1 ? "[" : "{", kind == 1 ? "]" : "}");
        var keys = new ArrayList<>(KEYS);
        Collections.shuffle(keys, random);
        for (String key : keys.subList(0, random.nextInt(5))) {
            members.add((kind == 1 ? "" : '"' + key + "\":") + value(depth + 1));
        }
        return members.toString();
    }

    private String space() {
        return random.nextInt(4) == 0 ? pick(List.of(" ", "\n", "\t \r")) : "";
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
