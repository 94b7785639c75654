package dev.nightjar.gateway.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One field of an object, found among the bytes without a parse: the one that says what the object is. */
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
        var scan = new JsonScan(json, start);
        if (!scan.take('{')) {
            return "";
        }
        do {
            scan.skipSpace();
            int keyFrom = scan.at() + 1;
            if (!scan.skipString()) {
                return "";
            }
            int keyTo = scan.at() - 1;
            if (!scan.take(':')) {
                return "";
            }
            scan.skipSpace();
            if (Arrays.equals(json, keyFrom, keyTo, wanted, 0, wanted.length)) {
                return scalar(json, scan);
            }
        } while (scan.skipValue() && scan.take(','));
        return "";
    }

    private static String scalar(byte[] json, JsonScan scan) {
        int from = scan.at();
        if (!scan.skipValue() || json[from] == '{' || json[from] == '[') {
            return "";
        }
        int quote = json[from] == '"' ? 1 : 0;
        return new String(json, from + quote, scan.at() - from - 2 * quote, StandardCharsets.UTF_8);
    }
}
