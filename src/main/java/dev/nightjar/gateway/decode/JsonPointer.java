package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way to a value, as in {@code /d/author/id}. It is found among the bytes before the value, so that a decode in which all fits
 * keeps no account of where it is.
 */
final class JsonPointer {

    private JsonPointer() {}

    /**
     * The pointer to a value.
     *
     * @param at where the value starts; what comes before it is checked
     */
    static String to(byte[] json, int at) throws IOException {
        List<Object> steps = new ArrayList<>(); // of an object the name that came last, of an array the index
        for (int before = 0; before < at; before++) {
            switch (json[before]) {
                case '{' -> steps.add("");
                case '[' -> steps.add(0);
                case '}', ']' -> steps.removeLast();
                case ',' -> {
                    if (steps.getLast() instanceof Integer index) {
                        steps.set(steps.size() - 1, index + 1);
                    }
                }
                case '"' -> {
                    int end = JsonScan.skipString(json, before);
                    if (JsonScan.take(json, end, ':') >= 0) {
                        steps.set(steps.size() - 1, new JsonCursor(json, before).name());
                    }
                    before = end - 1;
                }
                default -> {}
            }
        }
        var pointer = new StringBuilder();
        for (Object step : steps) {
            // RFC 6901 3
            pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
