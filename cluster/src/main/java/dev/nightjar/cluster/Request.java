package dev.nightjar.cluster;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.MemberDeadline;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one member asks another one for, which answers with a {@link Reply}. Pure. */
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

        /** How many payloads go in one request: one has up to 4,096 bytes, and twice as many as a text in JSON. */
        static final int MOST = 7;

        /** Checks their number, and copies them. */
        public Send {
            payloads = List.copyOf(payloads);
            if (payloads.isEmpty() || payloads.size() > MOST) {
                throw new IllegalArgumentException(
                        "A request must have from 1 to " + MOST + " payloads, but has " + payloads.size());
            }
        }

        @Override
        public String text() {
            Map<String, Object> fields = fields("send", shard);
            fields.put("payloads", payloads);
            return json(fields);
        }
    }

    /**
     * To request members of a guild on a shard that it has, and to keep the answer until it was fetched.
     *
     * @param id a mark, by which the answer is fetched
     */
    record Members(
            ShardId shard, String id, RequestGuildMembers members, MemberDeadline deadline, OnRateLimit onRateLimit)
            implements Request {

        /** Checks that the parts belong together. */
        public Members {
            check(id);
            ShardId own = ShardId.ofGuild(members.guildId(), shard.total());
            if (!own.equals(shard)) {
                throw new IllegalArgumentException("The guild " + Long.toUnsignedString(members.guildId())
                        + " belongs to shard " + own + ", not " + shard);
            }
        }

        @Override
        public String text() {
            Map<String, Object> fields = fields("members", shard);
            fields.put("id", id);
            fields.put("guild", members.guildId());
            if (members.query() != null) {
                fields.put("query", members.query());
            }
            fields.put("limit", members.limit());
            fields.put("users", members.userIds());
            fields.put("presences", members.presences());
            if (members.nonce() != null) {
                fields.put("nonce", members.nonce());
            }
            fields.put("whole", deadline.whole().toMillis());
            fields.put("chunk", deadline.chunk().toMillis());
            fields.put("on_rate_limit", onRateLimit.name());
            return json(fields);
        }
    }

    /**
     * To give a piece of the answer to a member request that it keeps.
     *
     * @param id the mark of the request
     * @param chunk which chunk of the answer, from 0; those before it may be forgotten
     * @param from at which byte of the chunk the piece begins
     */
    record Fetch(ShardId shard, String id, int chunk, int from) implements Request {

        /** Checks the parts. */
        public Fetch {
            check(id);
            if (chunk < 0 || from < 0) {
                throw new IllegalArgumentException(
                        "A piece must be numbered from 0, but its chunk is " + chunk + " and its byte " + from);
            }
        }

        @Override
        public String text() {
            Map<String, Object> fields = fields("fetch", shard);
            fields.put("id", id);
            fields.put("chunk", chunk);
            fields.put("from", from);
            return json(fields);
        }
    }

    /** The text that goes to the other member. */
    String text();

    /** The shard that it is about. */
    ShardId shard();

    /** Where a member answers. */
    static String subject(String member) {
        return "ask." + member;
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException when it is none; the message is a sentence for the member that has asked
     */
    static Request read(String text) {
        Map<?, ?> fields = object(text);
        Object ask = fields.get("ask");
        Request request = switch (ask instanceof String known ? known : "") {
            case "take" -> new Take(shard(fields));
            case "send" -> new Send(shard(fields), texts(fields.get("payloads")));
            case "members" -> members(fields);
            case "fetch" ->
                new Fetch(shard(fields), string(fields, "id"), integer(fields, "chunk"), integer(fields, "from"));
            default ->
                throw new IllegalArgumentException(
                        "This member does not know what it is asked for: all members" + " must run the same version");
        };
        if (!request.text().equals(text)) {
            throw new IllegalArgumentException("A request must be written as this version writes it");
        }
        return request;
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

    private static ShardId shard(Map<?, ?> fields) {
        if (fields.get("shard") instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Integer number
                && pair.get(1) instanceof Integer total) {
            return new ShardId(number, total);
        }
        throw new IllegalArgumentException("A request must name a shard");
    }

    private static Members members(Map<?, ?> fields) {
        RequestGuildMembers members = new RequestGuildMembers(
                number(fields, "guild"),
                fields.containsKey("query") ? string(fields, "query") : null,
                integer(fields, "limit"),
                ids(fields.get("users")),
                fields.get("presences") instanceof Boolean presences && presences,
                fields.containsKey("nonce") ? string(fields, "nonce") : null);
        MemberDeadline deadline = new MemberDeadline(millis(number(fields, "whole")), millis(number(fields, "chunk")));
        OnRateLimit onRateLimit = OnRateLimit.valueOf(string(fields, "on_rate_limit"));
        return new Members(shard(fields), string(fields, "id"), members, deadline, onRateLimit);
    }

    private static Duration millis(long number) {
        return Duration.ofMillis(number);
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new IllegalArgumentException("A request to send must have a list of payloads");
    }

    private static List<Long> ids(@Nullable Object value) {
        List<Long> ids = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object each : list) {
                ids.add(number("users", each));
            }
            return ids;
        }
        throw new IllegalArgumentException("A request for members must have a list of users");
    }

    private static String string(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("A request must have a text as " + name);
    }

    private static int integer(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof Integer number) {
            return number;
        }
        throw new IllegalArgumentException("A request must have a small number as " + name);
    }

    private static long number(Map<?, ?> fields, String name) {
        return number(name, fields.get(name));
    }

    private static long number(String name, @Nullable Object value) {
        if (value instanceof Number number && !(value instanceof Double) && !(value instanceof BigInteger)) {
            return number.longValue();
        }
        throw new IllegalArgumentException("A request must have a number as " + name);
    }

    private static void check(String id) {
        if (!RecordForm.MARK.matcher(id).matches()) {
            throw new IllegalArgumentException("The id of a member request must be a mark of 16 digits");
        }
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
