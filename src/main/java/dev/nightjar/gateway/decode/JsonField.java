package dev.nightjar.gateway.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The search for one field of an object, such as the one that tells its type, among the bytes and without a parser. */
final class JsonField {

    private JsonField() {}

    /**
     * Finds a field in the object that starts at a position.
     *
     * @return its text as it is written, without the quotes of a string; empty where there is no such field, or an object
     *     or array in it
     */
    static String text(byte[] json, int start, String field) {
        byte[] wanted = field.getBytes(StandardCharsets.UTF_8);
        int at = JsonScan.take(json, start, '{');
        while (at >= 0) {
            int keyFrom = JsonScan.skipSpace(json, at) + 1;
            int keyEnd = JsonScan.skipString(json, at);
            int value = JsonScan.skipSpace(json, JsonScan.take(json, keyEnd, ':'));
            int end = JsonScan.skipValue(json, value);
            if (end > 0 && Arrays.equals(json, keyFrom, keyEnd - 1, wanted, 0, wanted.length)) {
                return scalar(json, value, end);
            }
            at = JsonScan.take(json, end, ',');
        }
        return "";
    }

    private static String scalar(byte[] json, int from, int to) {
        return switch (json[from]) {
            case '{', '[' -> "";
            case '"' -> new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8);
            default -> new String(json, from, to - from, StandardCharsets.UTF_8);
        };
    }
}
