package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reading of a value of any kind: Map, List, String, Integer, Long, BigInteger, Double, Boolean or null. The maps and lists are
 * unmodifiable, because threads share events.
 */
final class Anything {

    private Anything() {}

    static @Nullable Object read(JsonCursor json) throws IOException {
        return switch (json.peek()) {
            case '{' -> object(json);
            case '[' -> array(json);
            case 't', 'f', 'n' -> literal(json);
            default -> {
                if (!json.takeText()) {
                    json.skip(); // which says what is wrong
                }
                yield json.isQuoted() ? json.string() : number(json);
            }
        };
    }

    private static Map<String, @Nullable Object> object(JsonCursor json) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (boolean more = json.open('}'); more; more = json.next('}')) {
            fields.put(json.name(), read(json));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static List<@Nullable Object> array(JsonCursor json) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (boolean more = json.open(']'); more; more = json.next(']')) {
            elements.add(read(json));
        }
        return Collections.unmodifiableList(elements);
    }

    private static @Nullable Boolean literal(JsonCursor json) throws IOException {
        int first = json.peek();
        json.skip();
        return first == 'n' ? null : Boolean.valueOf(first == 't');
    }

    private static Number number(JsonCursor json) throws IOException {
        String text = json.string();
        if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return Double.valueOf(text);
        }
        BigInteger value = new BigInteger(text);
        if (value.bitLength() >= Long.SIZE) {
            return value;
        }
        return value.bitLength() < Integer.SIZE ? (Number) value.intValue() : (Number) value.longValue();
    }
}
