package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way to a value, as in {@code /d/author/id}. It is found among the bytes before the value, so that a decode in which all fits
 * keeps no account of where it is. The way to a later value is found from there on, so that many cost no more than the last one.
 * Confined to one decode.
 */
final class JsonPointer {

    private final byte[] json;
    private final List<Object> steps = new ArrayList<>(); // of an object the name that came last, of an array the index
    private int before;

    JsonPointer(byte[] json) {
        this.json = json;
    }

    /**
     * The pointer to a value.
     *
     * @param at where the value starts, not before the one of the last call; what comes before it is checked
     */
    String to(int at) throws IOException {
        for (; before < at; before++) {
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
