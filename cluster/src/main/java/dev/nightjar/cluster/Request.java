package dev.nightjar.cluster;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.ShardId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one member asks another one for. Pure. */
sealed interface Request {

    /** To take a shard that was given to it. */
    record Take(ShardId shard) implements Request {

        @Override
        public String text() {
            return json(fields("take", shard));
        }
    }

    /** To send these payloads on a shard that it has. */
    record Send(ShardId shard, List<String> payloads) implements Request {

        @Override
        public String text() {
            Map<String, Object> fields = fields("send", shard);
            fields.put("payloads", payloads);
            return json(fields);
        }
    }

    /** The text that goes to the other member. */
    String text();

    /** Where a member answers. */
    static String subject(String member) {
        return "ask." + member;
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Request read(String text) {
        Map<?, ?> fields = object(text);
        ShardId shard = shard(fields.get("shard"));
        Object ask = fields.get("ask");
        return switch (ask instanceof String known ? known : "") {
            case "take" -> new Take(shard);
            case "send" -> new Send(shard, texts(fields.get("payloads")));
            default -> throw new IllegalArgumentException("This member does not know what it is asked for");
        };
    }

    private static Map<?, ?> object(String text) {
        try {
            if (JSON.std.anyFrom(text) instanceof Map<?, ?> fields) {
                return fields;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("A request must be JSON", e);
        }
        throw new IllegalArgumentException("A request must be a JSON object");
    }

    private static ShardId shard(@Nullable Object value) {
        if (value instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Integer number
                && pair.get(1) instanceof Integer total) {
            return new ShardId(number, total);
        }
        throw new IllegalArgumentException("A request must name a shard");
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new IllegalArgumentException("A request to send must have a list of payloads");
    }

    private static Map<String, Object> fields(String ask, ShardId shard) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ask", ask);
        fields.put("shard", List.of(shard.number(), shard.total()));
        return fields;
    }

    private static String json(Map<String, Object> fields) {
        return RecordForm.json(fields);
    }
}
