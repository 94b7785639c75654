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

    /** A whole number of so many characters is always below 2^63. */
    private static final int SHORT = 18;

    private Anything() {}

    static @Nullable Object read(JsonCursor json, KeptNames names) throws IOException {
        return switch (json.peek()) {
            case '{' -> object(json, names);
            case '[' -> array(json, names);
            case 't', 'f', 'n' -> literal(json);
            default -> {
                if (!json.takeText()) {
                    json.skip(); // which says what is wrong
                }
                yield json.isQuoted() ? json.string() : number(json);
            }
        };
    }

    private static Map<String, @Nullable Object> object(JsonCursor json, KeptNames names) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (boolean more = json.open('}'); more; more = json.next('}')) {
            fields.put(json.name(names), read(json, names));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static List<@Nullable Object> array(JsonCursor json, KeptNames names) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (boolean more = json.open(']'); more; more = json.next(']')) {
            elements.add(read(json, names));
        }
        return Collections.unmodifiableList(elements);
    }

    private static @Nullable Boolean literal(JsonCursor json) throws IOException {
        int first = json.peek();
        json.skip();
        return first == 'n' ? null : Boolean.valueOf(first == 't');
    }

    private static Number number(JsonCursor json) throws IOException {
        int length = json.to() - json.from();
        Long small = length <= SHORT ? Digits.parse(json.text(), json.from(), json.to()) : null;
        if (small != null) {
            return narrowest(small);
        }
        String text = json.string();
        if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return Double.valueOf(text);
        }
        BigInteger value = new BigInteger(text);
        return value.bitLength() < Long.SIZE ? narrowest(value.longValue()) : value;
    }

    private static Number narrowest(long value) {
        return value == (int) value ? (Number) (int) value : (Number) value;
    }
}
