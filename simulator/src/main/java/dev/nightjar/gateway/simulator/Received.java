package dev.nightjar.gateway.simulator;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payload that a client sent.
 *
 * @param op its opcode, -1 if it has none
 * @param d its data: a Map, a List, a String, a Number, a Boolean or null
 * @param json the text as received
 * @param nanos when it arrived, as {@link System#nanoTime()}
 */
public record Received(int op, @Nullable Object d, String json, long nanos) {

    static final int NO_OP = -1;

    static Received of(byte[] payload, long nanos) {
        String json = new String(payload, StandardCharsets.UTF_8);
        Object parsed = parse(json);
        if (parsed instanceof Map<?, ?> envelope && envelope.get("op") instanceof Integer op) {
            return new Received(op, envelope.get("d"), json, nanos);
        }
        return new Received(NO_OP, null, json, nanos);
    }

    private static @Nullable Object parse(String json) {
        try {
            return JSON.std.anyFrom(json);
        } catch (IOException notJson) {
            return null;
        }
    }

    /** {@return the data as an object; empty if it is none} */
    public Map<String, @Nullable Object> data() {
        return objectOf(d);
    }

    /** A value as a JSON object; empty if it is none. */
    static Map<String, @Nullable Object> objectOf(@Nullable Object value) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> object.put(String.valueOf(name), inner));
        }
        return object;
    }
}
